// What a span of bytes looks like.
import { BYTE, isDigit, isHex } from './bytes.js';

const domainOf = (label: string): number => [...label].reduce((sum, char) => sum * 32 + (char.charCodeAt(0) & 31), 0);
// Not all there are: those that are also file endings, package names or common last words of a property are left out.
const domains = new Set('com net org edu gov mil arpa local info biz cn hk tw jp kr uk de fr nl ru pl br au ca it eu ch se es tr cz dk fi gr hu il ir mx nz pt ro sg th ua vn za us'.split(' ').map(domainOf));

export const isSlash = (byte: number): boolean => byte === BYTE.slash || byte === BYTE.backslash;
export const isTail = (byte: number): boolean => byte === BYTE.dot || byte === BYTE.colon || byte === BYTE.bang || byte === BYTE.question || byte === BYTE.minus || byte === BYTE.percent;

function indexOf(bytes: Uint8Array, wanted: number, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === wanted) return at;
  return -1;
}

export const segmentEnd = (bytes: Uint8Array, start: number, end: number): number => {
  const colon = indexOf(bytes, BYTE.colon, start, end);
  return colon < 0 ? end : colon;
};

/** An `=` inside `path?key=value` belongs to the path. */
export const isQuery = (bytes: Uint8Array, start: number, end: number): boolean => indexOf(bytes, BYTE.question, start, end) > 0;

export function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (isDigit(bytes[at] ?? 0)) return true;
  return false;
}

export function countSlashes(bytes: Uint8Array, start: number, end: number): number {
  let slashes = 0;
  for (let at = start; at < end; at += 1) if (isSlash(bytes[at] ?? 0)) slashes += 1;
  return slashes;
}

/** IPv6 and MAC addresses: hex groups between at least two colons. */
export function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let colons = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.colon) colons += 1;
    else if (!isHex(byte) && byte !== BYTE.dot && byte !== BYTE.percent) return false;
  }
  return colons > 1;
}

/** `some.host.name:8080`: a dotted name, then digits to the end. */
export function isHostPort(bytes: Uint8Array, start: number, colon: number, end: number): boolean {
  if (colon + 1 >= end) return false;
  let dots = 0;
  for (let at = start; at < colon; at += 1) if (bytes[at] === BYTE.dot) dots += 1;
  if (dots < 2 && !isHost(bytes, start, colon) && !isLocalhost(bytes, start, colon)) return false;
  const stop = segmentEnd(bytes, colon + 1, end);
  for (let at = colon + 1; at < stop; at += 1) if (!isDigit(bytes[at] ?? 0)) return false;
  return stop > colon + 1;
}

const localhost = [...'localhost'].map((char) => char.charCodeAt(0));
const isLocalhost = (bytes: Uint8Array, start: number, end: number): boolean => end - start === localhost.length && localhost.every((byte, at) => bytes[start + at] === byte);

/** A dotted lower-case name, digits allowed, that ends in a top-level domain and does not begin with one, as packages do. */
export function isHost(bytes: Uint8Array, start: number, end: number): boolean {
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
    } else if (byte - 97 >>> 0 >= 26 && byte !== BYTE.minus && !isDigit(byte)) return false;
  }
  return labels > 1 && isDomain(bytes, last, end) && !isDomain(bytes, start, firstEnd);
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 2 || length > 5) return false;
  let label = 0;
  for (let at = start; at < end; at += 1) {
    if (isDigit(bytes[at] ?? 0)) return false;
    label = label * 32 + ((bytes[at] ?? 0) & 31);
  }
  return domains.has(label);
}

/** A plain number, unlike a quantity (`12ms`), an address or another value that begins with a digit. */
export function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let dots = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.dot) dots += 1;
    else if (!isDigit(byte)) return false;
  }
  return dots < 2;
}

/** `someone@host.example`. */
export function isMail(bytes: Uint8Array, start: number, end: number): boolean {
  const sign = indexOf(bytes, BYTE.at, start, end);
  return sign > start && sign + 1 < end && indexOf(bytes, BYTE.dot, sign, end) > 0;
}
