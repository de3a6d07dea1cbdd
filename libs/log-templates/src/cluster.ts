import { Class, type Item, SLOT } from './item.js';
import { Kind } from './scanner.js';

/** Leaves with one template. */
export interface Group {
  /** Keys of its items; a place that varies has the key `SLOT`. */
  readonly keys: Int32Array;
  /** One of its forms, to ask what stands around a place. */
  readonly like: readonly Item[];
  readonly leaves: number[];
  /** Leaves whose forms have more items than `keys`. */
  readonly strays: number[];
}

/** Different words that a place must show, all else being equal, before it counts as variable. */
export interface Evidence {
  readonly first: number;
  readonly value: number;
  readonly named: number;
  readonly identifier: number;
  readonly plain: number;
  readonly state: number;
}

export const evidence: Evidence = { first: 24, value: 2, named: 3, identifier: 3, plain: 5, state: 16 };

const FACTOR_A = 0x9e3779b1;
const FACTOR_B = 0x85ebca6b;
const powersA: number[] = [1];
const powersB: number[] = [1];
function power(powers: number[], factor: number, at: number): number {
  for (let next = powers.length; next <= at; next += 1) powers.push(Math.imul(powers[next - 1] ?? 1, factor));
  return powers[at] ?? 1;
}
const scatter = (key: number): number => {
  const hash = Math.imul(key ^ (key >>> 15) ^ 0x5bd1e995, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
};
const partA = (key: number, at: number): number => Math.imul(scatter(key), power(powersA, FACTOR_A, at));
const partB = (key: number, at: number): number => Math.imul(scatter(key + 0x165667b1), power(powersB, FACTOR_B, at));
const join = (a: number, b: number): number => (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);

/** Sum that tells lists of keys apart; the sum of a list with one place changed follows from it at once. */
class Sum {
  a: number;
  b: number;
  constructor(readonly keys: Int32Array) {
    this.a = keys.length;
    this.b = keys.length;
    for (let at = 0; at < keys.length; at += 1) {
      this.a = (this.a + partA(keys[at] ?? 0, at)) | 0;
      this.b = (this.b + partB(keys[at] ?? 0, at)) | 0;
    }
  }
  whole(): number {
    return join(this.a, this.b);
  }
  open(at: number): number {
    const key = this.keys[at] ?? 0;
    return join((this.a - partA(key, at) + partA(SLOT, at)) | 0, (this.b - partB(key, at) + partB(SLOT, at)) | 0);
  }
  openAll(places: readonly number[]): number {
    let { a, b } = this;
    for (const at of places) {
      const key = this.keys[at] ?? 0;
      a = (a - partA(key, at) + partA(SLOT, at)) | 0;
      b = (b - partB(key, at) + partB(SLOT, at)) | 0;
    }
    return join(a, b);
  }
}

type Groups = Map<number, Group>;

/** Templates as a pure function of forms: forms with one skeleton, then places that show enough different words. */
export function cluster(forms: readonly (readonly Item[])[], rules: Evidence = evidence): Group[] {
  let groups: Groups = new Map();
  for (const [leaf, like] of forms.entries()) put(groups, { keys: Int32Array.from(like, ({ key }) => key), like, leaves: [leaf], strays: [] });
  const wild = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    const next = widen(groups, rules, wild) ?? absorb(groups, wild) ?? glue(groups);
    if (next === null) break;
    groups = next;
  }
  return [...groups.values()];
}

const copy = (group: Group): Group => ({ ...group, leaves: [...group.leaves], strays: [...group.strays] });

function put(groups: Groups, group: Group): void {
  const sum = new Sum(group.keys).whole();
  const known = groups.get(sum);
  if (known === undefined) groups.set(sum, group);
  else {
    for (const leaf of group.leaves) known.leaves.push(leaf);
    for (const leaf of group.strays) known.strays.push(leaf);
  }
}

interface Bucket {
  readonly at: number;
  readonly members: Group[];
}

