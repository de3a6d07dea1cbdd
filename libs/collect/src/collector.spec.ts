import { emptySnapshot, needKey, type Clock, type Need, type Reading, type Source } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createCollector } from './collector.js';
import { lookedAt } from './looked.js';

const start = new Date('2026-01-01T00:00:00Z');
const later = (ms: number): Date => new Date(start.getTime() + ms);
const need = (what: string, source = 'flink'): Need => ({ source, what, params: {} });
const config = need('jobmanager-config');

const bench = (answers: Readonly<Record<string, (turn: number) => Reading | Promise<Reading>>> = {}, deadline = later(60_000)) => {
  let now = start.getTime();
  const asked: string[] = [];
  const clock: Clock = { now: () => new Date(now), sleep: (ms) => { now += ms; return Promise.resolve(); } };
  const source: Source = {
    name: 'flink',
    read: async ({ what }) => {
      asked.push(what);
      const answer = answers[what];
      return answer ? answer(asked.filter((one) => one === what).length) : { kind: 'read', at: clock.now(), payload: what };
    },
  };
  return { asked, clock, collector: createCollector({ sources: [source], clock, deadline }), elapsed: () => now - start.getTime() };
};

describe('collect', () => {
  it('asks each question once and leaves the given snapshot as it was', async () => {
    const { asked, collector } = bench();
    const empty = emptySnapshot(start);
    const first = await collector.collect([need('a'), need('b'), need('a')], empty);
    const second = await collector.collect([need('a'), need('c')], first);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect([empty.entries.size, first.entries.size, second.entries.size]).toEqual([0, 2, 3]);
  });

  it('keeps the order of the needs, whatever answers first', async () => {
    const { collector } = bench({ slow: () => new Promise((resolve) => setTimeout(() => resolve({ kind: 'read', at: start, payload: 1 }), 20)) });
    const snapshot = await collector.collect([need('slow'), need('fast')], emptySnapshot(start));
    expect([...snapshot.entries.keys()]).toEqual(['flink slow', 'flink fast']);
  });

  it.each<[string, Need, Reading]>([
    ['a source that throws', need('bad'), { kind: 'unavailable', at: start, code: 'source.unavailable', why: 'the source failed: boom', ms: 0 }],
    ['a source that is not there', need('x', 'prometheus'), { kind: 'unavailable', at: start, code: 'source.unavailable', why: 'no source named prometheus is connected', ms: 0 }],
  ])('answers %s with a reading', async (_, question, expected) => {
    const { collector } = bench({ bad: () => Promise.reject(new Error('boom')) });
    const snapshot = await collector.collect([question], emptySnapshot(start));
    expect(snapshot.entries.get(needKey(question))?.readings).toEqual([expected]);
  });

  it('asks nothing after the deadline', async () => {
    const { collector, asked } = bench({}, start);
    const snapshot = await collector.collect([need('a')], emptySnapshot(start));
    expect(asked).toEqual([]);
    expect(snapshot.entries.get('flink a')?.readings[0]).toMatchObject({ kind: 'unavailable', code: 'source.timeout' });
  });

  it('waits for the metric fetcher before a second reading, and keeps both', async () => {
    const { collector, elapsed } = bench({
      'jobmanager-config': () => ({ kind: 'read', at: start, payload: [{ key: 'metrics.fetcher.update-interval', value: '3 s' }] }),
      load: (turn) => (turn < 3 ? { kind: 'not-yet', at: start, why: 'cold' } : { kind: 'read', at: later(4_000), payload: 7 }),
    });
    const first = await collector.collect([config, need('load')], emptySnapshot(start));
    const second = await collector.collect([], first, { again: [need('load')] });
    const third = await collector.collect([], second, { again: [need('load')] });
    expect(elapsed()).toBe(4_000);
    expect(second.entries.get('flink load')?.readings.map(({ kind }) => kind)).toEqual(['not-yet', 'read']);
    expect(third.entries.get('flink load')?.readings).toHaveLength(2);
  });

  it('asks what was cold once more after a moment, and waits only for what is cold still', async () => {
    const cold = (turns: number) => (turn: number): Reading => (turn <= turns ? { kind: 'not-yet', at: start, why: 'cold' } : { kind: 'read', at: later(1_500), payload: 7 });
    const { asked, collector, elapsed } = bench({ soon: cold(1), late: cold(2) });
    const first = await collector.collect([need('soon'), need('late')], emptySnapshot(start));
    const second = await collector.collect([], first, { again: [need('soon')] });
    expect(elapsed()).toBe(1_500);
    const third = await collector.collect([], second, { again: [need('soon'), need('late')] });
    expect(elapsed()).toBe(11_000);
    expect(asked.filter((one) => one === 'soon')).toHaveLength(2);
    expect(['soon', 'late'].map((what) => third.entries.get(`flink ${what}`)?.readings.map(({ kind }) => kind))).toEqual([['not-yet', 'read'], ['not-yet', 'read']]);
  });

  it('does not wait for what no time is left to read', async () => {
    const { collector, elapsed } = bench({}, later(5_000));
    const first = await collector.collect([need('load')], emptySnapshot(start));
    const second = await collector.collect([], first, { again: [need('load')] });
    expect([elapsed(), second.entries.get('flink load')?.readings.length]).toEqual([0, 1]);
  });

  it('has at most so many questions under way', async () => {
    let open = 0;
    let most = 0;
    const clock: Clock = { now: () => start, sleep: () => Promise.resolve() };
    const source: Source = { name: 'flink', read: async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 2));
      open--;
      return { kind: 'read', at: start, payload: null };
    } };
    const collector = createCollector({ sources: [source], clock, deadline: later(1_000), concurrency: 3 });
    await collector.collect(Array.from({ length: 20 }, (_, index) => need(`n${index}`)), emptySnapshot(start));
    expect(most).toBe(3);
  });
});

describe('lookedAt', () => {
  it('has a line per reading', async () => {
    const { collector } = bench({ down: () => ({ kind: 'unavailable', at: later(1), why: 'nothing listens', ms: 3 }) });
    const snapshot = await collector.collect([{ source: 'flink', what: 'job', params: { job: 'j' } }, need('down')], emptySnapshot(start));
    expect(lookedAt(snapshot)).toEqual([
      { source: 'flink', need: 'job job=j', at: start.toISOString(), ok: true, ms: 0, why: null },
      { source: 'flink', need: 'down', at: later(1).toISOString(), ok: false, ms: 3, why: 'nothing listens' },
    ]);
  });
});
