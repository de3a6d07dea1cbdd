import { AT, BYTE, CLASS, COLON, DIGIT, DOT, HARD, HEX_LETTER, isDigit, isHex, isLetter, OTHER, SLASH, SPACE } from './bytes.js';
import { countSlashes, hasDigit, isAddress, isHost, isHostPort, isMail, isNumber, isQuery, isSlash, isTail, segmentEnd } from './spans.js';

/** What a token is. Everything but `Kind.Text` is a slot: its value is not part of the line's signature. */
export const Kind = { Text: 0, Number: 1, Value: 2, Path: 3, Name: 4, Flag: 5, Serial: 6, Rest: 7 } as const;

/** Tokens beyond this are one last slot: a line of thousands of words is data, not a message. */
export const MAX_TOKENS = 1024;
/** Bytes of a line that are looked at; the rest belongs to the last slot. */
export const MAX_BYTES = 65_536;

const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;
const GAP = 0x5bd1e995;
const MIX_A = 0x9e3779b1 | 0;
const MIX_B = 0x85ebca6b | 0;
const HEX_WORD = 8;
const STRIDE = 3;
/** One chunk gives at most so many tokens beyond the limit. */
const SPARE = 64;
/** What makes a chunk more than a plain word. */
const CAREFUL = DIGIT | SLASH | AT | DOT;
const slotHash = (kind: number): number => Math.imul(kind, 0x2c1b3c6d);
const NUMBER = slotHash(Kind.Number);

const hashOf = (text: string): number => {
  let hash = BASIS;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
};
const flagWords = ['true', 'false', 'null', 'True', 'False', 'None', 'TRUE', 'FALSE', 'NULL', 'nil', 'NaN'];
const flagHashes = new Set(flagWords.map(hashOf));
/** Few words get past this table, so that hardly any is looked up in the set. */
const flagBits = new Uint8Array(256);
for (const hash of flagHashes) flagBits[hash & 255] = 1;

const isQuerySign = (byte: number): boolean => byte === BYTE.equals || byte === BYTE.ampersand || byte === BYTE.semicolon || byte === BYTE.comma;

/**
 * Reads a line once and leaves its tokens (lossless: what no token covers is white space) and its signature: 64 bits over words and
 * kinds of slots. Two lines with one signature differ only in the values of their slots.
 */
export class Scanner {
  /** The signature's halves. */
  a = 0;
  b = 0;
  count = 0;
  /** Words with digits that may be constant (`eth0`) or not (`worker7`), and the hashes of their texts. */
  names = 0;
  readonly nameValue = new Int32Array(MAX_TOKENS + SPARE);
  /** Per token: start, end, kind and whether white space stands before it. */
  private readonly tokens = new Int32Array(STRIDE * (MAX_TOKENS + SPARE));
  private gapHash = 0;

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

  /** The loop holds what it needs in locals and settles plain words, numbers and punctuation itself; all else is `chunk`'s. */
  scan(bytes: Uint8Array, from: number, to: number): void {
    const { tokens } = this;
    const stop = to - from > MAX_BYTES ? from + MAX_BYTES : to;
    let at = from;
    let a = BASIS;
    let b = GAP;
    let count = 0;
    let gapHash = 0;
    this.names = 0;
    while (at < stop && count < MAX_TOKENS) {
      const first = at;
      let hash = BASIS;
      let flags = 0;
      let bits = 0;
      for (; at < stop; at += 1) {
        const byte = bytes[at] ?? 0;
        bits = CLASS[byte] ?? 0;
        if (bits >= SPACE) {
          if ((flags & SLASH) === 0 || !isQuerySign(byte) || !isQuery(bytes, first, at)) break;
          bits = OTHER;
        }
        hash = Math.imul(hash ^ byte, PRIME);
        flags |= bits;
      }
      if (at > first) {
        const number = flags === DIGIT;
        if (number || ((flags & CAREFUL) === 0 && flags !== HEX_LETTER && flagBits[hash & 255] === 0)) {
          const mixed = (number ? NUMBER : hash) ^ gapHash;
          const place = count * STRIDE;
          tokens[place] = first;
          tokens[place + 1] = at;
          tokens[place + 2] = (number ? Kind.Number : Kind.Text) | (gapHash === 0 ? 0 : 16);
          a = Math.imul(a ^ mixed, MIX_A);
          a = (a << 13) | (a >>> 19);
          b = Math.imul((b + mixed) | 0, MIX_B) ^ (b >>> 15);
          count += 1;
        } else {
          this.a = a;
          this.b = b;
          this.count = count;
          this.gapHash = gapHash;
          this.chunk(bytes, first, at, hash, flags);
          a = this.a;
          b = this.b;
          count = this.count;
        }
        gapHash = 0;
      }
      if (at >= stop) break;
      if (bits === HARD) {
        const mixed = (bytes[at] ?? 0) ^ gapHash;
        const place = count * STRIDE;
        tokens[place] = at;
        tokens[place + 1] = at + 1;
        tokens[place + 2] = gapHash === 0 ? 0 : 16;
        a = Math.imul(a ^ mixed, MIX_A);
        a = (a << 13) | (a >>> 19);
        b = Math.imul((b + mixed) | 0, MIX_B) ^ (b >>> 15);
        count += 1;
        gapHash = 0;
      } else gapHash = GAP;
      at += 1;
    }
    this.a = a;
    this.b = b;
    this.count = count;
    this.gapHash = gapHash;
    if (at < to) this.slot(Kind.Rest, at, to);
    this.a = avalanche(this.a ^ this.count);
    this.b = avalanche(this.b + this.count);
  }

