import { AT, BYTE, DIGIT, DOT, END, EVENT, HARD, HEX_LETTER, OTHER, SLASH, SPACE } from './bytes.js';
import { Chunks, flagBits } from './chunks.js';
import { isQuery } from './spans.js';
import { BASIS, GAP, GAP_BIT, Kind, LENGTH_SHIFT, MAX_TOKENS, MIX_A, MIX_B, NUMBER, STRIDE, WORD_A, WORD_B } from './tokens.js';

/** Raised with every change of what signature a line has: snapshots of another version are read anew. */
export const VERSION = 2;

/** Bytes of a line that are looked at; the rest belongs to the last slot. */
export const MAX_BYTES = 65_536;

/** What makes a chunk more than a plain word. */
const CAREFUL = DIGIT | SLASH | AT | DOT;
const RETURN = 13;

const isQuerySign = (byte: number): boolean => byte === BYTE.equals || byte === BYTE.ampersand || byte === BYTE.semicolon || byte === BYTE.comma;

/**
 * Reads a line once and leaves its tokens (lossless: what no token covers is white space) and its signature: 64 bits over words and
 * kinds of slots. Two lines with one signature differ only in the values of their slots.
 */
export class Scanner extends Chunks {
  /** Answers where it stopped: at `to`, or before at a byte that `classes` has as `END`. */
  scan(bytes: Uint8Array, from: number, to: number, classes: Uint8Array = EVENT): number {
    const stop = to - from > MAX_BYTES ? from + MAX_BYTES : to;
    this.begin(bytes);
    const { view, tokens } = this;
    const [mixA, mixB, wordMixA, wordMixB] = [MIX_A, MIX_B, WORD_A, WORD_B];
    let at = from;
    let bits = 0;
    let a = this.a;
    let b = this.b;
    let count = 0;
    let gap = 0;
    while (at < stop && count < MAX_TOKENS) {
      const first = at;
      let flags = 0;
      for (; at < stop; at += 1) {
        bits = classes[bytes[at] ?? 0] ?? 0;
        if (bits >= SPACE) break;
        flags |= bits;
      }
      if (at > first) {
        const length = at - first;
        const number = flags === DIGIT;
        let plain = number || ((flags & CAREFUL) === 0 && flags !== HEX_LETTER);
        let wordA = NUMBER;
        let wordB = NUMBER;
        if (!number && plain) {
          wordA = BASIS ^ length;
          wordB = GAP + length;
          const last = at - 4;
          let four = 0;
          for (let next = first; next < last; next += 4) {
            four = Math.imul(view.getInt32(next, true), mixB);
            four = (four << 15) | (four >>> 17);
            wordA = Math.imul(wordA ^ four, wordMixA);
            wordA ^= wordA >>> 15;
            wordB = Math.imul((wordB + four) | 0, wordMixB);
            wordB ^= wordB >>> 14;
          }
          if (length > 3) four = view.getInt32(last, true);
          else four = (bytes[first] ?? 0) | ((bytes[first + (length >> 1)] ?? 0) << 8) | ((bytes[at - 1] ?? 0) << 16);
          four = Math.imul(four, mixB);
          four = (four << 15) | (four >>> 17);
          wordA = Math.imul(wordA ^ four, wordMixA);
          wordA ^= wordA >>> 15;
          wordB = Math.imul((wordB + four) | 0, wordMixB);
          wordB ^= wordB >>> 14;
          plain = flagBits[wordA & 255] === 0;
        }
        if (plain) {
          const place = count * STRIDE;
          tokens[place] = first;
          tokens[place + 1] = (length << LENGTH_SHIFT) | (gap & GAP_BIT) | (number ? Kind.Number : Kind.Text);
          a = Math.imul(a ^ wordA ^ gap, mixA);
          a = (a << 13) | (a >>> 19);
          b = Math.imul((b + (wordB ^ gap)) | 0, mixB) ^ (b >>> 15);
          count += 1;
        } else {
          if (bits === HARD && (flags & SLASH) !== 0 && isQuerySign(bytes[at] ?? 0) && isQuery(bytes, first, at)) {
            at = this.query(at, stop, classes);
            flags = this.flags(first, at, classes);
          }
          this.a = a;
          this.b = b;
          this.count = count;
          this.gap = gap;
          this.chunk(first, at, flags);
          a = this.a;
          b = this.b;
          count = this.count;
        }
        gap = 0;
        if (at >= stop) break;
        bits = classes[bytes[at] ?? 0] ?? 0;
      }
      if (bits === HARD) {
        const place = count * STRIDE;
        tokens[place] = at;
        tokens[place + 1] = (1 << LENGTH_SHIFT) | (gap & GAP_BIT);
        const mixed = gap ^ (bytes[at] ?? 0);
        a = Math.imul(a ^ mixed, mixA);
        a = (a << 13) | (a >>> 19);
        b = Math.imul((b + mixed) | 0, mixB) ^ (b >>> 15);
        count += 1;
        gap = 0;
      } else if (bits === END) break;
      else gap = GAP;
      at += 1;
    }
    this.a = a;
    this.b = b;
    this.count = count;
    this.gap = gap;
    const end = at < stop && bits === END ? at : this.rest(at, to, classes);
    this.a = avalanche(this.a ^ this.count);
    this.b = avalanche(this.b + this.count);
    return end;
  }

  /** Goes on through `?key=value&…`, which belongs to a path. */
  private query(from: number, stop: number, classes: Uint8Array): number {
    let at = from;
    while (at < stop && ((classes[this.bytes[at] ?? 0] ?? 0) < SPACE || isQuerySign(this.bytes[at] ?? 0))) at += 1;
    return at;
  }

  private flags(start: number, end: number, classes: Uint8Array): number {
    let flags = 0;
    for (let at = start; at < end; at += 1) {
      const bits = classes[this.bytes[at] ?? 0] ?? 0;
      flags |= bits < SPACE ? bits : OTHER;
    }
    return flags;
  }

  /** What is left of the line when the limit of bytes or tokens is reached, if anything, is one slot. */
  private rest(from: number, to: number, classes: Uint8Array): number {
    let end = from;
    while (end < to && classes[this.bytes[end] ?? 0] !== END) end += 1;
    const last = classes !== EVENT && end > from && this.bytes[end - 1] === RETURN ? end - 1 : end;
    if (last > from) this.slot(Kind.Rest, from, last);
    return end;
  }
}

const avalanche = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};
