import type { Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { loadMetrics } from '../answered.js';
import { createObserve } from '../observe.js';
import { flink, job, notYet, snapshotOf, spelled, start } from '../story.testing.js';

const vertex = (id: string, parallelism: number, tasks: Readonly<Record<string, number>>, more: Readonly<Record<string, unknown>> = {}) =>
  ({ id, name: `vertex ${id}`, parallelism, status: 'RUNNING', 'start-time': start.getTime() - 20_000, tasks, ...more });
const details = (vertices: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) => ({
  jid: 'j', name: 'orders', state: 'RUNNING', 'start-time': start.getTime() - 60_000, 'end-time': -1, timestamps: { RUNNING: start.getTime() - 30_000, CREATED: 5 }, vertices,
  plan: { nodes: [{ id: 'a' }, { id: 'b', inputs: [{ id: 'a', ship_strategy: 'HASH' }] }] }, ...more,
});
const overview = { 'flink-version': '1.20.5', taskmanagers: 1, 'slots-total': 4, 'slots-available': 1, 'jobs-running': 1, 'jobs-finished': 0, 'jobs-cancelled': 0, 'jobs-failed': 0 };
const load = (id: string) => flink('vertex-load', { job: 'j', vertex: id, get: loadMetrics.join(',') });
const observed = (pairs: Parameters<typeof snapshotOf>[0]) => createObserve({ signatures: spelled })(snapshotOf(pairs), job);
const fact = (observation: ReturnType<typeof observed>, name: string, subject: Subject = job) => {
  const state = observation.fact(subject, name);
  return state.known ? state.value : `missing: ${state.why}`;
};
const ofJob = (payload: unknown) => [flink('job', { job: 'j' }), payload] as const;

describe('the state of a job', () => {
  const running = observed([ofJob(details([vertex('a', 2, { RUNNING: 2 }), vertex('b', 3, { RUNNING: 2, SCHEDULED: 1 })]))]);
  it.each([
    ['job.tasksTotal', 5], ['job.tasksRunning', 4], ['job.tasksWaiting', 1], ['job.allTasksRunning', false], ['job.slotsRequired', 3], ['job.waitingFor', 30_000],
    ['job.age', 60_000], ['job.runningFor', 30_000], ['job.type', 'unknown'], ['job.endedAgo', 'missing: the job has not ended'], ['cluster.slotsTotal', 'missing: overview was not asked'], ['nonsense', 'missing: there is no fact nonsense'],
  ])('%s', (name, value) => expect(fact(running, name)).toBe(value));

  it('sums slot sharing groups', () => {
    const grouped = [vertex('a', 2, { RUNNING: 2 }, { slotSharingGroupId: 'x' }), vertex('b', 3, { RUNNING: 3 }, { slotSharingGroupId: 'y' })];
    expect(fact(observed([ofJob(details(grouped))]), 'job.slotsRequired')).toBe(5);
  });

  it.each([
    ['all run', { RUNNING: 3 }, 'RUNNING', 0], ['two are held, one is free', { SCHEDULED: 5 }, 'RUNNING', 2], ['failed for good', { CANCELED: 5 }, 'FAILED', 4], ['finished', { FINISHED: 5 }, 'FINISHED', 0],
  ])('slots missing: %s', (_, tasks, state, expected) => {
    const tm = { id: 't', path: '', timeSinceLastHeartbeat: 1, slotsNumber: 4, freeSlots: 1 };
    const observation = observed([
      ofJob(details([vertex('a', state === 'RUNNING' && 'RUNNING' in tasks ? 3 : 5, tasks)], { state })), [flink('overview'), overview], [flink('taskmanagers'), { taskmanagers: [tm] }],
      [flink('taskmanager', { tm: 't' }), { ...tm, allocatedSlots: [{ jobId: 'j' }, { jobId: 'j' }, { jobId: 'other' }] }],
    ]);
    expect(fact(observation, 'job.slotsMissing')).toBe(expected);
  });

  it('follows the clock of the cluster when it differs', () => {
    const ahead = details([], { now: start.getTime() + 3_600_000, 'start-time': start.getTime() + 3_590_000 });
    expect(fact(observed([ofJob(ahead)]), 'job.age')).toBe(10_000);
  });

  it('takes the highest load of running vertices; legacy sources report no busy time', () => {
    const values = (id: string, max: number) => ({ id, min: 0, max, avg: max / 2, sum: max });
    const answer = ofJob(details([vertex('a', 1, { RUNNING: 1 }), vertex('b', 1, { FINISHED: 1 }, { status: 'FINISHED' })]));
    const observation = observed([answer, [load('a'), [values('backPressuredTimeMsPerSecond', 700)]]]);
    expect(fact(observation, 'job.maxBackpressure')).toBe(700);
    expect(fact(observation, 'job.maxBusy')).toBe('missing: no vertex reports its busy time');
    const a: Subject = { scope: 'vertex', id: 'j/a', name: 'a' };
    expect(fact(observation, 'vertex.backpressureMax', a)).toBe(700);
    expect(fact(observation, 'vertex.busyMax', a)).toContain('missing');
    expect(fact(observation, 'job.state', a)).toBe('RUNNING');
    expect(observed([answer, [load('a'), notYet('the fetcher is cold')]]).fact(job, 'job.maxBackpressure')).toEqual({ known: false, why: 'the fetcher is cold', notYet: true });
  });

  it('relates vertices both ways', () => {
    const observation = observed([ofJob(details([vertex('a', 2, {}), vertex('b', 1, {})]))]);
    const [a, b]: readonly Subject[] = [{ scope: 'vertex', id: 'j/a', name: 'vertex a' }, { scope: 'vertex', id: 'j/b', name: 'vertex b' }];
    expect(a && observation.related(a, 'downstream')).toEqual({ known: true, subjects: [b] });
    expect(b && observation.related(b, 'upstream')).toEqual({ known: true, subjects: [a] });
    expect(a && observation.related(a, 'subtasks')).toMatchObject({ known: true, subjects: [{ id: 'j/a/0' }, { id: 'j/a/1' }] });
    expect(a && fact(observation, 'vertex.isSource', a)).toBe(true);
    expect(b && fact(observation, 'vertex.isSink', b)).toBe(true);
    expect(b && fact(observation, 'vertex.keyed', b)).toBe(true);
    expect(a && observation.related(a, 'jobs')).toMatchObject({ known: false });
    expect(observed([]).related(job, 'vertices')).toEqual({ known: false, why: 'job was not asked', notYet: false });
  });
});
