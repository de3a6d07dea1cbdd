import { describe, expect, it } from 'vitest';
import { shiftTo } from './move-times.js';
import { spawnFakeFlink } from './spawn.js';
import { synthetic } from './synthetic.js';

describe('spawnFakeFlink', () => {
  it('serves from a process of its own and counts there', async () => {
    const fake = await spawnFakeFlink({ synthetic: '5x4', prefix: '/proxy/x', delayMs: 1 });
    const jobs: unknown = await (await fetch(`${fake.url}/jobs/overview`)).json();
    const refused = await fetch(`${fake.url}/jobs/overview`, { method: 'POST' });
    expect(jobs).toMatchObject({ jobs: [{ name: 'synthetic', state: 'RUNNING' }] });
    expect(refused.status).toBe(405);
    expect((await fake.requests()).map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /proxy/x/jobs/overview', 'POST /proxy/x/jobs/overview']);
    await fake.reset();
    expect(await fake.requests()).toEqual([]);
    await fake.close();
  });
});

describe('synthetic', () => {
  it.each([[5, 4], [20, 500]])('makes %i vertices with parallelism %i', (vertices, parallelism) => {
    const frame = synthetic({ vertices, parallelism }).frames[0] ?? {};
    expect(Object.keys(frame).filter((path) => /\/subtasks\/\d+\/metrics$/.test(path))).toHaveLength(vertices * parallelism);
    expect(Object.keys(frame).filter((path) => path.endsWith('/backpressure'))).toHaveLength(vertices);
  });
});

describe('shiftTo', () => {
  const move = shiftTo(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 9_000, Date.UTC(2026, 0, 1, 1));

  it('moves times and nothing else', () => {
    const start = Date.UTC(2026, 0, 1);
    expect(move.json({ at: start, text: String(start), list: [start - 1, 0, -1, 600_000, 9_223_372_036_854_776_000], 'end-time': -1, id: '1'.repeat(32), none: null })).toEqual({
      at: start + 3_600_000, text: String(start + 3_600_000), list: [start + 3_599_999, 0, -1, 600_000, 9_223_372_036_854_776_000], 'end-time': -1, id: '1'.repeat(32), none: null,
    });
  });

  it('moves log lines', () => {
    expect(move.text('2026-01-01 23:30:00,123 INFO  x [] - at 2026-01-01T00:00:00Z\n\tat a.b')).toBe('2026-01-02 00:30:00,123 INFO  x [] - at 2026-01-01T00:00:00Z\n\tat a.b');
  });
});
