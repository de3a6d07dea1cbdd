/** What a token is. Everything but `Kind.Text` is a slot: its value is not part of the line's signature. */
export const Kind = { Text: 0, Number: 1, Value: 2, Path: 3, Name: 4, Flag: 5, Serial: 6, Rest: 7 } as const;

/** Tokens beyond this are one last slot: a line of thousands of words is data, not a message. */
export const MAX_TOKENS = 1024;

export const BASIS = 0x811c9dc5 | 0;
/** Its bit 4 is set, which marks a token with white space before it. */
export const GAP = 0x5bd1e995;
export const MIX_A = 0x9e3779b1 | 0;
export const MIX_B = 0x85ebca6b | 0;
export const WORD_A = 0xcc9e2d51 | 0;
export const WORD_B = 0x2c1b3c6d;
export const STRIDE = 2;
/** Per token: where it starts, and in one number its length, whether white space stands before it, and its kind. */
export const LENGTH_SHIFT = 5;
export const GAP_BIT = 16;
const KIND_BITS = 15;
/** One chunk gives at most so many tokens beyond the limit. */
const SPARE = 64;
const ZERO = 48;
const EMPTY: Uint8Array = new Uint8Array(0);

const slotHash = (kind: number): number => Math.imul(kind, WORD_B);
export const NUMBER = slotHash(Kind.Number);

/**
 * The tokens of a line as they are found, and what has been hashed of them so far.
 * The signature's halves are hashes of their own from the bytes on: that two lines share both by chance takes 64 equal bits.
 */
export class Tokens {
  /** The signature's halves. */
  a = 0;
  b = 0;
  count = 0;
  /** Words with digits that may be constant (`eth0`) or not (`worker7`), and the hashes of their texts. */
  names = 0;
  readonly nameValue = new Int32Array(MAX_TOKENS + SPARE);
  /** What is read; `view` reads four bytes at once. */
  protected bytes = EMPTY;
  protected view: DataView = new DataView(EMPTY.buffer);
  protected readonly tokens = new Int32Array(STRIDE * (MAX_TOKENS + SPARE));
  /** White space stands before the token that comes next. */
  protected gap = 0;
  /** Halves of the hash of the word that was read last. */
  protected wordA = 0;
  protected wordB = 0;

  kind(token: number): number {
    return (this.tokens[token * STRIDE + 1] ?? 0) & KIND_BITS;
  }

  hasGap(token: number): boolean {
    return ((this.tokens[token * STRIDE + 1] ?? 0) & GAP_BIT) !== 0;
  }

  start(token: number): number {
    return this.tokens[token * STRIDE] ?? 0;
  }

  end(token: number): number {
    return this.start(token) + ((this.tokens[token * STRIDE + 1] ?? 0) >>> LENGTH_SHIFT);
  }

  protected begin(bytes: Uint8Array): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.a = BASIS;
    this.b = GAP;
    this.count = 0;
    this.names = 0;
    this.gap = 0;
  }

  /** Hashes a word, four bytes at a time; the last four may overlap those before. */
  protected hash(start: number, end: number): void {
    const { view, bytes } = this;
    const length = end - start;
    const last = end - 4;
    let a = BASIS ^ length;
    let b = GAP + length;
    let four = 0;
    for (let at = start; at < last; at += 4) {
      four = Math.imul(view.getInt32(at, true), MIX_B);
      four = (four << 15) | (four >>> 17);
      a = Math.imul(a ^ four, WORD_A);
      a ^= a >>> 15;
      b = Math.imul((b + four) | 0, WORD_B);
      b ^= b >>> 14;
    }
    if (length > 3) four = view.getInt32(last, true);
    else four = (bytes[start] ?? 0) | ((bytes[start + (length >> 1)] ?? 0) << 8) | ((bytes[end - 1] ?? 0) << 16);
    four = Math.imul(four, MIX_B);
    four = (four << 15) | (four >>> 17);
    a = Math.imul(a ^ four, WORD_A);
    this.wordA = a ^ (a >>> 15);
    b = Math.imul((b + four) | 0, WORD_B);
    this.wordB = b ^ (b >>> 14);
  }

  /** The same with each run of digits read as one zero. */
  private hashSkeleton(start: number, end: number): void {
    const { bytes } = this;
    let a = BASIS;
    let b = GAP;
    let before = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      const one = byte - ZERO >>> 0 < 10 ? ZERO : byte;
      if (one === ZERO && before === ZERO) continue;
      before = one;
      a = Math.imul(a ^ one, WORD_A);
      b = Math.imul((b + one) | 0, WORD_B);
      b ^= b >>> 14;
    }
    this.wordA = a ^ (a >>> 15);
    this.wordB = b;
  }

  protected word(start: number, end: number): void {
    this.hash(start, end);
    this.put(Kind.Text, start, end, this.wordA, this.wordB);
  }

  protected name(start: number, end: number): void {
    this.hash(start, end);
    this.nameValue[this.names] = this.wordA || 1;
    this.names += 1;
    this.serial(Kind.Name, start, end);
  }

  /** A slot of which all but the digits is constant. */
  protected serial(kind: number, start: number, end: number): void {
    this.hashSkeleton(start, end);
    this.put(kind, start, end, this.wordA + slotHash(kind), this.wordB + slotHash(kind));
  }

  protected slot(kind: number, start: number, end: number): void {
    this.put(kind, start, end, slotHash(kind), slotHash(kind));
  }

  protected put(kind: number, start: number, end: number, hashA: number, hashB: number): void {
    const { tokens, gap, count } = this;
    const place = count * STRIDE;
    tokens[place] = start;
    tokens[place + 1] = ((end - start) << LENGTH_SHIFT) | (gap & GAP_BIT) | kind;
    this.gap = 0;
    const a = Math.imul(this.a ^ hashA ^ gap, MIX_A);
    this.a = (a << 13) | (a >>> 19);
    const b = this.b;
    this.b = Math.imul((b + (hashB ^ gap)) | 0, MIX_B) ^ (b >>> 15);
    if (count < MAX_TOKENS + SPARE - 1) this.count = count + 1;
  }

  protected space(): void {
    this.gap = GAP;
  }
}
