// What a byte may mean to the scanner. One table look-up per byte replaces every regular expression.

/** Bits of a byte; the bits of all bytes of a chunk, or-ed together, say what the chunk can be. */
export const HEX_LETTER = 1;
export const OTHER = 2;
export const DIGIT = 4;
export const SLASH = 8;
export const COLON = 16;
export const AT = 32;
export const DOT = 64;
/** From here on a byte ends a chunk: white space, the end of a line, or punctuation that stands for itself. */
export const SPACE = 128;
export const END = 160;
export const HARD = 192;

const hard = ',;()[]{}"\'=|<>`&#';

/** For an event, which may have several lines. */
export const EVENT: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (byte <= 32 || byte === 127) return SPACE;
  if (char >= '0' && char <= '9') return DIGIT;
  if (/[a-fA-F]/.test(char)) return HEX_LETTER;
  if (char === '/' || char === '\\') return SLASH | OTHER;
  if (char === ':') return COLON | OTHER;
  if (char === '@') return AT | OTHER;
  if (char === '.') return DOT | OTHER;
  return hard.includes(char) ? HARD : OTHER;
});

/** For a file whose every line is one event. */
export const LINE: Uint8Array = EVENT.map((bits, byte) => (byte === 10 ? END : bits));

/** Bytes above ASCII count as letters: words of other scripts are words. */
export const isLetter = (byte: number): boolean => (byte | 32) - 97 >>> 0 < 26 || byte >= 128;
export const isDigit = (byte: number): boolean => byte - 48 >>> 0 < 10;
export const isHex = (byte: number): boolean => isDigit(byte) || (byte | 32) - 97 >>> 0 < 6;

export const BYTE = { dot: 46, colon: 58, slash: 47, backslash: 92, minus: 45, plus: 43, at: 64, underscore: 95, v: 118, comma: 44, equals: 61, ampersand: 38, semicolon: 59, question: 63, bang: 33, tilde: 126, x: 120, zero: 48, dollar: 36, percent: 37 } as const;
