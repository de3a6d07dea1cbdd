import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TextsAnswer, textsNeed, type LogEvent, type Recognition } from '@app/model';
import type { TextInput } from './inputs.js';
import type { TextReader } from './reader.port.js';
import { createTextsSource } from './source.js';

const now = new Date('2026-01-01T00:00:00Z');
const clock = { now: () => now, sleep: async (): Promise<void> => {} };

/** Every line is an event `<seconds> <LEVEL> <logger> <message>`; `CODE:<code>` in it is recognised. A text that begins with NUL is binary. */
const reader: TextReader = {
  keep: (event) => ({ ...event }),
  follow: () => (event) => recognised(event),
  read: async (chunks, file, take) => {
    let all = Buffer.alloc(0);
    for await (const chunk of chunks) all = Buffer.concat([all, chunk]);
    if (all[0] === 0) return { bytes: all.length, why: 'it is no text' };
    take(all.toString().split('\n').filter((line) => line !== '').map((line, index) => eventOf(line, file, index + 1)));
    return { bytes: all.length, why: null };
  },
};
function eventOf(printed: string, name: string, line: number): LogEvent {
  const [, pod, text = printed] = /^\[(\S+)\] (.*)$/.exec(printed) ?? [];
  const file = pod === undefined ? name : `${name} [${pod}]`;
  const [, second, level = '', logger = '', message = text] = /^(\d+) ([A-Z]+) (\S+) (.*)$/.exec(text) ?? [];
  const trace = text.includes('TRACE!') ? 'a.B: c' : null;
  return { at: second === undefined ? null : now.getTime() + Number(second) * 1000, zoned: false, level, logger, thread: '', message, trace, line: text, text, file, firstLine: line, lastLine: line };
}
function recognised(event: LogEvent): Recognition {
  const code = /CODE:([a-z-]+)/.exec(event.text)?.[1];
  const match = event.text.includes('NOISE') ? { code: 'noise', signature: 'noise', role: 'harmless' as const, alone: false, note: '' }
    : event.text.includes('REMARK') ? { code: 'remark', signature: 'remark', role: 'remark' as const, alone: false, note: '' }
    : code === undefined ? null : { code, signature: code, role: 'cause' as const, alone: false, note: '' };
  return { match, chain: [], root: null, userFrame: null, quote: match === null ? null : { text: event.line, line: 0 } };
}

const read = async (inputs: readonly TextInput[]) => createTextsSource({ inputs, reader, clock }).read(textsNeed, new Date(now.getTime() + 60_000));
const answerOf = async (inputs: readonly TextInput[]) => {
  const reading = await read(inputs);
  if (reading.kind !== 'read') throw new Error(reading.why);
  return TextsAnswer.parse(reading.payload);
};
const bytes = (content: string | Buffer, name = 'pasted'): TextInput => ({ kind: 'bytes', name, bytes: [Buffer.from(content)] });
const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('what is kept', () => {
  it.each([
    ['a recognised event at any level', '1 INFO a.B CODE:heap-oom', ['recognised']],
    ['noise', '1 WARN a.B NOISE', ['noise']],
    ['what is only worth knowing', '1 INFO a.B REMARK', ['noise']],
    ['a trace', '1 INFO a.B TRACE!', ['trace']],
    ['a warning', '1 WARN a.B odd', ['level']],
    ['a change of state', '1 INFO x.ExecutionGraph Job shop (ab) switched from state RUNNING to FAILING.', ['state']],
    ['no other line', '1 INFO a.B fine', []],
    ['no trace of a debug line', '1 DEBUG a.B TRACE!', []],
  ])('%s', async (_, line, kinds) => expect((await answerOf([bytes(line)])).events.map(({ why }) => why)).toEqual(kinds));

  it('the same event within two minutes counts, later it is another', async () => {
    const { events } = await answerOf([bytes(lines('1 WARN a.B lost 17', '2 WARN a.B lost 18', '200 WARN a.B lost 19'))]);
    expect(events.map(({ count, line }) => [count, line])).toEqual([[2, 1], [1, 3]]);
  });

  it('noise is counted over the whole text, and takes no room from faults', async () => {
    const { events } = await answerOf([bytes(lines(...Array.from({ length: 3_000 }, (_, index) => `${index * 500} WARN a.B NOISE ${index}`), '9 INFO a.B CODE:heap-oom'))]);
    expect(events.map(({ why, count }) => [why, count]).sort()).toEqual([['noise', 3_000], ['recognised', 1]]);
  });

  it('the order is that of time, over all files', async () => {
    const { events } = await answerOf([bytes(lines('5 WARN a.B five', '9 WARN a.B nine'), 'one'), bytes(lines('7 WARN a.B seven', 'no time, WARN TRACE!'), 'two')]);
    expect(events.map(({ file, line }) => `${file}:${line}`)).toEqual(['one:1', 'two:1', 'two:2', 'one:2']);
  });

  it('of too many the first and the newest, and how many are left out', async () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `${index} WARN a.B ${[...String(index)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')} broke`);
    const { events, leftOut } = await answerOf([bytes(lines(...words))]);
    expect(events.length).toBeLessThanOrEqual(2_000);
    expect(events.length + leftOut).toBe(5_000);
    expect([events[0]?.line, events.at(-1)?.line]).toEqual([1, 5_000]);
  });

  it('the reading is as old as its newest line', async () => expect((await read([bytes('3 INFO a.B x')])).at).toEqual(new Date(now.getTime() + 3000)));
});

