import type { Scanner } from './scanner.js';
import { join } from './sums.js';

const EMPTY = -1;
const SMALLEST = 256;
const MOST_WEIGHT = 256;
const MOST_ORIGINS = 65_536;

/** What becomes of each leaf: its new number, or -1 for one that was dropped. */
export type Moves = Int32Array;

/** Sample bytes kept per leaf; a longer line's sample is cut, its signature is not. */
export const MAX_SAMPLE = 4096;

/**
 * The distinct signatures seen, in flat arrays: a leaf costs about 60 bytes and its sample.
 * All that is known of a leaf can be merged: counts by sum per source, times by minimum and maximum, values by union.
 */
export class Leaves {
  size = 0;
  /** Tokens of all leaves, as far as templates look at them: what deriving costs. */
  tokens = 0;
  a = new Int32Array(SMALLEST);
  b = new Int32Array(SMALLEST);
  count = new Float64Array(SMALLEST);
  first = new Float64Array(SMALLEST);
  last = new Float64Array(SMALLEST);
  /** Revision in which the leaf last changed; a snapshot takes those that changed since. */
  touched = new Uint32Array(SMALLEST);
  /** Names of the leaf that have one value so far. */
  private fixed = new Uint16Array(SMALLEST);
  private weight = new Uint16Array(SMALLEST);
  /** Number of the origin of its first line; 0 if that was not told. */
  origin = new Uint16Array(SMALLEST);
  private readonly origins = [''];
  private readonly originNumbers = new Map([['', 0]]);
  /** Where a leaf's names begin in `names`; leaf i has names[nameStart[i]] .. names[nameStart[i + 1] - 1]. */
  private nameStart = new Int32Array(SMALLEST + 1);
  private names = new Int32Array(SMALLEST);
  private sampleStart = new Int32Array(SMALLEST);
  private sampleEnd = new Int32Array(SMALLEST);
  private used = 0;
  private bytes = new Uint8Array(SMALLEST * 64);
  private table = new Int32Array(SMALLEST * 2).fill(EMPTY);
  private mask = SMALLEST * 2 - 1;

  private reset(): void {
    const { origins, originNumbers } = this;
    Object.assign(this, new Leaves(), { origins, originNumbers });
  }

  /** 53 bits of each leaf's id. */
  keys(): number[] {
    return Array.from({ length: this.size }, (_, leaf) => join(this.a[leaf] ?? 0, this.b[leaf] ?? 0));
  }

  originOf(leaf: number): string {
    return this.origins[this.origin[leaf] ?? 0] ?? '';
  }

  /** Of two origins the name that comes first counts, so that it does not matter which was there before. */
  comeFrom(leaf: number, origin: string): void {
    const mine = this.originOf(leaf);
    if (origin !== '' && (mine === '' || origin < mine)) this.origin[leaf] = this.originNumber(origin);
  }

  /** Beyond the most that are told apart, origins are one. */
  private originNumber(origin: string): number {
    const known = this.originNumbers.get(origin);
    if (known !== undefined) return known;
    if (this.origins.length >= MOST_ORIGINS) return 0;
    this.originNumbers.set(origin, this.origins.length);
    return this.origins.push(origin) - 1;
  }

  /** The leaf with this signature, or -1. */
  find(a: number, b: number): number {
    let at = (a ^ b) & this.mask;
    for (;;) {
      const leaf = this.table[at] ?? EMPTY;
      if (leaf === EMPTY) return -1;
      if (this.a[leaf] === a && this.b[leaf] === b) return leaf;
      at = (at + 1) & this.mask;
    }
  }

  /** Adds a leaf for the line that `scan` has read; its count is still zero. */
  add(scan: Scanner, line: Uint8Array, from: number, to: number, origin = ''): number {
    const leaf = this.size;
    if (leaf + 1 >= this.a.length) this.grow();
    this.size += 1;
    this.a[leaf] = scan.a;
    this.b[leaf] = scan.b;
    this.first[leaf] = Number.POSITIVE_INFINITY;
    this.last[leaf] = Number.NEGATIVE_INFINITY;
    this.keepSample(leaf, line, from, Math.min(to, from + MAX_SAMPLE));
    this.weight[leaf] = Math.min(scan.count, MOST_WEIGHT);
    this.tokens += this.weight[leaf] ?? 0;
    this.keepNames(leaf, scan.nameValue.subarray(0, scan.names));
    this.fixed[leaf] = scan.names;
    this.origin[leaf] = this.originNumber(origin);
    this.insert(leaf);
    return leaf;
  }

  /** Tokens of a leaf. */
  weightOf(leaf: number): number {
    return this.weight[leaf] ?? 0;
  }

  sample(leaf: number): Uint8Array {
    return this.bytes.subarray(this.sampleStart[leaf] ?? 0, this.sampleEnd[leaf] ?? 0);
  }

  /** Notes the values of the line's names: one that differs from the leaf's is from then on known to vary. */
  vary(leaf: number, scan: Scanner): boolean {
    if (this.fixed[leaf] === 0) return false;
    const from = this.nameStart[leaf] ?? 0;
    let changed = false;
    for (let name = 0; name < scan.names; name += 1) {
      const known = this.names[from + name] ?? 0;
      if (known === 0 || known === scan.nameValue[name]) continue;
      this.setVaries(leaf, name);
      changed = true;
    }
    return changed;
  }

  /** Per name of the leaf whether it varies. */
  varies(leaf: number): boolean[] {
    return [...this.names.subarray(this.nameStart[leaf] ?? 0, this.nameStart[leaf + 1] ?? 0)].map((value) => value === 0);
  }