  private chunk(bytes: Uint8Array, start: number, end: number, hash: number, flags: number): void {
    if ((flags & (DIGIT | SLASH | AT)) === 0) {
      const length = end - start;
      if ((flags & DOT) !== 0 && length >= 5) {
        let stop = end;
        while (stop > start && isTail(bytes[stop - 1] ?? 0)) stop -= 1;
        if (isHost(bytes, start, stop)) {
          this.slot(Kind.Value, start, stop);
          if (stop < end) this.word(bytes, stop, end);
          return;
        }
      }
      if (length <= 5 && length >= 3 && flagHashes.has(hash)) this.slot(Kind.Flag, start, end);
      else if (flags === HEX_LETTER && length >= HEX_WORD) this.slot(Kind.Value, start, end);
      else this.text(start, end, hash);
      return;
    }
    let tail = end;
    while (tail > start && isTail(bytes[tail - 1] ?? 0)) tail -= 1;
    if (tail === start) this.text(start, end, hash);
    else {
      this.special(bytes, start, tail, flags);
      if (tail < end) this.word(bytes, tail, end);
    }
  }

  /** A chunk that holds a digit, a slash or an @, without its trailing punctuation. */
  private special(bytes: Uint8Array, start: number, end: number, flags: number): void {
    if ((flags & COLON) !== 0) this.colons(bytes, start, end, flags);
    else if ((flags & SLASH) !== 0) this.path(bytes, start, end, flags);
    else if ((flags & DIGIT) !== 0) this.mixed(bytes, start, end);
    else if (isMail(bytes, start, end)) this.slot(Kind.Value, start, end);
    else this.word(bytes, start, end);
  }

  private path(bytes: Uint8Array, start: number, end: number, flags: number): void {
    const byte = bytes[start] ?? 0;
    const rooted = isSlash(byte) || ((byte === BYTE.tilde || byte === BYTE.dot) && (isSlash(bytes[start + 1] ?? 0) || bytes[start + 1] === BYTE.dot));
    if (rooted && end - start > 1) this.slot(Kind.Path, start, end);
    else if (!rooted && (flags & DIGIT) !== 0 && (!isLetter(byte) || countSlashes(bytes, start, end) < 2)) this.mixed(bytes, start, end);
    else if (countSlashes(bytes, start, end) > 1) this.slot(Kind.Path, start, end);
    else this.word(bytes, start, end);
  }

