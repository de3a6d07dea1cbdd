import { AT, BYTE, CLASS, COLON, DIGIT, DOT, HARD, HEX_LETTER, isDigit, isHex, isLetter, OTHER, SLASH, SPACE } from './bytes.js';

/** What a token is. Everything but `Kind.Text` is a slot: its value is not part of the line's signature. */
export const Kind = { Text: 0, Number: 1, Value: 2, Path: 3, Name: 4, Flag: 5, Serial: 6, Rest: 7 } as const;

/** Tokens beyond this are one last slot: a line of thousands of words is data, not a message. */
export const MAX_TOKENS = 1024;
/** Bytes of a line that are looked at; the rest belongs to the last slot. */
export const MAX_BYTES = 65_536;

const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;
const GAP = 0x5bd1e995;
const HEX_WORD = 8;

const hashOf = (text: string): number => {
  let hash = BASIS;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
};
const flagWords = ['true', 'false', 'null', 'True', 'False', 'None', 'TRUE', 'FALSE', 'NULL', 'nil', 'NaN'];
const flagHashes = new Set(flagWords.map(hashOf));

const domainOf = (label: string): number => [...label].reduce((sum, char) => sum * 32 + (char.charCodeAt(0) & 31), 0);
// Not all there are: those that are also file endings, package names or common last words of a property are left out.
const domains = new Set('com net org edu gov mil arpa local info biz cn hk tw jp kr uk de fr nl ru pl br au ca it eu ch se es tr cz dk fi gr hu il ir mx nz pt ro sg th ua vn za us'.split(' ').map(domainOf));

/**
 * Reads a line once and leaves its tokens (lossless: what no token covers is white space) and its signature: 64 bits over words and
 * kinds of slots. Two lines with one signature differ only in the values of their slots.
 */
export class Scanner {
  /** The signature's halves. */
  a = 0;
  b = 0;
  count = 0;
  /** Number of `Kind.Name` tokens: words with digits that may be constant (`eth0`) or not (`worker7`). */
  names = 0;
  readonly kind = new Uint8Array(MAX_TOKENS + 8);
  readonly gap = new Uint8Array(MAX_TOKENS + 8);
  readonly start = new Int32Array(MAX_TOKENS + 8);
  readonly end = new Int32Array(MAX_TOKENS + 8);
  /** Hash of the whole text of a `Kind.Name` token. */
  readonly value = new Int32Array(MAX_TOKENS + 8);
  private gapHash = 0;

  scan(bytes: Uint8Array, from: number, to: number): void {
    this.a = BASIS;
    this.b = GAP;
    this.count = 0;
    this.names = 0;
    this.gapHash = 0;
    const stop = to - from > MAX_BYTES ? from + MAX_BYTES : to;
    let at = from;
    let hash = BASIS;
    let flags = 0;
    let first = from;
    for (; at < stop; at += 1) {
      const byte = bytes[at] ?? 0;
      const bits = CLASS[byte] ?? 0;
      if (bits < SPACE) {
        hash = Math.imul(hash ^ byte, PRIME);
        flags |= bits;
        continue;
      }
      if ((byte === BYTE.equals || byte === BYTE.ampersand || byte === BYTE.semicolon || byte === BYTE.comma) && (flags & SLASH) !== 0 && isQuery(bytes, first, at)) {
        flags |= OTHER;
        continue;
      }
      if (at > first) this.chunk(bytes, first, at, hash, flags);
      if (bits === HARD) this.text(at, at + 1, byte);
      else this.gapHash = GAP;
      hash = BASIS;
      flags = 0;
      first = at + 1;
      if (this.count >= MAX_TOKENS) break;
    }
    if (at > first) this.chunk(bytes, first, at, hash, flags);
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
    const sign = indexOf(bytes, BYTE.at, start, end);
    if ((flags & COLON) !== 0) this.colons(bytes, start, end, flags);
    else if ((flags & SLASH) !== 0) this.path(bytes, start, end, flags);
    else if ((flags & DIGIT) !== 0) this.mixed(bytes, start, end);
    else if (sign > start && sign + 1 < end && indexOf(bytes, BYTE.dot, sign, end) > 0) this.slot(Kind.Value, start, end);
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
    if (isDigit(bytes[at] ?? 0)) this.slot(numberKind(bytes, at, end), start, end);
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
    this.value[this.count] = value;
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
    this.put(kind, start, end, hash + Math.imul(kind, 0x2c1b3c6d));
  }

