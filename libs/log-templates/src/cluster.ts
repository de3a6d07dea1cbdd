import type { Item } from './form.js';

/** Leaves with one template. */
export interface Group {
  readonly leaves: number[];
  readonly items: readonly Item[];
}

const slotKey = '\u0000';
const wildItem = (like: Item): Item => ({ text: '<*>', slot: true, gap: like.gap, kind: -1 });

/** Distinct words that a place must show, all else being equal, before it counts as variable. */
const evidence = 4;

const keyOf = (items: readonly Item[]): string[] => items.map((item) => (item.slot ? slotKey : item.text));

/** Templates as a pure function of forms: forms with one skeleton, then places that show enough different words. */
export function cluster(forms: readonly (readonly Item[])[]): Group[] {
  let groups = new Map<string, Group>();
  for (const [leaf, items] of forms.entries()) put(groups, { items, leaves: [leaf] });
  for (let round = 0; round < 4; round += 1) {
    const next = widen(groups);
    if (next === null) break;
    groups = next;
  }
  return [...groups.values()];
}

function put(groups: Map<string, Group>, group: Group): void {
  const key = keyOf(group.items).join('\u0001');
  const known = groups.get(key);
  if (known === undefined) groups.set(key, group);
  else known.leaves.push(...group.leaves);
}

function widen(groups: ReadonlyMap<string, Group>): Map<string, Group> | null {
  const buckets = new Map<string, { at: number; members: Group[] }>();
  for (const group of groups.values()) {
    const key = keyOf(group.items);
    group.items.forEach((item, at) => {
      if (item.slot || !/\p{L}/u.test(item.text)) return;
      const masked = key.with(at, slotKey).join('\u0001');
      const bucket = buckets.get(masked);
      if (bucket === undefined) buckets.set(masked, { at, members: [group] });
      else bucket.members.push(group);
    });
  }
  const ready = [...buckets].filter(([, bucket]) => bucket.members.length >= evidence).sort(([a, one], [b, two]) => two.members.length - one.members.length || (a < b ? -1 : 1));
  if (ready.length === 0) return null;
  const done = new Set<Group>();
  const next = new Map<string, Group>();
  for (const [, { at, members }] of ready) {
    const free = members.filter((group) => !done.has(group));
    const [first] = free;
    if (free.length < evidence || first === undefined) continue;
    for (const group of free) done.add(group);
    put(next, { items: first.items.map((item, place) => (place === at ? wildItem(item) : item)), leaves: free.flatMap((group) => group.leaves) });
  }
  for (const group of groups.values()) if (!done.has(group)) put(next, { items: group.items, leaves: [...group.leaves] });
  return next;
}
