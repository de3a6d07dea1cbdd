import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { everyFor } from './schedule.js';

it('runs each item again and again; one that hangs or fails delays no other', async () => {
  const runs = { good: 0, bad: 0, hanging: 0 };
  const errors: string[] = [];
  let release = (): void => {};
  const running = everyFor(['good', 'bad', 'hanging'] as const, 5, async (item) => {
    runs[item] += 1;
    if (item === 'bad') throw new Error('broken');
    if (item === 'hanging') await new Promise<void>((done) => { release = done; });
  }, (item) => errors.push(item));
  while (runs.good < 5 || runs.bad < 5 || runs.hanging < 1) await pause(5);
  expect(runs.hanging).toBe(1);
  expect(new Set(errors)).toEqual(new Set(['bad']));
  const stopped = running.stop();
  release();
  await stopped;
  const after = runs.good;
  await pause(30);
  expect(runs.good).toBe(after);
});

it('tells the work to end', async () => {
  let told = false;
  const running = everyFor(['one'], 5, (_, signal) => new Promise<void>((done) => signal.addEventListener('abort', () => { told = true; done(); })), () => {});
  await pause(20);
  await running.stop();
  expect(told).toBe(true);
});
