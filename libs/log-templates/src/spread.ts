import { closing, type Group, type Groups, groupOf, put } from './group.js';
import { Class, Hint, isNameLike, type Item, Made, SLOT, slotItem } from './item.js';
import { type Edges, edgesOf, Tally } from './sums.js';

const LONGEST_MIDDLE = 16;
const NEVER = Number.POSITIVE_INFINITY;
/** Different middles that must be seen in brackets or quotes, */
const ENCLOSED = 5;
/** after a colon or the like up to the end, by constant words before (the last also for more), */
const TOLD = [NEVER, NEVER, 12, 6];
/** … and more words follow, */
const TOLD_WITHIN = [NEVER, NEVER, NEVER, 8, 6];
/** between words, by the constant words on both sides, */
const BETWEEN = [NEVER, NEVER, 16, 6, 5, 4];
/** and where there are words on one side only. */
const OPEN = [NEVER, NEVER, NEVER, 16, 8];
/** From the beginning, as names of tasks are, where two slots and more follow. */
const HEAD = [NEVER, NEVER, NEVER, 8, 5];
const FEWEST_MIDDLES = 4;
/** Constant words without which none of these is reached. */
const FEWEST_WORDS = 2;

/** A stretch of a group between a beginning and an end that others share. */
interface Stretch {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  readonly need: number;
  /** Sentences may stand there too, not names only. */
  readonly free: boolean;
  /** Constant words outside. */
  readonly words: number;
}

/** Takes together groups that are equal but for one stretch of any number of words, as names of tasks and messages of errors are; null if there are none. */
export function spread(groups: Groups): Groups | null {
  const all = [...groups.values()];
  // place of the group, beginning, end, need and words of each stretch, in flat arrays: nearly all are alone
  const stretches: number[] = [];
  const sums: number[] = [];
  // names may differ around a stretch as well
  const edges = all.map(({ keys, like }) => edgesOf(keys.map((key, at) => (isNameLike(like[at]) ? SLOT : key))));
  const shared = sharedEdges(edges);
  for (const [index, group] of all.entries()) {
    const { before, after } = edges[index] ?? group.sum.edges;
    eachStretch(group, (from) => shared.before(before[from] ?? 0), (to) => shared.after(after[to] ?? 0), (from, to, need, words, free) => {
      stretches.push(index, from, to, need, words, free ? 1 : 0);
      sums.push((before[from] ?? 0) * 0.5 + (after[to] ?? 0) * 1.25);
    });
  }
  const tally = new Tally(sums.length);
  const places = Int32Array.from(sums, (sum) => tally.add(sum));
  const found = new Map<number, Stretch[]>();
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (tally.count(place) < FEWEST_MIDDLES) continue;
    const [index = 0, from = 0, to = 0, need = 0, words = 0, free = 0] = stretches.slice(6 * at, 6 * at + 6);
    const group = all[index];
    if (tally.count(place) < need || group === undefined) continue;
    const stretch = { group, from, to, need, words, free: free === 1 };
    const known = found.get(place);
    if (known === undefined) found.set(place, [stretch]);
    else known.push(stretch);
  }
  return take(groups, found);
}

const isProse = (item: Item | undefined): boolean => item !== undefined && (item.hints & Hint.Prose) !== 0;

const errorWords = new Set(['error', 'exception', 'reason', 'cause', 'message', 'Error', 'Exception', 'Reason', 'Cause']);
interface Shared {
  before(sum: number): boolean;
  after(sum: number): boolean;
}

/** Tells which beginnings and ends enough groups have. */
function sharedEdges(all: readonly Edges[]): Shared {
  const places = all.reduce((sum, { before }) => sum + before.length, 0);
  const [begins, ends] = [new Tally(places), new Tally(places)];
  for (const { before, after } of all) {
    for (const sum of before) begins.add(sum);
    for (const sum of after) ends.add(sum);
  }
  return { before: (sum) => begins.count(begins.place(sum)) >= FEWEST_MIDDLES, after: (sum) => ends.count(ends.place(sum)) >= FEWEST_MIDDLES };
}

const least = (needs: readonly number[], words: number): number => needs[Math.min(words, needs.length - 1)] ?? NEVER;
const tells = (item: Item | undefined): boolean => item !== undefined && (item.text === ':' || item.text === '=' || item.text === '.' || errorWords.has(item.text));