describe('whose log it is', () => {
  it.each([
    ['x.log', '1 INFO org.apache.flink.runtime.taskexecutor.TaskManagerRunner Starting TaskManager with ResourceID: tm-9', 'taskmanager', 'tm-9'],
    ['x.log', '1 INFO org.apache.flink.runtime.executiongraph.ExecutionGraph Job x', 'jobmanager', null],
    ['flink-root-taskexecutor-0-host.log', 'plain', 'taskmanager', null],
    ['flink-root-standalonesession-0-host.log', 'plain', 'jobmanager', null],
    ['notes.txt', 'plain', 'unknown', null],
  ])('%s: %s', async (name, line, process, taskManager) => expect((await answerOf([bytes(line, name)])).texts[0]).toMatchObject({ process, taskManager }));
});

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'texts-'));
    await mkdir(join(folder, 'deep', 'er'), { recursive: true });
    await writeFile(join(folder, 'a.log'), '1 WARN a.B one\n');
    await writeFile(join(folder, 'deep', 'er', 'b.log'), '2 WARN a.B two\n');
    await writeFile(join(folder, 'deep', 'job.jar'), Buffer.from([0, 0x50, 0x4b, 3, 4]));
    await writeFile(join(folder, 'none.out'), '');
    await writeFile(join(folder, '.hidden'), '1 WARN a.B hidden\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('a folder is read with everything below it; what cannot be read is told', async () => {
    const { texts, events } = await answerOf([{ kind: 'path', path: folder }]);
    const told = Object.fromEntries(texts.map(({ name, why }) => [name.slice(folder.length + 1), why]));
    expect(told).toEqual({ 'a.log': null, 'none.out': 'it is empty', 'deep/er/b.log': null, 'deep/job.jar': 'it is no text' });
    expect(events.map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it.each([['no-such.log', 'it does not exist'], ['deep/job.jar', 'it is no text']])('only %s: unavailable, because %s', async (name, why) => {
    const reading = await read([{ kind: 'path', path: join(folder, name) }]);
    expect(reading).toMatchObject({ kind: 'unavailable', why: expect.stringContaining(why) as unknown });
  });

  it('what a text had before the time ran out counts', async () => {
    const late = { now: () => new Date(now.getTime() + 120_000), sleep: clock.sleep };
    const reading = await createTextsSource({ inputs: [bytes('1 WARN a.B one')], reader, clock: late }).read(textsNeed, new Date(now.getTime() + 60_000));
    expect(reading).toMatchObject({ kind: 'read', payload: { texts: [{ why: expect.stringContaining('time ran out') as unknown }] } });
  });

  it('one of two that cannot be read does not spoil the other', async () => {
    const { texts } = await answerOf([{ kind: 'path', path: join(folder, 'no-such.log') }, { kind: 'path', path: join(folder, 'a.log') }]);
    expect(texts.map(({ why }) => why)).toEqual(['it does not exist', null]);
  });

  it('another question is unavailable', async () => {
    expect(await createTextsSource({ inputs: [], reader, clock }).read({ source: 'texts', what: 'x', params: {} }, now)).toMatchObject({ kind: 'unavailable' });
  });
});

it('tells the containers apart whose lines one file holds', async () => {
  const line = (pod: string, second: number, logger: string): string => `[pod/${pod}] ${second} INFO ${logger} CODE:x`;
  const text = [line('demo-7', 1, 'x.JobMaster'), line('demo-taskmanager-1-1', 2, 'x.TaskExecutor'), line('demo-7', 3, 'x.JobMaster')].join('\n');
  const { texts, events } = await answerOf([{ kind: 'bytes', name: 'all.log', bytes: [Buffer.from(text)] }]);
  expect(texts.map(({ name, process, lines }) => [name, process, lines])).toEqual([['all.log [pod/demo-7]', 'jobmanager', 3], ['all.log [pod/demo-taskmanager-1-1]', 'taskmanager', 2]]);
  expect(events.map(({ file }) => file)).toEqual(['all.log [pod/demo-7]', 'all.log [pod/demo-taskmanager-1-1]']);
});
