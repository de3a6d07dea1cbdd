import { type Group, type Groups, groupOf, put } from './group.js';
import { Class, type Item, Made, SLOT, slotItem } from './item.js';
import { Tally } from './sums.js';

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
  const all = [...groups.values()];
  // place of the group, beginning and end of each stretch, in flat arrays: nearly all are alone
  const stretches: number[] = [];
  const sums: number[] = [];
  for (const [index, group] of all.entries()) for (const [from, to] of stretchesOf(group)) {
    stretches.push(index, from, to);
    sums.push((group.sum.edges.before[from] ?? 0) * 0.5 + (group.sum.edges.after[to] ?? 0) * 1.25);
  }
  const tally = new Tally(sums.length);
  const places = Int32Array.from(sums, (sum) => tally.add(sum));
  const found = new Map<number, Stretch[]>();
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    const group = all[stretches[3 * at] ?? 0];
    if (tally.count(place) < FEWEST_MIDDLES || group === undefined) continue;
    const stretch = { group, from: stretches[3 * at + 1] ?? 0, to: stretches[3 * at + 2] ?? 0 };
    const known = found.get(place);
    if (known === undefined) found.set(place, [stretch]);
    else known.push(stretch);
  }
  return take(groups, found);
}

/** Stretches that may be a name, with enough around them to know the message by. */
function* stretchesOf({ keys, like }: Group): Generator<readonly [from: number, to: number]> {
  const total = keys.length;
  const words = countUpTo(total, (at) => (keys[at] !== SLOT && like[at]?.class !== Class.None ? 1 : 0));
  const slots = countUpTo(total, (at) => (keys[at] !== SLOT ? 0 : like[at]?.kind === Made.List ? 2 : 1));
  if ((words[total] ?? 0) <= FEWEST_WORDS || (slots[total] ?? 0) < FEWEST_SLOTS) return;
  const names = countUpTo(total, (at) => (keys[at] !== SLOT && (like[at]?.class === Class.Plain || like[at]?.class === Class.Identifier) ? 1 : 0));
  const between = (count: Int32Array, from: number, to: number): number => (count[to] ?? 0) - (count[from] ?? 0);
  for (let from = 0; from < total; from += 1) {
    if (from > 0 && like[from]?.gap !== true) continue;
    for (let to = from + 1; to <= Math.min(total - 1, from + LONGEST_MIDDLE); to += 1) {
      if (like[to]?.gap !== true || between(names, from, to) === 0) continue;
      if ((words[total] ?? 0) - between(words, from, to) < FEWEST_WORDS || (slots[total] ?? 0) - between(slots, from, to) < FEWEST_SLOTS) continue;
      if (keys[to] === SLOT || keys[to + 1] === SLOT || between(words, to, total) >= FEWEST_WORDS) yield [from, to];
    }
  }
}

function take(groups: Groups, found: ReadonlyMap<number, Stretch[]>): Groups | null {
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

function countUpTo(length: number, counts: (at: number) => number): Int32Array {
  const sums = new Int32Array(length + 1);
  for (let at = 0; at < length; at += 1) sums[at + 1] = (sums[at] ?? 0) + counts(at);
  return sums;
}