  setVaries(leaf: number, name: number): void {
    const at = (this.nameStart[leaf] ?? 0) + name;
    if (at >= (this.nameStart[leaf + 1] ?? 0) || this.names[at] === 0) return;
    this.names[at] = 0;
    this.fixed[leaf] = (this.fixed[leaf] ?? 0) - 1;
  }

  /**
   * Keeps some leaves only. `target` says of each other leaf into which of them its count and times go, -1: nowhere.
   * Answers with the new number of every old leaf.
   */
  move(kept: readonly number[], target: Int32Array): Moves {
    const old = { a: this.a, b: this.b, count: this.count, first: this.first, last: this.last, touched: this.touched, fixed: this.fixed, weight: this.weight, origin: this.origin, names: this.names, nameStart: this.nameStart, bytes: this.bytes, sampleStart: this.sampleStart, sampleEnd: this.sampleEnd };
    const moves = new Int32Array(this.size).fill(-1);
    const sum = old.count.slice();
    for (let leaf = 0; leaf < target.length; leaf += 1) {
      const home = target[leaf] ?? -1;
      if (home < 0 || home === leaf) continue;
      sum[home] = (sum[home] ?? 0) + (old.count[leaf] ?? 0);
      old.first[home] = Math.min(old.first[home] ?? 0, old.first[leaf] ?? 0);
      old.last[home] = Math.max(old.last[home] ?? 0, old.last[leaf] ?? 0);
      old.touched[home] = Math.max(old.touched[home] ?? 0, old.touched[leaf] ?? 0);
    }
    this.reset();
    for (const leaf of kept) {
      const at = this.size;
      if (at + 1 >= this.a.length) this.grow();
      this.size += 1;
      moves[leaf] = at;
      this.a[at] = old.a[leaf] ?? 0;
      this.b[at] = old.b[leaf] ?? 0;
      this.count[at] = sum[leaf] ?? 0;
      this.first[at] = old.first[leaf] ?? 0;
      this.last[at] = old.last[leaf] ?? 0;
      this.touched[at] = old.touched[leaf] ?? 0;
      this.fixed[at] = old.fixed[leaf] ?? 0;
      this.origin[at] = old.origin[leaf] ?? 0;
      this.weight[at] = old.weight[leaf] ?? 0;
      this.tokens += old.weight[leaf] ?? 0;
      this.keepSample(at, old.bytes, old.sampleStart[leaf] ?? 0, old.sampleEnd[leaf] ?? 0);
      this.keepNames(at, old.names.subarray(old.nameStart[leaf] ?? 0, old.nameStart[leaf + 1] ?? 0));
      this.insert(at);
    }
    for (let leaf = 0; leaf < target.length; leaf += 1) if ((target[leaf] ?? -1) >= 0) moves[leaf] = moves[target[leaf] ?? 0] ?? -1;
    return moves;
  }

  /** Takes another sample if it is older, or as old and comes first: so it does not matter which was there before. */
  better(leaf: number, sample: Uint8Array, first: number): void {
    const mine = this.first[leaf] ?? 0;
    if (first < mine || (first === mine && comparing(sample, this.sample(leaf)) < 0)) this.keepSample(leaf, sample, 0, sample.length);
  }

  private keepSample(leaf: number, line: Uint8Array, from: number, to: number): void {
    const start = this.used;
    const end = start + to - from;
    if (end > this.bytes.length) this.bytes = enlarge(this.bytes, new Uint8Array(Math.max(end, this.bytes.length * 2)));
    this.bytes.set(line.subarray(from, to), start);
    this.sampleStart[leaf] = start;
    this.sampleEnd[leaf] = end;
    this.used = end;
  }

  private keepNames(leaf: number, values: Int32Array): void {
    const at = this.nameStart[leaf] ?? 0;
    const end = at + values.length;
    if (end > this.names.length) this.names = enlarge(this.names, new Int32Array(Math.max(end, this.names.length * 2)));
    this.names.set(values, at);
    this.nameStart[leaf + 1] = end;
  }

  private insert(leaf: number): void {
    let at = ((this.a[leaf] ?? 0) ^ (this.b[leaf] ?? 0)) & this.mask;
    while (this.table[at] !== EMPTY) at = (at + 1) & this.mask;
    this.table[at] = leaf;
  }

  private grow(): void {
    const size = this.a.length * 2;
    this.a = enlarge(this.a, new Int32Array(size));
    this.b = enlarge(this.b, new Int32Array(size));
    this.count = enlarge(this.count, new Float64Array(size));
    this.first = enlarge(this.first, new Float64Array(size));
    this.last = enlarge(this.last, new Float64Array(size));
    this.touched = enlarge(this.touched, new Uint32Array(size));
    this.fixed = enlarge(this.fixed, new Uint16Array(size));
    this.weight = enlarge(this.weight, new Uint16Array(size));
    this.origin = enlarge(this.origin, new Uint16Array(size));
    this.nameStart = enlarge(this.nameStart, new Int32Array(size + 1));
    this.sampleStart = enlarge(this.sampleStart, new Int32Array(size));
    this.sampleEnd = enlarge(this.sampleEnd, new Int32Array(size));
    this.table = new Int32Array(size * 2).fill(EMPTY);
    this.mask = size * 2 - 1;
    for (let leaf = 0; leaf < this.size; leaf += 1) this.insert(leaf);
  }
}

/** `fresh` with the contents of `old` at its beginning. */
function enlarge<T extends { set(from: T): void }>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

function comparing(one: Uint8Array, two: Uint8Array): number {
  const length = Math.min(one.length, two.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== two[at]) return (one[at] ?? 0) - (two[at] ?? 0);
  return one.length - two.length;
}
