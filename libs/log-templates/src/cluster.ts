import { Class, type Item, SLOT } from './item.js';

/** Leaves with one template. */
export interface Group {
  /** Keys of its items; a place that varies has the key `SLOT`. */
  readonly keys: Int32Array;
  /** One of its forms, to ask what stands around a place. */
  readonly like: readonly Item[];
  readonly leaves: number[];
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

export const evidence: Evidence = { first: 24, value: 2, named: 2, identifier: 3, plain: 5, state: 16 };

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
  for (const [leaf, like] of forms.entries()) put(groups, { keys: Int32Array.from(like, ({ key }) => key), like, leaves: [leaf] });
  const wild = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    const next = widen(groups, rules, wild) ?? absorb(groups, wild);
    if (next === null) break;
    groups = next;
  }
  return [...groups.values()];
}

function put(groups: Groups, group: Group): void {
  const sum = new Sum(group.keys).whole();
  const known = groups.get(sum);
  if (known === undefined) groups.set(sum, group);
  else for (const leaf of group.leaves) known.leaves.push(leaf);
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
    put(next, { keys, like: first.like, leaves: chosen.flatMap((group) => group.leaves) });
  }
  for (const group of groups.values()) if (!done.has(group)) put(next, { ...group, leaves: [...group.leaves] });
  return next;
}

/** Those members whose words at the place are variable by the evidence of all of them. */
function choose(members: readonly Group[], at: number, typed: boolean, rules: Evidence): Group[] {
  if (members.length === 0) return [];
  const words = wordsAround(members[0], at);
  if (words.before + words.after === 0) return [];
  const open = members.filter((group) => group.like[at]?.class !== Class.State);
  const first = open[0] ?? members[0];
  if (first === undefined) return [];
  if (members.length >= rules.state || (members.length >= 6 && open.length >= 2)) {
    if (words.before > 0 || (members.length >= rules.first && words.after > 1)) return [...members];
  }
  const seen = open.length + (typed ? 1 : 0);
  const before = first.like[at - 1];
  const named = before?.introduces === true || (before?.text === ':' && first.like[at - 2]?.introduces === true);
  const value = before?.text === '=' || before?.text === '|' || (/^["'`]$/.test(before?.text ?? '') && first.like[at + 1]?.text === before?.text);
  const identifiers = open.every((group) => group.like[at]?.class === Class.Identifier);
  if (words.before === 0) return identifiers && seen >= rules.plain && words.after >= 4 ? open : [];
  const needed = value ? rules.value : named ? rules.named : typed ? 3 : identifiers ? rules.identifier : rules.plain;
  return seen >= needed ? open : [];
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
      if (places.some((at) => group.keys[at] !== SLOT && group.like[at]?.class === Class.State)) continue;
      into.set(group, home);
      break;
    }
  }
  if (into.size === 0) return null;
  const next: Groups = new Map();
  for (const group of groups.values()) if (!into.has(group)) put(next, { ...group, leaves: [...group.leaves] });
  for (const [group, home] of into) put(next, { keys: home.keys, like: home.like, leaves: group.leaves });
  return next;
}