function widen(groups: Groups, rules: Evidence, wild: Set<string>): Groups | null {
  const buckets = new Map<number, Bucket>();
  for (const group of groups.values()) {
    const sum = new Sum(group.keys);
    for (let at = 0; at < group.keys.length; at += 1) {
      if (group.keys[at] === SLOT || group.like[at]?.class === Class.None) continue;
      const key = sum.open(at);
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, { at, members: [group] });
      else bucket.members.push(group);
    }
  }
  const ready: { key: number; at: number; members: Group[]; typed: boolean }[] = [];
  for (const [key, { at, members }] of buckets) {
    const typed = groups.has(key);
    const chosen = choose(members, at, typed, rules);
    if (chosen.length > 0) ready.push({ key, at, members: chosen, typed });
  }
  if (ready.length === 0) return null;
  ready.sort((one, two) => two.members.length - one.members.length || (one.members[0]?.leaves[0] ?? 0) - (two.members[0]?.leaves[0] ?? 0) || one.at - two.at);
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const { at, members, typed } of ready) {
    const free = members.filter((group) => !done.has(group));
    const chosen = free.length === members.length ? free : choose(free, at, typed, rules);
    const [first] = chosen;
    if (first === undefined) continue;
    for (const group of chosen) done.add(group);
    const keys = first.keys.with(at, SLOT);
    wild.add(shapeOf(keys, first.like));
    put(next, { keys, like: first.like, leaves: chosen.flatMap((group) => group.leaves), strays: chosen.flatMap((group) => group.strays) });
  }
  for (const group of groups.values()) if (!done.has(group)) put(next, copy(group));
  return next;
}

