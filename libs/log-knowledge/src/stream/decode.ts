import { isAscii, isUtf8 } from 'node:buffer';
import type { Kind } from './sniff.js';

/** Turns bytes into text, chunk by chunk. */
export interface Decoder {
  push(bytes: Buffer): string;
  end(): string;
}

/** A line without end is decoded in pieces of this size. */
const longestCarry = 65_536;
const newline = 10;

export function createDecoder(kind: Kind): Decoder {
  if (kind === 'utf-16le' || kind === 'utf-16be') {
    const wide = new TextDecoder(kind);
    return { push: (bytes) => wide.decode(bytes, { stream: true }), end: () => wide.decode() };
  }
  let carry: Buffer = Buffer.alloc(0);
  return {
    push: (bytes) => {
      const all = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
      const whole = all.lastIndexOf(newline) + 1;
      const cut = whole > 0 ? whole : all.length > longestCarry ? characterEnd(all) : 0;
      carry = Buffer.from(all.subarray(cut));
      return cut === 0 ? '' : textOf(all.subarray(0, cut));
    },
    end: () => textOf(carry),
  };
}

/** Length of `bytes` without a UTF-8 character that is cut at its end. */
function characterEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

/** ASCII and UTF-8 as they are; of other bytes each line by itself. */
function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(newline, from);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(lineOf(bytes.subarray(from, next)));
    from = next;
  }
  return lines.join('');
}

const strictGbk = new TextDecoder('gb18030', { fatal: true });

/** A line that is no UTF-8: GBK, as consoles in Chinese print it, unless it holds more whole UTF-8 characters than broken ones. */
function lineOf(bytes: Buffer): string {
  const broken = bytes.toString('utf8');
  if (!broken.includes('\ufffd')) return broken;
  const damaged = broken.split('\ufffd').length - 1;
  const whole = [...broken].filter((char) => char > '\u00ff' && char !== '\ufffd').length;
  if (whole > damaged) return broken;
  try {
    return strictGbk.decode(bytes);
  } catch {
    return broken;
  }
}
