import { describe, expect, it } from 'vitest';
import { createSignatureMatcher, parseSignatures } from '@app/log-knowledge';
import { needKey, textsNeed, type Need, type Reading, type Snapshot } from '@app/model';
import { unlabelledIn } from './unlabelled.js';

const parsed = parseSignatures('- { id: heap, code: heap-oom, role: cause, class: [OutOfMemoryError], note: n }\n- { id: bind, code: noise, role: harmless, text: "port is taken", note: n }', 'x.yaml');
const signatures = createSignatureMatcher(parsed.ok ? parsed.value : []);
const now = new Date('2026-01-01T12:00:00Z');
const whose = { cluster: 'prod', job: 'orders' };

const read = (what: string, payload: unknown, params: Need['params'] = {}): readonly [string, Snapshot['entries'] extends ReadonlyMap<string, infer Entry> ? Entry : never] => {
  const need: Need = { source: what === 'events' ? textsNeed.source : 'flink', what, params };
  const readings: readonly Reading[] = [{ kind: 'read', at: now, payload }];
  return [needKey(need), { need, readings }];
};
const of = (...entries: readonly ReturnType<typeof read>[]): Snapshot => ({ at: now, entries: new Map(entries) });
const log = (...lines: readonly string[]): string => lines.join('\n');

describe('unlabelled templates', () => {
  it('are the warnings, errors and exceptions of a log that no signature knows', () => {
    const text = log(
      '2026-01-01 11:00:00,000 INFO  shop.Reader [] - Opened shard 7', '2026-01-01 11:00:01,000 WARN  shop.Reader [] - Shard 7 answers late: 120 ms',
      '2026-01-01 11:00:02,000 WARN  shop.Reader [] - Shard 12 answers late: 4120 ms', '2026-01-01 11:00:03,000 WARN  shop.Binder [] - The port is taken',
      '2026-01-01 11:01:00,000 ERROR shop.Task [] - It failed', 'java.lang.OutOfMemoryError: Java heap space', '\tat shop.Task.run(Task.java:1)',
      '2026-01-01 11:02:00,000 INFO  shop.Writer [] - Gave up', 'shop.LateException: row 42 came late', '\tat shop.Writer.run(Writer.java:9)',
    );
    const found = unlabelledIn(of(read('jobmanager-log', { text })), signatures, whose);
    expect(found).toMatchObject([
      { text: expect.stringMatching(/^Shard <\*> answers late: <\*>/), logger: 'shop.Reader', level: 'WARN', exception: null, cluster: 'prod', place: 'jobmanager', job: 'orders', events: [{ beforeFailure: true }, { beforeFailure: true }] },
      { text: expect.stringMatching(/^Gave up LateException: row <\*> came late/), exception: 'shop.LateException', events: [{ beforeFailure: false }] },
    ]);
    expect(found[0]?.events.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-01-01T11:00:01.000Z', '2026-01-01T11:00:02.000Z']);
  });

  it('have one id wherever they are seen, and another for another logger', () => {
    const line = (logger: string, shard: number): string => `2026-01-01 11:00:01,000 WARN  ${logger} [] - Shard ${shard} answers late`;
    const id = (logger: string, shard: number, tm: string): string | undefined => unlabelledIn(of(read('taskmanager-log', { text: line(logger, shard) }, { tm })), signatures, whose)[0]?.id;
    expect(id('shop.Reader', 1, 'a')).toBe(id('shop.Reader', 99, 'b'));
    expect(id('shop.Reader', 1, 'a')).not.toBe(id('shop.Writer', 1, 'a'));
  });

  it('have times in UTC where the cluster tells its zone', () => {
    const text = '2026-01-01 12:00:00,000 WARN  shop.Reader [] - late';
    const [found] = unlabelledIn(of(read('config', { 'timezone-offset': 3_600_000 }), read('jobmanager-log', { text })), signatures, whose);
    expect(found?.events).toEqual([{ at: Date.UTC(2026, 0, 1, 11), beforeFailure: false }]);
  });

  it('come out of the exceptions that Flink keeps', () => {
    const entries = [{ exceptionName: 'shop.LateException', stacktrace: 'shop.LateException: row 42 came late', timestamp: 7 }, { exceptionName: 'java.lang.OutOfMemoryError', stacktrace: 'java.lang.OutOfMemoryError: x', timestamp: 8 }];
    const found = unlabelledIn(of(read('exceptions', { exceptionHistory: { entries } })), signatures, whose);
    expect(found).toMatchObject([{ exception: 'shop.LateException', level: 'ERROR', place: 'exceptions', events: [{ at: 7, beforeFailure: true }] }]);
  });

  it('come out of texts that were handed over, as out of a log', () => {
    const event = { file: 'a.log', line: 1, at: 7, level: 'ERROR', logger: 'shop.Writer', message: 'Gave up', text: 'Gave up\nshop.LateException: row 42 came late', trace: true, why: 'trace', match: null, quote: { text: '', line: 1 }, count: 3, lastAt: 9 };
    const found = unlabelledIn(of(read('events', { texts: [], events: [event, { ...event, why: 'state', message: 'Started' }], leftOut: 0 })), signatures, { cluster: 'texts', job: null });
    expect(found).toMatchObject([{ text: expect.stringMatching(/^Gave up LateException: row <\*> came late/), exception: 'shop.LateException', place: 'text a.log', job: null, events: [{ at: 7 }, { at: 9 }, { at: 9 }] }]);
  });

  it('are none where nothing was looked at', () => expect(unlabelledIn(of(), signatures, whose)).toEqual([]));
});