/** Those members whose words at the place are variable by the evidence of all of them. */
function choose(members: readonly Group[], at: number, typed: boolean, rules: Evidence): Group[] {
  const [any] = members;
  if (any === undefined) return [];
  const words = wordsAround(any, at);
  if (words.before + words.after === 0) return [];
  const context = contextOf(any.like, at);
  const open = members.filter(({ like }) => {
    const kind = like[at]?.class;
    return kind !== Class.State && (kind !== Class.Upper || context !== 'plain');
  });
  const seen = open.length + (typed ? 1 : 0);
  if (words.before === 0) {
    if (members.length >= rules.first && words.after > 1) return [...members];
    return words.after >= 4 && seen >= rules.plain ? open : [];
  }
  if (members.length >= rules.state || (members.length >= 5 && open.length + (typed ? 2 : 0) >= 2)) return [...members];
  const identifiers = open.every(({ like }) => like[at]?.class === Class.Identifier || like[at]?.kind === Kind.Name);
  const names = open.every(({ like }) => like[at]?.kind === Kind.Name && like[at]?.class === Class.Plain);
  const needed = context === 'value' ? rules.value : context === 'named' ? rules.named : typed && (identifiers || context === 'enclosed') ? 2 : typed ? 3 : identifiers && !names ? rules.identifier : rules.plain;
  return seen >= needed ? open : [];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** What stands around a place: after `=` or in quotes, after a word that introduces names, alone in brackets, or among words. */
function contextOf(like: readonly Item[], at: number): 'value' | 'named' | 'enclosed' | 'plain' {
  const before = like[at - 1];
  const after = like[at + 1]?.text;
  const sign = before?.text ?? '';
  if (sign === '=' || sign === '|' || (/^["'`]$/.test(sign) && after === sign)) return 'value';
  if (before?.introduces === true || (sign === ':' && like[at - 2]?.introduces === true)) return 'named';
  return closing[sign] !== undefined && closing[sign] === after ? 'enclosed' : 'plain';
}

/** Constant words before and after a place. */
function wordsAround(group: Group | undefined, at: number): { before: number; after: number } {
  const words = { before: 0, after: 0 };
  if (group === undefined) return words;
  for (let place = 0; place < group.keys.length; place += 1) {
    if (place === at || group.keys[place] === SLOT || group.like[place]?.class === Class.None) continue;
    if (place < at) words.before += 1;
    else words.after += 1;
  }
  return words;
}

/** Length, and the places that are slots by evidence, not by what stands there. */
const shapeOf = (keys: Int32Array, like: readonly Item[]): string => {
  const places: number[] = [];
  for (let at = 0; at < keys.length; at += 1) if (keys[at] === SLOT && like[at]?.key !== SLOT) places.push(at);
  return `${keys.length}:${places.join(',')}`;
};

/** Takes into a template with several variable places those groups that differ in several of them at once. */
function absorb(groups: Groups, wild: ReadonlySet<string>): Groups | null {
  const shapes = new Map<number, number[][]>();
  for (const shape of wild) {
    const [length, places] = shape.split(':');
    const list = shapes.get(Number(length)) ?? [];
    list.push((places ?? '').split(',').map(Number));
    shapes.set(Number(length), list);
  }
  const into = new Map<Group, Group>();
  for (const group of groups.values()) {
    const sum = new Sum(group.keys);
    for (const places of shapes.get(group.keys.length) ?? []) {
      const home = groups.get(sum.openAll(places));
      if (home === undefined || home === group || into.has(home)) continue;
      if (places.some((at) => group.keys[at] !== SLOT && group.like[at]?.class === Class.State && contextOf(group.like, at) === 'plain')) continue;
      into.set(group, home);
      break;
    }
  }
  if (into.size === 0) return null;
  const next: Groups = new Map();
  for (const group of groups.values()) if (!into.has(group)) put(next, copy(group));
  for (const [group, home] of into) put(next, { keys: home.keys, like: home.like, leaves: group.leaves, strays: group.strays });
  return next;
}

/** Sums of the keys before each place, counted from the front, and from each place on, counted from the back. */
function edges(keys: Int32Array): { before: Float64Array; after: Float64Array } {
  const { length } = keys;
  const before = new Float64Array(length + 1);
  const after = new Float64Array(length + 1);
  for (let [at, a, b] = [0, 0, 0]; at < length; at += 1) {
    a = (a + partA(keys[at] ?? 0, at)) | 0;
    b = (b + partB(keys[at] ?? 0, at)) | 0;
    before[at + 1] = join(a, b);
  }
  for (let [at, a, b] = [length - 1, 0, 0]; at >= 0; at -= 1) {
    a = (a + partA(keys[at] ?? 0, length - at)) | 0;
    b = (b + partB(keys[at] ?? 0, length - at)) | 0;
    after[at] = join(a, b);
  }
  return { before, after };
}

const LONGEST_GLUED = 6;

/** Takes in groups that have several pieces without a blank between them, `LOCAL(0)`, where a template has a slot. */
function glue(groups: Groups): Groups | null {
  const homes = new Map<string, Group>();
  const places = new Map<number, Set<number>>();
  for (const group of groups.values()) {
    const { before, after } = edges(group.keys);
    for (const [at, key] of group.keys.entries()) {
      const words = key === SLOT ? wordsAround(group, at) : { before: 0, after: 0 };
      if (words.before + words.after < 2) continue;
      homes.set(`${before[at]} ${after[at + 1]}`, group);
      const ends = places.get(before[at] ?? 0);
      if (ends === undefined) places.set(before[at] ?? 0, new Set([after[at + 1] ?? 0]));
      else ends.add(after[at + 1] ?? 0);
    }
  }
  const into = new Map<Group, Group>();
  for (const group of groups.values()) {
    const { before, after } = edges(group.keys);
    for (let at = 0; at < group.keys.length && !into.has(group); at += 1) {
      const ends = places.get(before[at] ?? 0);
      if (ends === undefined) continue;
      for (let end = at + 2; end <= Math.min(group.keys.length, at + LONGEST_GLUED); end += 1) {
        const home = ends.has(after[end] ?? 0) ? homes.get(`${before[at]} ${after[end]}`) : undefined;
        if (home === undefined || home === group || into.has(home) || !isGlued(group, at, end)) continue;
        into.set(group, home);
        break;
      }
    }
  }
  if (into.size === 0) return null;
  const next: Groups = new Map();
  for (const group of groups.values()) if (!into.has(group)) put(next, copy(group));
  for (const [group, home] of into) put(next, { keys: home.keys, like: home.like, leaves: [], strays: [...group.leaves, ...group.strays] });
  return next;
}

function isGlued(group: Group, from: number, to: number): boolean {
  let words = 0;
  let slots = 0;
  for (let at = from; at < to; at += 1) {
    const item = group.like[at];
    if (item === undefined || (at > from && item.gap) || item.text === '=') return false;
    if (group.keys[at] === SLOT || item.kind === Kind.Name) slots += 1;
    else if (item.class !== Class.None) words += 1;
  }
  return slots > 0 && words < 2 && (group.like[to]?.gap !== false || group.like[to]?.class === Class.None);
}
