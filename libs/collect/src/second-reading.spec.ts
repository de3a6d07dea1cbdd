import type { Snapshot } from '@app/model';
import { expect, it } from 'vitest';
import { secondReadingDelay } from './second-reading.js';

const at = new Date(0);
const configured = (payload: unknown): Snapshot => {
  const need = { source: 'flink', what: 'jobmanager-config', params: {} };
  return { at, entries: new Map([['flink jobmanager-config', { need, readings: [{ kind: 'read', at, payload }] }]]) };
};

it.each([
  ['3 s', 4_000],
  ['5000 ms', 6_000],
  ['2000', 3_000],
  ['1min', 12_000],
  ['0', 1_000],
  ['soon', 11_000],
])('interval %s -> %i ms', (value, delay) => {
  expect(secondReadingDelay(configured([null, { key: 'x', value: 1 }, { key: 'metrics.fetcher.update-interval', value }]))).toBe(delay);
});

it.each([[[]], [{}], [null]])('takes the default when the configuration is %j', (payload) => {
  expect(secondReadingDelay(configured(payload))).toBe(11_000);
});

it('takes the default when nothing was read', () => {
  expect(secondReadingDelay({ at, entries: new Map() })).toBe(11_000);
});
