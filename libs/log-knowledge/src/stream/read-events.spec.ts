import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { LogEvent } from '@app/model';
import { describe, expect, it } from 'vitest';
import { readEvents, type ReadOptions, type ReadResult } from './read-events.js';

const line = (message: string): string => `2026-11-25 01:02:03,456 INFO  a.b.Task [] - ${message}\n`;
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function read(bytes: Buffer, { size = 7, ...options }: ReadOptions & { readonly size?: number } = {}): Promise<ReadResult & { readonly messages: readonly string[] }> {
  const events: LogEvent[] = [];
  const result = await readEvents(pieces(bytes, size), (more) => void events.push(...more), options);
  return { ...result, messages: events.map(({ message }) => message) };
}

/** 任务失败 in GBK. */
const gbk = Buffer.from([0xc8, 0xce, 0xce, 0xf1, 0xca, 0xa7, 0xb0, 0xdc]);
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('encodings', () => {
  it.each<readonly [string, Buffer, readonly string[]]>([
    ['UTF-8 cut inside a character', Buffer.from(line('任务失败') + line('b')), ['任务失败', 'b']],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${line('a')}`), ['a']],
    ['UTF-16, little end first, with a mark', Buffer.from(`\ufeff${line('任务')}`, 'utf16le'), ['任务']],
    ['UTF-16 without a mark', Buffer.from(line('a'), 'utf16le'), ['a']],
    ['UTF-16 without a mark, half of it Chinese', Buffer.from(line('任务运行一段时间后报错，麻烦看下，谢谢任务运行一段时间后报错'), 'utf16le'), ['任务运行一段时间后报错，麻烦看下，谢谢任务运行一段时间后报错']],
    ['UTF-16, big end first', bigEndian(`\ufeff${line('a')}`), ['a']],
    ['GBK beside ASCII', Buffer.concat([ascii(line('a')), ascii(line('')).subarray(0, -1), gbk, ascii('\n'), ascii(line('b'))]), ['a', '任务失败', 'b']],
    ['broken UTF-8', Buffer.concat([ascii(line('').slice(0, -1)), Buffer.from('任务失败了'), Buffer.from([0xe4, 0xbb]), ascii('\n')]), ['任务失败了\ufffd']],
    ['gzip', gzipSync(line('a') + line('b')), ['a', 'b']],
    ['gzip of several members', Buffer.concat([gzipSync(line('a')), gzipSync(line('b'))]), ['a', 'b']],
    ['some NUL bytes', ascii(line('a\0b') + line('c')), ['ab', 'c']],
    ['nothing', Buffer.alloc(0), []],
    ['no line end', ascii(line('a').trimEnd()), ['a']],
  ])('%s', async (_, bytes, messages) => {
    expect(await read(bytes)).toMatchObject({ messages, problem: null });
    expect(await read(bytes, { size: 65_536 })).toMatchObject({ messages, problem: null });
  });
});

describe('what is not read', () => {
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251));
  it.each<readonly [string, Buffer, string]>([
    ['a zip', Buffer.from('PK\x03\x04 and so on'), 'explain.archive'],
    ['a tar', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0')]), 'explain.archive'],
    ['a tar.gz', gzipSync(Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0'), Buffer.alloc(5000, 'a')])), 'explain.archive'],
    ['gzip of gzip', gzipSync(gzipSync('a')), 'explain.archive'],
    ['a binary file', noise, 'explain.binary'],
    ['gzip of zeros', gzipSync(Buffer.alloc(100_000)), 'explain.binary'],
    ['zeros', Buffer.alloc(100_000), 'explain.binary'],
  ])('%s', async (_, bytes, code) => {
    const { problem, messages } = await read(bytes, { file: 'x.log' });
    expect(problem).toMatchObject({ code });
    expect(problem?.why).toContain('x.log');
    expect(messages).toEqual([]);
  });

  it('beyond the cap, and what came before is read', async () => {
    const { problem, messages, bytes } = await read(gzipSync(line('a').repeat(100_000)), { most: 100_000, size: 1000 });
    expect(problem?.code).toBe('explain.too-large');
    expect(bytes).toBe(100_000);
    expect(messages.length).toBeGreaterThan(1000);
  });

  it('behind the place where gzip was cut off', async () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, index) => line(String(index * 7919))).join(''));
    const { problem, messages } = await read(whole.subarray(0, whole.length / 2), { size: 1000 });
    expect(problem?.code).toBe('explain.damaged');
    expect(messages.length).toBeGreaterThan(100);
  });
});

it('any bytes end in events or in a problem', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.boolean(), async (bytes, packed) => {
    const { problem, messages } = await read(packed ? gzipSync(bytes) : Buffer.from(bytes), { size: 500 });
    expect(problem === null || problem.code.startsWith('explain.')).toBe(true);
    expect(Array.isArray(messages)).toBe(true);
  }), { numRuns: 60 });
});

it('waits for who takes the events', async () => {
  const order: string[] = [];
  await readEvents(pieces(ascii(line('a') + line('b') + line('c')), 60), async (events) => {
    order.push(`begin ${events.length}`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push('end');
  });
  expect(order.filter((_, index) => index % 2 === 1).every((word) => word === 'end')).toBe(true);
  expect(order.length).toBeGreaterThan(2);
});
