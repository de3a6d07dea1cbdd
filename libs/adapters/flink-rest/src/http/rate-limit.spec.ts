import type { Clock } from '@app/model';
import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.js';

const virtual = () => {
  let now = 0;
  const clock: Clock = { now: () => new Date(now), sleep: (ms) => { now += ms; return Promise.resolve(); } };
  return { clock, now: () => now };
};

it('lets a burst go at once, then keeps the pace', async () => {
  const { clock, now } = virtual();
  const limit = createRateLimit({ perSecond: 10, burst: 5 }, clock);
  const times: number[] = [];
  for (let index = 0; index < 8; index++) {
    await limit.take(new Date(10_000));
    times.push(now());
  }
  expect(times).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
});

it('fills up again, but not beyond the burst', async () => {
  const { clock, now } = virtual();
  const limit = createRateLimit({ perSecond: 10, burst: 2 }, clock);
  await limit.take(new Date(1e9));
  await clock.sleep(60_000);
  for (let index = 0; index < 3; index++) await limit.take(new Date(1e9));
  expect(now()).toBe(60_100);
});

it('says so when the deadline comes first', async () => {
  const limit = createRateLimit({ perSecond: 1, burst: 1 }, virtual().clock);
  expect([await limit.take(new Date(500)), await limit.take(new Date(500))]).toEqual([true, false]);
});