/** Stretches that may be one value, with enough around them to know the message by. */
function eachStretch({ keys, like }: Group, isBegin: (from: number) => boolean, isEnd: (to: number) => boolean, found: (from: number, to: number, need: number, words: number, free: boolean) => void): void {
  const total = keys.length;
  let lastBegin = 0;
  while (lastBegin + 1 < total && isBegin(lastBegin + 1)) lastBegin += 1;
  let firstEnd = total;
  while (firstEnd > 1 && isEnd(firstEnd - 1)) firstEnd -= 1;
  let around = 0;
  for (let at = 0; at < total; at += 1) if ((at < lastBegin || at >= firstEnd) && keys[at] !== SLOT && like[at]?.class !== Class.None) around += 1;
  if (around < FEWEST_WORDS) return;
  const words = countUpTo(total, (at) => (keys[at] !== SLOT && like[at]?.class !== Class.None && !isNameLike(like[at]) ? 1 : 0));
  const names = countUpTo(total, (at) => (keys[at] === SLOT || like[at]?.class === Class.Plain || like[at]?.class === Class.Identifier ? 1 : 0));
  const slots = countUpTo(total, (at) => (keys[at] !== SLOT ? 0 : like[at]?.kind === Made.List ? 2 : 1));
  const prose = countUpTo(total, (at) => (keys[at] !== SLOT && isProse(like[at]) ? 1 : 0));
  const all = words[total] ?? 0;
  let sentence = 0;
  for (let from = 0; from <= lastBegin; from += 1) {
    const before = like[from - 1];
    if (tells(like[from - 2])) sentence = words[from - 1] ?? 0;
    if (from > 0 && like[from]?.gap !== true && before?.class !== Class.None) continue;
    let depth = 0;
    for (let to = from + 1; to <= Math.min(total, from + LONGEST_MIDDLE); to += 1) {
      const last = like[to - 1]?.text ?? '';
      if (keys[to - 1] !== SLOT) depth += brackets.get(last) ?? 0;
      if (depth < 0) break;
      const after = like[to];
      if (depth > 0 || to < firstEnd || (to < total && after?.gap !== true && after?.class !== Class.None) || (names[to] ?? 0) === (names[from] ?? 0)) continue;
      const left = words[from] ?? 0;
      const right = all - (words[to] ?? 0);
      const sentences = (prose[to] ?? 0) > (prose[from] ?? 0);
      let free = true;
      const enclosed = before !== undefined && after !== undefined && closing(before.text) === after.text;
      let need = NEVER;
      if (enclosed && left + right > 1) need = ENCLOSED;
      else if (right === 0 && tells(before)) need = least(TOLD, left - sentence);
      else if (tells(before) && left - sentence > 1 && right > 0) need = least(TOLD_WITHIN, left + right - sentence);
      else if (!sentences) {
        free = false;
        need = least(left > 0 && right > 0 ? BETWEEN : left === 0 && (slots[total] ?? 0) - (slots[to] ?? 0) > 1 ? HEAD : OPEN, left + right);
      }
      if (need !== NEVER) found(from, to, need, left + right, free);
    }
  }
}

/** What brackets add to the depth. */
export const brackets: ReadonlyMap<string, number> = new Map([['(', 1], ['[', 1], ['{', 1], [')', -1], [']', -1], ['}', -1]]);

/** Some differ by more than the word at one place. */
function differ(list: readonly Stretch[]): boolean {
  const [first] = list;
  if (first === undefined) return false;
  const length = first.to - first.from;
  if (list.some(({ from, to }) => to - from !== length)) return true;
  let places = 0;
  for (let at = 0; at < length; at += 1) {
    const key = first.group.keys[first.from + at];
    if (list.some(({ group, from }) => group.keys[from + at] !== key)) places += 1;
  }
  return places > 1;
}

function take(groups: Groups, found: ReadonlyMap<number, Stretch[]>): Groups | null {
  if (found.size === 0) return null;
  const shortest = (list: readonly Stretch[]): number => Math.min(...list.map(({ from, to }) => to - from));
  const order = [...found.values()].filter(differ)
    .sort((one, two) => (two[0]?.words ?? 0) - (one[0]?.words ?? 0) || two.length - one.length || shortest(one) - shortest(two) || eldest(one) - eldest(two));
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const list of order) {
    const free = list.filter(({ group }) => !done.has(group));
    if (free.length < (free[0]?.need ?? 0)) continue;
    for (const { group } of free) done.add(group);
    const around = commonAround(free);
    for (const stretch of free) put(next, opened(stretch, around));
  }
  if (done.size === 0) return null;
  for (const group of groups.values()) if (!done.has(group)) put(next, group);
  return next;
}

const eldest = ([first]: readonly Stretch[]): number => first?.group.leaves[0] ?? first?.group.strays[0] ?? 0;

interface Around {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** The keys before and after these stretches, a slot where they differ. */
function commonAround(list: readonly Stretch[]): Around {
  const common = (sides: readonly Int32Array[]): Int32Array => {
    const [first = new Int32Array(0), ...others] = sides;
    return first.map((key, at) => (others.every((side) => side[at] === key) ? key : SLOT));
  };
  return { before: common(list.map(({ group, from }) => group.keys.subarray(0, from))), after: common(list.map(({ group, to }) => group.keys.subarray(to))) };
}

/** The group with one slot in place of the stretch. */
function opened({ group, from, to, free }: Stretch, { before, after }: Around): Group {
  const like: Item[] = [...group.like.slice(0, from), slotItem(free ? Made.Any : Made.Names, group.like[from]?.gap ?? false), ...group.like.slice(to)];
  return groupOf(Int32Array.of(...before, SLOT, ...after), like, [], [...group.leaves, ...group.strays]);
}

function countUpTo(length: number, counts: (at: number) => number): Int32Array {
  const sums = new Int32Array(length + 1);
  for (let at = 0; at < length; at += 1) sums[at + 1] = (sums[at] ?? 0) + counts(at);
  return sums;
}
