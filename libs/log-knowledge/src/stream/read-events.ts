import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LogEvent, Problem } from '@app/model';
import { createFramer } from '../framing/framer.js';
import { owned } from '../framing/lines.js';
import { longestPaste } from '../paste/restore.js';
import { createDecoder, type Decoder } from './decode.js';
import { enough, kindOf, type Kind } from './sniff.js';

export interface ReadOptions {
  /** Name that events carry. */
  readonly file?: string;
  /** Most bytes of text that are read, counted after unpacking. Beyond that the reading ends with `explain.too-large`. */
  readonly most?: number;
}

export interface ReadResult {
  /** Bytes of text, after unpacking. */
  readonly bytes: number;
  readonly events: number;
  /** Why reading ended early, or null. What came before it was handed over. */
  readonly problem: Problem | null;
}

/** 2 GiB: a TaskManager's log of a day; a gzip file of 2 MB may hold it. */
export const mostBytes = 2 * 1024 ** 3;

/**
 * Reads a file or stream into events: unpacks gzip, decodes, cuts into lines, frames. `take` gets them in batches, and waits are awaited.
 * Memory does not grow with the file: the first MiB, which may be a pasted text, and 64 KiB for each container whose lines it holds. An event keeps the chunk alive that it was cut from:
 * whoever stores it for long stores `kept(event)`.
 */
export async function readEvents(chunks: AsyncIterable<Uint8Array>, take: (events: readonly LogEvent[]) => void | Promise<void>, { file = '', most = mostBytes }: ReadOptions = {}): Promise<ReadResult> {
  const framer = createFramer({ file });
  let count = 0;
  let bytes = 0;
  const hand = (events: readonly LogEvent[]): void | Promise<void> => {
    count += events.length;
    return events.length > 0 ? take(events) : undefined;
  };
  /** The text so far, while it may be one that was pasted; null = it is longer. */
  let pasted: string | null = '';
  const frame = (text: string): readonly LogEvent[] => {
    if (pasted === null) return framer.push(text);
    pasted += text;
    if (pasted.length <= longestPaste) return [];
    const all = pasted;
    pasted = null;
    return framer.push(all);
  };
  const end = async (problem: Problem | null): Promise<ReadResult> => {
    if (pasted !== null) await hand(framer.paste(pasted));
    await hand(framer.end());
    return { bytes, events: count, problem };
  };
  let decoder: Decoder | null = null;
  const name = file === '' ? 'the text' : file;
  try {
    for await (const { kind, chunk } of unpacked(chunks)) {
      if (kind === 'archive' || kind === 'gzip') return await end(archive(name));
      if (kind === 'binary') return await end(binary(name));
      decoder ??= createDecoder(kind);
      const room = most - bytes;
      const piece = chunk.length > room ? chunk.subarray(0, room) : chunk;
      bytes += piece.length;
      const waits = hand(frame(decoder.push(piece)));
      if (waits !== undefined) await waits;
      if (chunk.length > room) {
        await hand(frame(decoder.end()));
        return await end(tooLarge(name, most));
      }
    }
  } catch (error) {
    if (!isZlib(error)) throw error;
    await hand(frame(decoder?.end() ?? ''));
    return await end(damaged(name, error.message));
  }
  await hand(frame(decoder?.end() ?? ''));
  return await end(null);
}

/** Chunks of text, each with what the file is; the first is long enough to tell. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ readonly kind: Kind; readonly chunk: Buffer }> {
  const { kind, source } = await sniffed(chunks);
  if (kind !== 'gzip') {
    for await (const chunk of source) yield { kind, chunk };
    return;
  }
  const gunzip = createGunzip({ chunkSize: 262_144 });
  // errors reach the loop below by the stream itself
  pipeline(Readable.from(source), gunzip, () => undefined);
  const inner = await sniffed(gunzip);
  for await (const chunk of inner.source) yield { kind: inner.kind, chunk };
}

/** Reads as much as tells what the file is, and gives the whole of it. */
async function sniffed(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly kind: Kind; readonly source: AsyncIterable<Buffer> }> {
  const rest = chunks[Symbol.asyncIterator]();
  const begin: Buffer[] = [];
  let size = 0;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    begin.push(bufferOf(next.value));
    size += next.value.length;
    if (size >= enough) break;
  }
  const first = Buffer.concat(begin);
  async function* source(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    try {
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield bufferOf(next.value);
    } finally {
      await rest.return?.();
    }
  }
  return { kind: kindOf(first), source: source() };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const isZlib = (error: unknown): error is Error => error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** A copy of an event that keeps nothing else in memory. */
export const kept = (event: LogEvent): LogEvent => ({
  ...event, logger: owned(event.logger), thread: owned(event.thread), message: owned(event.message), line: owned(event.line), text: owned(event.text),
  trace: event.trace === null ? null : owned(event.trace),
});

const binary = (name: string): Problem => ({ code: 'explain.binary', what: 'The file is no text', why: `${name} holds bytes that no log has`, next: 'Give a log or a stack trace as text, or gzip of it.' });
const archive = (name: string): Problem => ({ code: 'explain.archive', what: 'The file is an archive', why: `${name} is packed in a way that is not read here`, next: 'Unpack it and give the folder.' });
const damaged = (name: string, why: string): Problem => ({ code: 'explain.damaged', what: 'The file is damaged', why: `${name}: ${why}`, next: 'What could be read before that place was read. Copy the file again, or unpack it by hand.' });
const tooLarge = (name: string, most: number): Problem => ({
  code: 'explain.too-large', what: 'The text is larger than allowed', why: `${name} holds more than ${Math.round(most / 1024 ** 2)} MiB of text`, next: 'What came before that was read. Cut out the hours around the failure.',
});
