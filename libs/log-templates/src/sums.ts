import { SLOT } from './item.js';

// Sums that tell lists of keys apart with 53 bits. That of a list with one place changed follows at once from that of the list.

const FACTOR_A = 0x9e3779b1;
const FACTOR_B = 0x85ebca6b;
const powersA = powersOf(FACTOR_A);
const powersB = powersOf(FACTOR_B);

function powersOf(factor: number): Int32Array {
  const powers = new Int32Array(4096);
  for (let at = 0, power = 1; at < powers.length; at += 1, power = Math.imul(power, factor)) powers[at] = power;
  return powers;
}

function scatter(key: number): number {
  const hash = Math.imul(key ^ (key >>> 15) ^ 0x5bd1e995, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
const partA = (key: number, at: number): number => Math.imul(scatter(key), powersA[at & 4095] ?? 1);
const partB = (key: number, at: number): number => Math.imul(scatter(key + 0x165667b1), powersB[at & 4095] ?? 1);
/** 53 of 64 bits as one number. */
export const join = (a: number, b: number): number => (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);

/** A list of keys with its sum at hand. */
export class Sum {
  private readonly a: number;
  private readonly b: number;
  private known: Edges | null = null;

  constructor(readonly keys: Int32Array) {
    let a = keys.length;
    let b = keys.length;
    for (let at = 0; at < keys.length; at += 1) {
      a = (a + partA(keys[at] ?? 0, at)) | 0;
      b = (b + partB(keys[at] ?? 0, at)) | 0;
    }
    this.a = a;
    this.b = b;
  }

  /** Sums of the keys before each place, counted from the front, and from each place on, counted from the back. */
  get edges(): Edges {
    this.known ??= edgesOf(this.keys);
    return this.known;
  }

  get whole(): number {
    return join(this.a, this.b);
  }

  /** The sum if there were a slot at that place. */
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

export interface Edges {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

export function edgesOf(keys: Int32Array): Edges {
  const { length } = keys;
  const before = new Float64Array(length + 1);
  const after = new Float64Array(length + 1);
  for (let at = 0, a = 0, b = 0; at < length; at += 1) {
    a = (a + partA(keys[at] ?? 0, at)) | 0;
    b = (b + partB(keys[at] ?? 0, at)) | 0;
    before[at + 1] = join(a, b);
  }
  for (let at = length - 1, a = 0, b = 0; at >= 0; at -= 1) {
    a = (a + partA(keys[at] ?? 0, length - at)) | 0;
    b = (b + partB(keys[at] ?? 0, length - at)) | 0;
    after[at] = join(a, b);
  }
  return { before, after };
}

/** Counts keys of 53 bits in flat arrays: most are seen once and shall not cost an object. */
export class Tally {
  private readonly mask: number;
  private readonly keys: Float64Array;
  private readonly counts: Int32Array;

  constructor(expected: number) {
    let size = 1024;
    while (size < expected * 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Float64Array(size).fill(-1);
    this.counts = new Int32Array(size);
  }

  /** Adds one and answers with the place of the key, for `count`. */
  add(key: number): number {
    const at = this.place(key);
    this.keys[at] = key;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    return at;
  }

  count(place: number): number {
    return this.counts[place] ?? 0;
  }

  place(key: number): number {
    let at = (Math.imul(key % 0x7fffffff | 0, FACTOR_A) >>> 7) & this.mask;
    while (this.keys[at] !== -1 && this.keys[at] !== key) at = (at + 1) & this.mask;
    return at;
  }
}
