import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { Found } from './inputs.js';

/** Bytes of one text after unpacking; beyond them it is told as too large. A terabyte of zeros packs into a gigabyte. */
const mostBytes = 16 * 1024 ** 3;
/** Logs pack 10 to 60 times; gzip's limit is 1032 times. */
const mostPacked = 250;
/** A smaller bomb does no harm. */
const smallEnough = 64 * 1024 ** 2;

/** Text of a file in pieces, or a reason why it is none. A reason may come after some pieces: then the rest is missing. */
export type Piece = { readonly text: string } | { readonly why: string };

export interface Counted {
  /** Bytes after unpacking. */
  bytes: number;
}

type Readable1 = Exclude<Found, { readonly why: string }>;

/** Unpacks gzip (also where the name does not say so) and decodes UTF-8, UTF-16 with a mark, or GB 18030 (so GBK) where UTF-8 does not fit. */
export async function* piecesOf(found: Readable1, counted: Counted): AsyncGenerator<Piece> {
  const packed = { bytes: 0, is: false };
  let decoder: TextDecoder | null = null;
  for await (const chunk of unpacked(found, packed)) {
    if (decoder === null) {
      if (isBinary(chunk)) {
        yield { why: 'it is a binary file' };
        return;
      }
      decoder = decoderFor(chunk);
    }
    counted.bytes += chunk.length;
    yield { text: decoder.decode(chunk, { stream: true }) };
    if (packed.is && counted.bytes > smallEnough && counted.bytes > mostPacked * packed.bytes) {
      yield { why: `it unpacks to more than ${mostPacked} times its size` };
      return;
    }
    if (counted.bytes > mostBytes) {
      yield { why: `it is larger than ${mostBytes / 1024 ** 3} GB` };
      return;
    }
  }
  yield { text: decoder?.decode() ?? '' };
}

async function* unpacked(found: Readable1, packed: { bytes: number; is: boolean }): AsyncGenerator<Buffer> {
  const source = 'path' in found ? createReadStream(found.path, { highWaterMark: 256 * 1024 }) : Readable.from(found.bytes, { objectMode: false });
  const bytes = source.iterator({ destroyOnReturn: true });
  try {
    const first = await bytes.next();
    if (first.done === true) return;
    const head = bufferOf(first.value);
    packed.is = head[0] === 0x1f && head[1] === 0x8b;
    const all = (async function* () {
      packed.bytes += head.length;
      yield head;
      for await (const chunk of bytes) {
        const next = bufferOf(chunk);
        packed.bytes += next.length;
        yield next;
      }
    })();
    if (!packed.is) yield* all;
    else for await (const chunk of unzip(all)) yield bufferOf(chunk);
  } finally {
    source.destroy();
  }
}

/** An error of the source ends the unpacking, too, and the other way round. */
function unzip(bytes: AsyncIterable<Buffer>): Readable {
  const source = Readable.from(bytes, { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => source.destroy());
  return source.pipe(gunzip);
}

const bufferOf = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.from(String(chunk)));

const looked = 8 * 1024;
const utf16 = (chunk: Buffer): boolean => (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);

/** NUL never stands in a log; UTF-16 says so by its mark. */
const isBinary = (chunk: Buffer): boolean => !utf16(chunk) && chunk.subarray(0, looked).includes(0);

function decoderFor(chunk: Buffer): TextDecoder {
  if (utf16(chunk)) return new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : 'utf-16be');
  // a character may be cut at the end of the chunk
  const whole = chunk.subarray(0, Math.max(0, chunk.lastIndexOf(0x0a) + 1) || chunk.length);
  if (fits('utf-8', whole) || !fits('gb18030', whole)) return new TextDecoder('utf-8');
  return new TextDecoder('gb18030');
}

const fits = (encoding: string, bytes: Buffer): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
