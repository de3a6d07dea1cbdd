import { questions } from '../../libs/adapters/flink-rest/src/questions.js';
import type { Clock, Need, Reading, Source } from '@app/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { job, missingJob, oddJob, taskManager, vertex } from './contract-tape.js';

export interface SourceUnderTest {
  readonly source: Source;
  readonly clock: Clock;
  close(): Promise<void>;
}

const params: Readonly<Record<string, string>> = { job, vertex, tm: taskManager, checkpoint: '360' };
const metricOf: Readonly<Record<string, string>> = { 'job-metrics': 'numRestarts', 'vertex-load': 'busyTimeMsPerSecond', 'vertex-metrics': '0.busyTimeMsPerSecond', 'taskmanager-metrics': 'Status.JVM.CPU.Load' };
const need = (what: string, given: Readonly<Record<string, string>> = {}): Need => ({ source: 'flink', what, params: { ...given } });
const usual = (what: string): Need => {
  const names = questions[what]?.params ?? [];
  return need(what, Object.fromEntries(names.map((name) => [name, name === 'get' ? (metricOf[what] ?? '') : (params[name] ?? '')])));
};

/** What every way of asking Flink must do. `open` starts with the first frame of the contract tape. */
export const flinkSourceContract = (name: string, open: () => Promise<SourceUnderTest>): void => {
  describe(`${name} as a source`, () => {
    let bench: SourceUnderTest;
    const read = (one: Need, ms = 60_000): Promise<Reading> => bench.source.read(one, new Date(bench.clock.now().getTime() + ms));
    const payload = async (one: Need): Promise<unknown> => {
      const reading = await read(one);
      return reading.kind === 'read' ? reading.payload : reading;
    };
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    it('is called flink', () => {
      expect(bench.source.name).toBe('flink');
    });

    it.each(Object.keys(questions))('answers %s', async (what) => {
      const reading = await read(usual(what));
      expect(reading).toMatchObject({ kind: 'read', payload: expect.anything() as unknown, ms: expect.any(Number) as unknown });
      expect(Math.abs(reading.at.getTime() - bench.clock.now().getTime())).toBeLessThan(60_000);
    });

    it.each<[string, Need, unknown]>([
      ['checkpointing that is off', need('checkpoints', { job: oddJob }), { disabled: true }],
      ['integers beyond 2^53 as strings', need('checkpoints-config', { job: oddJob }), { mode: 'exactly_once', interval: '9223372036854776000', min_pause: '-9223372036854776000', timeout: 600_000 }],
      ['NaN as it is', need('vertex-metrics', { job, vertex, get: '0.busyTimeMsPerSecond,unknown' }), [{ id: '0.busyTimeMsPerSecond', value: 'NaN' }]],
      ['aggregates over subtasks', need('vertex-load', { job, vertex, get: 'busyTimeMsPerSecond,unknown' }), [{ id: 'busyTimeMsPerSecond', min: 200, max: 200, avg: 200, sum: 400 }]],
    ])('reads %s', async (_, one, expected) => {
      expect(await payload(one)).toEqual(expected);
    });

    it.each<[string, Need, Partial<Extract<Reading, { kind: 'unavailable' | 'not-yet' }>>]>([
      ['no metrics yet', need('job-metrics', { job: oddJob, get: 'numRestarts' }), { kind: 'not-yet' }],
      ['no back pressure yet', need('backpressure', { job: oddJob, vertex }), { kind: 'not-yet' }],
      ['a vertex in a restart', need('vertex', { job: oddJob, vertex }), { kind: 'not-yet' }],
      ['an unknown job', need('job', { job: missingJob }), { kind: 'unavailable', code: 'job.not-found', why: `Job ${missingJob} not found` }],
      ['an unknown path', need('vertex', { job: missingJob, vertex }), { kind: 'unavailable', code: 'source.unavailable' }],
      ['an error of Flink', need('job-config', { job: oddJob }), { kind: 'unavailable', code: 'source.unavailable', why: 'java.lang.IllegalStateException: broken' }],
      ['what could not be recorded', need('job', { job: oddJob }), { kind: 'unavailable', code: 'source.unavailable' }],
      ['an unknown question', need('cancel', { job }), { kind: 'unavailable', code: 'source.unavailable' }],
      ['a missing param', need('job'), { kind: 'unavailable', code: 'source.unavailable' }],
    ])('says so: %s', async (_, one, expected) => {
      expect(await read(one)).toMatchObject({ ...expected, why: expected.why ?? (expect.stringMatching(/.+/) as unknown) });
    });

    it('reads the end of the long log of a TaskManager', async () => {
      const log = await payload(need('taskmanager-log', { tm: taskManager }));
      expect(log).toMatchObject({ truncated: true, size: expect.any(Number) as unknown });
      const text = typeof log === 'object' && log !== null && 'text' in log ? String(log.text) : '';
      expect(text).toMatch(/^\[\.\.\. \d+ bytes left out \.\.\.\]\n[\s\S]* line 59999\n$/);
      expect(text.length).toBeLessThan(600_000);
    });

    it('answers in time when there is none left', async () => {
      expect(await read(need('overview'), 0)).toMatchObject({ kind: 'unavailable', code: 'source.timeout' });
    });

    it('reads newer values later', async () => {
      const restarts = need('job-metrics', { job, get: 'numRestarts' });
      expect(await payload(need('jobmanager-config'))).toContainEqual({ key: 'metrics.fetcher.update-interval', value: '2000 ms' });
      await bench.clock.sleep(2_100);
      expect(await payload(restarts)).toEqual([{ id: 'numRestarts', value: '7' }]);
    });
  });
};
