import type { ReadTransport, TransportAnswer } from '@app/collect';
import type { Clock } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createFlinkSource } from './source.js';

const at = new Date(0);
const clock: Clock = { now: () => at, sleep: () => Promise.resolve() };
const json = (body: unknown, status = 200): TransportAnswer => ({ kind: 'answer', status, contentType: 'application/json', text: JSON.stringify(body), size: 0, truncated: false });
const source = (answer: (path: string) => TransportAnswer, asked: string[] = []) => {
  const transport: ReadTransport = { get: (path) => {
    asked.push(path);
    return Promise.resolve(answer(path));
  } };
  return createFlinkSource({ transport, clock });
};
const ask = (what: string, params: Readonly<Record<string, string>> = {}) => ({ source: 'flink', what, params });

describe('createFlinkSource', () => {
  it('does not ask a version for what it has not', async () => {
    const asked: string[] = [];
    const flink = source(() => json({ 'flink-version': '1.17.2' }), asked);
    await flink.read(ask('overview'), at);
    expect(await flink.read(ask('resource-requirements', { job: 'j' }), at)).toMatchObject({ kind: 'unavailable', why: 'Flink 1.17.2 cannot tell; it is there since 1.18' });
    expect(asked).toEqual(['/overview']);
  });

  it('joins the parts of a long metric list', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `some-metric-with-a-long-name-${index}`);
    const flink = source((path) => json((path.split('get=')[1] ?? '').split(',').map((id) => ({ id, value: '1' }))));
    const reading = await flink.read(ask('job-metrics', { job: 'j', get: ids.join(',') }), at);
    expect(reading.kind === 'read' ? reading.payload : null).toEqual(ids.map((id) => ({ id, value: '1' })));
  });

  it('does not take a part for the whole', async () => {
    const get = Array.from({ length: 300 }, (_, index) => `some-metric-with-a-long-name-${index}`).join(',');
    expect(await source((path) => (path.endsWith('-299') ? json({ errors: ['broken'] }, 500) : json([{ id: 'x', value: '1' }]))).read(ask('job-metrics', { job: 'j', get }), at)).toMatchObject({ kind: 'unavailable', why: 'broken' });
    expect(await source(() => json([])).read(ask('job-metrics', { job: 'j', get }), at)).toMatchObject({ kind: 'not-yet' });
  });

  it('answers what it cannot be asked', async () => {
    expect(await source(() => json({})).read(ask('savepoint'), at)).toMatchObject({ kind: 'unavailable', code: 'source.unavailable', at });
  });
});
