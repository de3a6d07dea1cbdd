import { AT, BYTE, COLON, DIGIT, DOT, HEX_LETTER, isDigit, isHex, isLetter, SLASH } from './bytes.js';
import { countSlashes, hasDigit, isAddress, isHost, isHostPort, isMail, isNumber, isSlash, isTail, segmentEnd } from './spans.js';
import { Kind, Tokens } from './tokens.js';
import { flagWords } from './words.js';

const HEX_WORD = 8;

class Hasher extends Tokens {
  hashOf(text: string): number {
    const bytes = new TextEncoder().encode(text);
    this.begin(bytes);
    this.hash(0, bytes.length);
    return this.wordA;
  }
}
const hasher = new Hasher();
const flagHashes = new Set([...flagWords].map((text) => hasher.hashOf(text)));
/** Few words get past this table, so that hardly any is looked up in the set. */
export const flagBits = new Uint8Array(256);
for (const hash of flagHashes) flagBits[hash & 255] = 1;

/** Tells what a chunk between white space and hard punctuation is, if it is more than a plain word. */
export class Chunks extends Tokens {
  protected chunk(start: number, end: number, flags: number): void {
    const { bytes } = this;
    if ((flags & (DIGIT | SLASH | AT)) === 0) {
      const length = end - start;
      if ((flags & DOT) !== 0 && length >= 5) {
        let stop = end;
        while (stop > start && isTail(bytes[stop - 1] ?? 0)) stop -= 1;
        if (isHost(bytes, start, stop)) {
          this.slot(Kind.Value, start, stop);
          if (stop < end) this.word(stop, end);
          return;
        }
      }
      if (flags === HEX_LETTER && length >= HEX_WORD) this.slot(Kind.Value, start, end);
      else {
        this.hash(start, end);
        if (length <= 5 && length >= 3 && flagHashes.has(this.wordA)) this.slot(Kind.Flag, start, end);
        else this.put(Kind.Text, start, end, this.wordA, this.wordB);
      }
      return;
    }
    let tail = end;
    while (tail > start && isTail(bytes[tail - 1] ?? 0)) tail -= 1;
    if (tail === start) this.word(start, end);
    else {
      this.special(start, tail, flags);
      if (tail < end) this.word(tail, end);
    }
  }

  /** A chunk that holds a digit, a slash or an @, without its trailing punctuation. */
  private special(start: number, end: number, flags: number): void {
    const { bytes } = this;
    if ((flags & COLON) !== 0) this.colons(start, end, flags);
    else if ((flags & SLASH) !== 0) this.path(start, end, flags);
    else if ((flags & DIGIT) !== 0) this.mixed(start, end);
    else if (isMail(bytes, start, end)) this.slot(Kind.Value, start, end);
    else this.word(start, end);
  }

  private path(start: number, end: number, flags: number): void {
    const { bytes } = this;
    const byte = bytes[start] ?? 0;
    const rooted = isSlash(byte) || ((byte === BYTE.tilde || byte === BYTE.dot) && (isSlash(bytes[start + 1] ?? 0) || bytes[start + 1] === BYTE.dot));
    if (rooted && end - start > 1) this.slot(Kind.Path, start, end);
    else if (!rooted && (flags & DIGIT) !== 0 && (!isLetter(byte) || countSlashes(bytes, start, end) < 2)) this.mixed(start, end);
    else if (countSlashes(bytes, start, end) > 1) this.slot(Kind.Path, start, end);
    else this.word(start, end);
  }

  /** Cuts at colons: `word:` heads and `:word` tails are constant, `host:port`, times and addresses stay whole. */
  private colons(start: number, end: number, flags: number): void {
    const { bytes } = this;
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
        this.path(at, end, flags);
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
        else if (countSlashes(bytes, at, stop) > 0) this.path(at, stop, flags);
        else this.mixed(at, stop);
        at = stop;
        if (at < end) {
          this.word(at, at + 1);
          at += 1;
        }
        continue;
      }
      stop = stop < end ? stop + 1 : end;
      this.word(at, stop);
      at = stop;
    }
  }

  /** A run with digits and no colon: number, quantity, name, serial or an opaque value. */
  private mixed(start: number, end: number): void {
    const { bytes } = this;
    const head = bytes[start] ?? 0;
    const next = bytes[start + 1] ?? 0;
    let at = start;
    if (end - start > 1 && (head === BYTE.at || head === BYTE.dollar || head === BYTE.plus || (head === BYTE.minus && !isDigit(next)))) {
      this.word(start, start + 1);
      this.mixed(start + 1, end);
      return;
    }
    if (head === BYTE.dot && next === BYTE.dot) {
      while (at < end && bytes[at] === BYTE.dot) at += 1;
      this.word(start, at);
      this.mixed(at, end);
      return;
    }
    if (head === BYTE.minus) at += 1;
    if (isDigit(bytes[at] ?? 0)) this.slot(isNumber(bytes, at, end) ? Kind.Number : Kind.Value, start, end);
    else if (isHost(bytes, start, end)) this.slot(Kind.Value, start, end);
    else this.named(start, end);
  }

  private named(start: number, end: number): void {
    const { bytes } = this;
    let digits = 0;
    let runs = 0;
    let letters = 0;
    let odd = 0;
    let hex = true;
    let inner = 0;
    let run = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isDigit(byte)) {
        run += 1;
        continue;
      }
      if (run > 0) {
        digits += run;
        runs += 1;
        if (run > 1) inner += 1;
        run = 0;
      }
      if (isLetter(byte)) letters += 1;
      else if (byte !== BYTE.underscore && byte !== BYTE.dot && byte !== BYTE.slash) odd += 1;
      hex &&= isHex(byte);
    }
    const inRun = run > 0;
    if (inRun) {
      digits += run;
      runs += 1;
    }
    const length = end - start;
    const serial = runs === 1 && inRun && length <= 40;
    const filled = serial && bytes[end - digits - 1] === BYTE.dot && bytes[end - digits - 2] === BYTE.dot;
    const name = serial ? digits <= 3 && letters > 0 : runs <= 2 && digits <= 5 && letters >= 2 * digits && odd === 0 && inner === 0;
    if (filled) {
      this.word(start, end - digits);
      this.slot(Kind.Number, end - digits, end);
    } else if (serial && digits === 1 && ((bytes[end - 2] ?? 0) | 32) === BYTE.v) this.word(start, end);
    else if (hex && length >= 6) this.slot(Kind.Value, start, end);
    else if (name) this.name(start, end);
    else if (serial) this.serial(Kind.Serial, start, end);
    else this.slot(Kind.Value, start, end);
  }
}
