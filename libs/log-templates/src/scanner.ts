import { AT, BYTE, CLASS, DIGIT, DOT, HARD, HEX_LETTER, OTHER, SLASH, SPACE } from './bytes.js';
import { Chunks, flagBits } from './chunks.js';
import { isQuery } from './spans.js';
import { BASIS, GAP, Kind, MAX_TOKENS, MIX_A, MIX_B, PRIME, slotHash, STRIDE } from './tokens.js';

/** Bytes of a line that are looked at; the rest belongs to the last slot. */
export const MAX_BYTES = 65_536;

/** What makes a chunk more than a plain word. */
const CAREFUL = DIGIT | SLASH | AT | DOT;
const NUMBER = slotHash(Kind.Number);

const isQuerySign = (byte: number): boolean => byte === BYTE.equals || byte === BYTE.ampersand || byte === BYTE.semicolon || byte === BYTE.comma;

/**
 * Reads a line once and leaves its tokens (lossless: what no token covers is white space) and its signature: 64 bits over words and
 * kinds of slots. Two lines with one signature differ only in the values of their slots.
 */
export class Scanner extends Chunks {
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
}

const avalanche = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};
