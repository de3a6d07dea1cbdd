import { describe, expect, it } from 'vitest';
import type { Need, Reading, Source } from '@app/model';
import { sharedSource } from './shared.js';

const at = new Date(0);
const counting = (answer: (count: number) => Reading): { readonly source: Source; readonly asked: string[] } => {
  const asked: string[] = [];
  return { asked, source: { name: 'flink', read: async ({ what }) => answer(asked.push(what)) } };
};
const need = (what: string, params: Need['params'] = {}): Need => ({ source: 'flink', what, params });

describe('a shared source', () => {
  it('asks about the cluster once, about a job each time', async () => {
    const { source, asked } = counting(() => ({ kind: 'read', at, payload: {} }));
    const shared = sharedSource(source);
    for (const one of [need('taskmanager-log', { tm: 'a' }), need('taskmanager-log', { tm: 'a' }), need('taskmanager-log', { tm: 'b' }), need('job', { job: 'j' }), need('job', { job: 'j' })]) await shared.read(one, at);
    expect(asked).toEqual(['taskmanager-log', 'taskmanager-log', 'job', 'job']);
  });

  it('gives the very same answer to all, so that a log is matched once', async () => {
    const shared = sharedSource(counting(() => ({ kind: 'read', at, payload: { text: 'x' } })).source);
    const [one, two] = await Promise.all([shared.read(need('jobmanager-log'), at), shared.read(need('jobmanager-log'), at)]);
    expect(one).toBe(two);
  });

  it('asks anew what failed', async () => {
    const shared = sharedSource(counting((count) => (count === 1 ? { kind: 'unavailable', at, why: 'busy' } : { kind: 'read', at, payload: 1 })).source);
    expect([(await shared.read(need('overview'), at)).kind, (await shared.read(need('overview'), at)).kind]).toEqual(['unavailable', 'read']);
  });
});