  /** Cuts at colons: `word:` heads and `:word` tails are constant, `host:port`, times and addresses stay whole. */
  private colons(bytes: Uint8Array, start: number, end: number, flags: number): void {
    if (isAddress(bytes, start, end)) {
      this.slot(Kind.Value, start, end);
      return;
    }
    let at = start;
    while (at < end) {
      let stop = segmentEnd(bytes, at, end);
      if (stop < end && isSlash(bytes[stop + 1] ?? 0) && (bytes[stop + 2] === BYTE.slash || stop - at === 1)) {
        this.slot(Kind.Path, at, end);
        return;
      }
      if (isSlash(bytes[at] ?? 0)) {
        this.path(bytes, at, end, flags);
        return;
      }
      if (hasDigit(bytes, at, stop) || isHostPort(bytes, at, stop, end)) {
        let segments = 1;
        while (stop + 1 < end) {
          const next = segmentEnd(bytes, stop + 1, end);
          if (!hasDigit(bytes, stop + 1, next)) break;
          stop = next;
          segments += 1;
        }
        if (segments > 1) this.slot(Kind.Value, at, stop);
        else if (countSlashes(bytes, at, stop) > 0) this.path(bytes, at, stop, flags);
        else this.mixed(bytes, at, stop);
        at = stop;
        if (at < end) {
          this.word(bytes, at, at + 1);
          at += 1;
        }
        continue;
      }
      stop = stop < end ? stop + 1 : end;
      this.word(bytes, at, stop);
      at = stop;
    }
  }

  /** A run with digits and no colon: number, quantity, name, serial or an opaque value. */
  private mixed(bytes: Uint8Array, start: number, end: number): void {
    const head = bytes[start] ?? 0;
    const next = bytes[start + 1] ?? 0;
    let at = start;
    if (end - start > 1 && (head === BYTE.at || head === BYTE.dollar || head === BYTE.plus || (head === BYTE.minus && !isDigit(next)))) {
      this.word(bytes, start, start + 1);
      this.mixed(bytes, start + 1, end);
      return;
    }
    if (head === BYTE.dot && next === BYTE.dot) {
      while (at < end && bytes[at] === BYTE.dot) at += 1;
      this.word(bytes, start, at);
      this.mixed(bytes, at, end);
      return;
    }
    if (head === BYTE.minus) at += 1;
    if (isDigit(bytes[at] ?? 0)) this.slot(isNumber(bytes, at, end) ? Kind.Number : Kind.Value, start, end);
    else this.named(bytes, start, end);
  }

  private named(bytes: Uint8Array, start: number, end: number): void {
    let digits = 0;
    let runs = 0;
    let letters = 0;
    let odd = 0;
    let hex = true;
    let inner = 0;
    let skeleton = BASIS;
    let value = BASIS;
    let inRun = false;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      value = Math.imul(value ^ byte, PRIME);
      if (isDigit(byte)) {
        digits += 1;
        if (!inRun) {
          runs += 1;
          skeleton = Math.imul(skeleton ^ BYTE.zero, PRIME);
        }
        inRun = true;
        continue;
      }
      if (inRun && isDigit(bytes[at - 2] ?? 0)) inner += 1;
      inRun = false;
      skeleton = Math.imul(skeleton ^ byte, PRIME);
      if (isLetter(byte)) letters += 1;
      else if (byte !== BYTE.underscore && byte !== BYTE.dot && byte !== BYTE.slash) odd += 1;
      hex &&= isHex(byte);
    }
    const length = end - start;
    const serial = runs === 1 && inRun && length <= 40;
    const filled = serial && bytes[end - digits - 1] === BYTE.dot && bytes[end - digits - 2] === BYTE.dot;
    const name = serial ? digits <= 3 && letters > 0 : runs <= 2 && digits <= 5 && letters >= 2 * digits && odd === 0 && inner === 0;
    if (filled) {
      this.word(bytes, start, end - digits);
      this.slot(Kind.Number, end - digits, end);
    } else if (serial && digits === 1 && ((bytes[end - 2] ?? 0) | 32) === BYTE.v) this.word(bytes, start, end);
    else if (hex && length >= 6) this.slot(Kind.Value, start, end);
    else if (name) this.name(start, end, skeleton, value);
    else if (serial) this.slot(Kind.Serial, start, end, skeleton);
    else this.slot(Kind.Value, start, end);
  }

  private name(start: number, end: number, skeleton: number, value: number): void {
    this.nameValue[this.names] = value || 1;
    this.names += 1;
    this.slot(Kind.Name, start, end, skeleton);
  }

  private word(bytes: Uint8Array, start: number, end: number): void {
    let hash = BASIS;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
    this.text(start, end, hash);
  }

  private text(start: number, end: number, hash: number): void {
    this.put(Kind.Text, start, end, hash);
  }

  private slot(kind: number, start: number, end: number, hash = 0): void {
    this.put(kind, start, end, (hash + slotHash(kind)) | 0);
  }

  private put(kind: number, start: number, end: number, hash: number): void {
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

const avalanche = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};
