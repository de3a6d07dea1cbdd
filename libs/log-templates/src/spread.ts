import { type Group, type Groups, groupOf, put } from './group.js';
import { Class, type Item, Made, SLOT, slotItem } from './item.js';
import { edges, Tally } from './sums.js';

/** Different middles that must be seen between one beginning and one end. */
const FEWEST_MIDDLES = 5;
const LONGEST_MIDDLE = 10;
const FEWEST_WORDS = 4;
const FEWEST_SLOTS = 2;

/** A stretch of a group between a beginning and an end that others share. */
interface Stretch {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
}

/** Takes together groups that are equal but for one stretch of any number of words, as names of tasks are; null if there are none. */
export function spread(groups: Groups): Groups | null {
  const stretches: Stretch[] = [];
  const sums: number[] = [];
  for (const group of groups.values()) {
    if (!group.keys.some((key) => key === SLOT)) continue;
    const { before, after } = edges(group.keys);
    const words = countUpTo(group, (at) => (group.keys[at] !== SLOT && group.like[at]?.class !== Class.None ? 1 : 0));
    const slots = countUpTo(group, (at) => (group.keys[at] !== SLOT ? 0 : group.like[at]?.kind === Made.List ? 2 : 1));
    const total = group.keys.length;
    for (let from = 0; from < total; from += 1) {
      if (from > 0 && group.like[from]?.gap !== true) continue;
      for (let to = from + 1; to <= Math.min(total - 1, from + LONGEST_MIDDLE); to += 1) {
        if (group.like[to]?.gap !== true) continue;
        const inside = (count: Int32Array): number => (count[to] ?? 0) - (count[from] ?? 0);
        if ((words[total] ?? 0) - inside(words) < FEWEST_WORDS || (slots[total] ?? 0) - inside(slots) < FEWEST_SLOTS) continue;
        const anchored = group.keys[to] === SLOT || group.keys[to + 1] === SLOT || (words[total] ?? 0) - (words[to] ?? 0) >= FEWEST_WORDS;
        if (!anchored || !names(group, from, to)) continue;
        stretches.push({ group, from, to });
        sums.push((before[from] ?? 0) * 0.5 + (after[to] ?? 0) * 1.25);
      }
    }
  }
  return take(groups, stretches, sums);
}

function take(groups: Groups, stretches: readonly Stretch[], sums: readonly number[]): Groups | null {
  const tally = new Tally(stretches.length);
  const places = sums.map((sum) => tally.add(sum));
  const found = new Map<number, Stretch[]>();
  for (const [at, stretch] of stretches.entries()) {
    const place = places[at] ?? 0;
    if (tally.count(place) < FEWEST_MIDDLES) continue;
    const known = found.get(place);
    if (known === undefined) found.set(place, [stretch]);
    else known.push(stretch);
  }
  if (found.size === 0) return null;
  const shortest = (list: readonly Stretch[]): number => Math.min(...list.map(({ from, to }) => to - from));
  const order = [...found.values()].sort((one, two) => two.length - one.length || shortest(one) - shortest(two) || (one[0]?.group.leaves[0] ?? 0) - (two[0]?.group.leaves[0] ?? 0));
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const list of order) {
    const free = list.filter(({ group }) => !done.has(group));
    if (free.length < FEWEST_MIDDLES) continue;
    for (const { group } of free) done.add(group);
    for (const stretch of free) put(next, opened(stretch));
  }
  if (done.size === 0) return null;
  for (const group of groups.values()) if (!done.has(group)) put(next, group);
  return next;
}

/** The group with one slot in place of the stretch. */
function opened({ group, from, to }: Stretch): Group {
  const like: Item[] = [...group.like.slice(0, from), slotItem(Made.Wild, group.like[from]?.gap ?? false), ...group.like.slice(to)];
  const keys = Int32Array.from(like, (_, at) => (at < from ? (group.keys[at] ?? 0) : at === from ? SLOT : (group.keys[at + to - from - 1] ?? 0)));
  return groupOf(keys, like, [], [...group.leaves, ...group.strays]);
}

function countUpTo(group: Group, counts: (at: number) => number): Int32Array {
  const sums = new Int32Array(group.keys.length + 1);
  for (let at = 0; at < group.keys.length; at += 1) sums[at + 1] = (sums[at] ?? 0) + counts(at);
  return sums;
}

/** Some word of the stretch is none that tells a state. */
function names(group: Group, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const kind = group.keys[at] === SLOT ? Class.None : group.like[at]?.class;
    if (kind === Class.Plain || kind === Class.Identifier) return true;
  }
  return false;
}
