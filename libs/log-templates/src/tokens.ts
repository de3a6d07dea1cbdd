/** What a token is. Everything but `Kind.Text` is a slot: its value is not part of the line's signature. */
export const Kind = { Text: 0, Number: 1, Value: 2, Path: 3, Name: 4, Flag: 5, Serial: 6, Rest: 7 } as const;

/** Tokens beyond this are one last slot: a line of thousands of words is data, not a message. */
export const MAX_TOKENS = 1024;

export const PRIME = 0x01000193;
export const BASIS = 0x811c9dc5 | 0;
export const GAP = 0x5bd1e995;
export const MIX_A = 0x9e3779b1 | 0;
export const MIX_B = 0x85ebca6b | 0;
export const STRIDE = 3;
/** One chunk gives at most so many tokens beyond the limit. */
const SPARE = 64;
export const slotHash = (kind: number): number => Math.imul(kind, 0x2c1b3c6d);

/** The tokens of a line as they are found, and what has been hashed of them so far. */
export class Tokens {
  /** The signature's halves. */
  a = 0;
  b = 0;
  count = 0;
  /** Words with digits that may be constant (`eth0`) or not (`worker7`), and the hashes of their texts. */
  names = 0;
  readonly nameValue = new Int32Array(MAX_TOKENS + SPARE);
  /** Per token: start, end, kind and whether white space stands before it. */
  protected readonly tokens = new Int32Array(STRIDE * (MAX_TOKENS + SPARE));
  protected gapHash = 0;

  kind(token: number): number {
    return (this.tokens[token * STRIDE + 2] ?? 0) & 15;
  }

  gap(token: number): boolean {
    return (this.tokens[token * STRIDE + 2] ?? 0) > 15;
  }

  start(token: number): number {
    return this.tokens[token * STRIDE] ?? 0;
  }

  end(token: number): number {
    return this.tokens[token * STRIDE + 1] ?? 0;
  }

  protected name(start: number, end: number, skeleton: number, value: number): void {
    this.nameValue[this.names] = value || 1;
    this.names += 1;
    this.slot(Kind.Name, start, end, skeleton);
  }

  protected word(bytes: Uint8Array, start: number, end: number): void {
    let hash = BASIS;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
    this.text(start, end, hash);
  }

  protected text(start: number, end: number, hash: number): void {
    this.put(Kind.Text, start, end, hash);
  }

  protected slot(kind: number, start: number, end: number, hash = 0): void {
    this.put(kind, start, end, (hash + slotHash(kind)) | 0);
  }

  protected put(kind: number, start: number, end: number, hash: number): void {
    const place = this.count * STRIDE;
    this.tokens[place] = start;
    this.tokens[place + 1] = end;
    this.tokens[place + 2] = kind | (this.gapHash === 0 ? 0 : 16);
    const mixed = hash ^ this.gapHash;
    this.gapHash = 0;
    const a = Math.imul(this.a ^ mixed, MIX_A);
    this.a = (a << 13) | (a >>> 19);
    this.b = Math.imul((this.b + mixed) | 0, MIX_B) ^ (this.b >>> 15);
    if (this.count < MAX_TOKENS + SPARE - 1) this.count += 1;
  }
}
