/** What the first bytes of a file say about the rest. */
export type Kind = 'text' | 'utf-16le' | 'utf-16be' | 'gzip' | 'archive' | 'binary';

/** This much is looked at. */
export const enough = 4096;

const starts = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean => magic.every((byte, index) => bytes[at + index] === byte);
const ascii = (word: string): readonly number[] => [...word].map((char) => char.charCodeAt(0));

const archives: readonly (readonly number[])[] = [
  ascii('PK\x03\x04'), ascii('PK\x05\x06'), [0x37, 0x7a, 0xbc, 0xaf], [0xfd, 0x37, 0x7a, 0x58, 0x5a], ascii('BZh'), [0x28, 0xb5, 0x2f, 0xfd], ascii('Rar!'),
];

/** Recognises gzip, other archives, UTF-16 and what is no text at all. An empty file is text. */
export function kindOf(bytes: Uint8Array): Kind {
  if (starts(bytes, [0x1f, 0x8b])) return 'gzip';
  if (archives.some((magic) => starts(bytes, magic)) || starts(bytes, ascii('ustar'), 257)) return 'archive';
  if (starts(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (starts(bytes, [0xfe, 0xff])) return 'utf-16be';
  const seen = bytes.subarray(0, enough);
  const zeros = [0, 0];
  let odd = 0;
  for (const [index, byte] of seen.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) odd++;
  }
  const [even = 0, uneven = 0] = zeros;
  const half = seen.length / 2;
  if (uneven > half * 0.1 && even < half * 0.05 && isPrinted(seen, 'utf-16le')) return 'utf-16le';
  if (even > half * 0.1 && uneven < half * 0.05 && isPrinted(seen, 'utf-16be')) return 'utf-16be';
  // a log that was cut by a crash may hold some NUL bytes, and colours are control characters
  return odd + even + uneven > seen.length * 0.1 ? 'binary' : 'text';
}

const unprinted = /[\0-\x08\x0e-\x1a\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]/u;
/** Read in this encoding it holds no control characters, halves of pairs or private ones: chance does not do that. */
const isPrinted = (bytes: Uint8Array, kind: 'utf-16le' | 'utf-16be'): boolean => !unprinted.test(new TextDecoder(kind).decode(bytes.subarray(0, bytes.length - (bytes.length % 4)), { stream: true }));