  private put(kind: number, start: number, end: number, hash: number): void {
    const n = this.count;
    this.kind[n] = kind;
    this.start[n] = start;
    this.end[n] = end;
    this.gap[n] = this.gapHash === 0 ? 0 : 1;
    const mixed = hash ^ this.gapHash;
    this.gapHash = 0;
    this.a = Math.imul(this.a ^ mixed, 0x9e3779b1);
    this.a = (this.a << 13) | (this.a >>> 19);
    this.b = Math.imul((this.b + mixed) | 0, 0x85ebca6b) ^ (this.b >>> 15);
    this.count = n < MAX_TOKENS ? n + 1 : n;
  }
}

const avalanche = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

const isSlash = (byte: number): boolean => byte === BYTE.slash || byte === BYTE.backslash;
const isTail = (byte: number): boolean => byte === BYTE.dot || byte === BYTE.colon || byte === BYTE.bang || byte === BYTE.question || byte === BYTE.minus || byte === BYTE.percent;

function indexOf(bytes: Uint8Array, wanted: number, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === wanted) return at;
  return -1;
}

const segmentEnd = (bytes: Uint8Array, start: number, end: number): number => {
  const colon = indexOf(bytes, BYTE.colon, start, end);
  return colon < 0 ? end : colon;
};

/** An `=` inside `path?key=value` belongs to the path. */
const isQuery = (bytes: Uint8Array, start: number, end: number): boolean => indexOf(bytes, BYTE.question, start, end) > 0;

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (isDigit(bytes[at] ?? 0)) return true;
  return false;
}

function countSlashes(bytes: Uint8Array, start: number, end: number): number {
  let slashes = 0;
  for (let at = start; at < end; at += 1) if (isSlash(bytes[at] ?? 0)) slashes += 1;
  return slashes;
}

/** IPv6 and MAC addresses: hex groups between at least two colons. */
function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let colons = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.colon) colons += 1;
    else if (!isHex(byte) && byte !== BYTE.dot && byte !== BYTE.percent) return false;
  }
  return colons > 1;
}

/** `some.host.name:8080`: a dotted name, then digits to the end. */
function isHostPort(bytes: Uint8Array, start: number, colon: number, end: number): boolean {
  if (colon + 1 >= end) return false;
  let dots = 0;
  for (let at = start; at < colon; at += 1) if (bytes[at] === BYTE.dot) dots += 1;
  if (dots < 2 && !isHost(bytes, start, colon)) return false;
  const stop = segmentEnd(bytes, colon + 1, end);
  for (let at = colon + 1; at < stop; at += 1) if (!isDigit(bytes[at] ?? 0)) return false;
  return stop > colon + 1;
}

/** A dotted lower-case name that ends in a top-level domain and does not begin with one, as packages do. */
function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  let labels = 1;
  let last = start;
  let firstEnd = end;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.dot) {
      if (at === last) return false;
      if (labels === 1) firstEnd = at;
      labels += 1;
      last = at + 1;
    } else if (byte - 97 >>> 0 >= 26 && byte !== BYTE.minus) return false;
  }
  return labels > 1 && isDomain(bytes, last, end) && !isDomain(bytes, start, firstEnd);
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 2 || length > 5) return false;
  let label = 0;
  for (let at = start; at < end; at += 1) label = label * 32 + ((bytes[at] ?? 0) & 31);
  return domains.has(label);
}

/** Plain numbers are told from quantities (`12ms`), addresses and other values that begin with a digit. */
function numberKind(bytes: Uint8Array, start: number, end: number): number {
  let dots = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.dot) dots += 1;
    else if (!isDigit(byte)) return Kind.Value;
  }
  return dots > 1 ? Kind.Value : Kind.Number;
}
