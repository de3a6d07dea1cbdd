import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTextsSource, type TextInput } from '@app/adapters/texts';
import { TextsAnswer, textsNeed, type Source } from '@app/model';
import { textReader } from '../../libs/wiring/src/text-reader.js';
import { knowledge } from '../support/diagnosing.js';
import { systemClock } from '../fake-flink/system-clock.js';

/** What every source of texts promises, with the reader that the processes bind. */
const reader = textReader(knowledge.signatures);
const source = (inputs: readonly TextInput[]): Source => createTextsSource({ inputs, reader, clock: systemClock });
const soon = (): Date => new Date(Date.now() + 30_000);
const answerOf = async (inputs: readonly TextInput[]): Promise<TextsAnswer> => {
  const reading = await source(inputs).read(textsNeed, soon());
  if (reading.kind !== 'read') throw new Error(reading.why);
  return TextsAnswer.parse(reading.payload);
};
const bytes = (content: string | Buffer, name = 'text'): TextInput => ({ kind: 'bytes', name, bytes: [Buffer.from(content)] });

const log = [
  '2026-11-24 02:00:00,000 INFO  org.apache.flink.runtime.taskexecutor.TaskManagerRunner      [] - Starting TaskManager with ResourceID: tm-7', '',
  '2026-11-24 02:00:03,500 WARN  org.apache.flink.runtime.taskmanager.Task                    [] - 汇总 (1/2)#0 (0a1b2c3d) switched from RUNNING to FAILED with failure cause:',
  'java.lang.OutOfMemoryError: Java heap space', '\tat com.acme.Cache.put(Cache.java:7)', '2026-11-24 02:00:04,000 INFO  a.B [] - fine', '',
].join('\n');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'texts-'));
  await mkdir(join(folder, 'pods'));
  await writeFile(join(folder, 'a.log'), log);
  await writeFile(join(folder, 'pods', 'b.log.gz'), gzipSync(log));
  await writeFile(join(folder, 'pods', 'job.jar'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a source of texts', () => {
  it.each<[string, () => TextInput]>([
    ['pasted', () => bytes(log)], ['in pieces', () => ({ kind: 'bytes', name: 'text', bytes: (async function* () { for (const byte of Buffer.from(log)) yield Buffer.from([byte]); })() })],
    ['with CRLF', () => bytes(log.replaceAll('\n', '\r\n'))], ['gzip', () => bytes(gzipSync(log))], ['UTF-16', () => bytes(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(log, 'utf16le')]))],
    ['a file', () => ({ kind: 'path', path: join(folder, 'a.log') })], ['a gzip file', () => ({ kind: 'path', path: join(folder, 'pods', 'b.log.gz') })],
  ])('%s: the same events, each at its line', async (_, input) => {
    const { events, texts } = await answerOf([input()]);
    expect(events.filter(({ match }) => match !== null).map(({ line, quote, at, match }) => ({ line, quote, at, code: match?.code }))).toEqual([
      { line: 3, quote: { text: 'java.lang.OutOfMemoryError: Java heap space', line: 4 }, at: Date.UTC(2026, 10, 24, 2, 0, 3, 500), code: 'heap-oom' },
    ]);
    expect(texts).toMatchObject([{ process: 'taskmanager', taskManager: 'tm-7', lines: 6, why: null, from: Date.UTC(2026, 10, 24, 2), to: Date.UTC(2026, 10, 24, 2, 0, 4) }]);
  });

  it('a folder is the texts in it, in any order of naming, and what is no text is told', async () => {
    const { texts, events } = await answerOf([{ kind: 'path', path: folder }]);
    expect(texts.map(({ name, why }) => [name.slice(folder.length + 1), why === null])).toEqual([['a.log', true], ['pods/b.log.gz', true], ['pods/job.jar', false]]);
    const turned = await answerOf([{ kind: 'path', path: join(folder, 'pods') }, { kind: 'path', path: join(folder, 'a.log') }]);
    expect(turned.events.map(({ file, line }) => `${file}:${line}`).sort()).toEqual(events.map(({ file, line }) => `${file}:${line}`).sort());
  });

  it('the time of the reading is the newest that the texts print', async () => {
    expect((await source([bytes(log)]).read(textsNeed, soon())).at.toISOString()).toBe('2026-11-24T02:00:04.000Z');
  });

  it.each<[string, readonly TextInput[], RegExp]>([
    ['nothing', [], /no file/], ['an empty text', [bytes('')], /empty/], ['bytes', [bytes(Buffer.from([0, 1, 2, 3, 0, 0, 0, 255]))], /no text|binary/], ['a path that leads nowhere', [{ kind: 'path', path: '/no/such/file' }], /does not exist/],
    ['a stream that breaks', [{ kind: 'bytes', name: 'text', bytes: (async function* () { yield Buffer.from(''); throw new Error('reset'); })() }], /cannot be read/],
  ])('%s is unavailable, with its reason, and never throws', async (_, inputs, why) => {
    expect(await source(inputs).read(textsNeed, soon())).toMatchObject({ kind: 'unavailable', why: expect.stringMatching(why) as unknown });
  });

  it('another question is unavailable', async () => {
    expect(await source([bytes(log)]).read({ source: 'texts', what: 'overview', params: {} }, soon())).toMatchObject({ kind: 'unavailable', code: 'source.unavailable' });
  });
});
