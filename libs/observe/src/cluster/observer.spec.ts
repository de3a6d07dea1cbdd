import type { Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { flink, snapshotOf, spelled, start, unavailable } from '../story.testing.js';
import { durationOf } from '../values.js';

const cluster: Subject = { scope: 'cluster', id: 'c', name: 'c' };
const overview = { 'flink-version': '2.3.0', taskmanagers: 2, 'slots-total': 4, 'slots-available': 1, 'jobs-running': 2, 'jobs-finished': 0, 'jobs-cancelled': 0, 'jobs-failed': 1 };
const tm = (id: string, heartbeat: number) => ({ id, path: '', timeSinceLastHeartbeat: start.getTime() - heartbeat, slotsNumber: 2, freeSlots: 1 });
const line = (jid: string, state: string, scheduled: number) => ({ jid, name: jid, state, 'start-time': 1, 'end-time': -1, 'last-modification': 1, tasks: { created: 0, scheduled } });
const details = (jid: string, parallelism: number) => ({ jid, name: jid, state: 'RUNNING', 'start-time': 1, 'end-time': -1, timestamps: {}, plan: { nodes: [] }, vertices: [{ id: 'v', name: 'v', parallelism, status: 'CREATED', 'start-time': -1, tasks: { SCHEDULED: parallelism } }] });
const fact = (pairs: Parameters<typeof snapshotOf>[0], name: string) => {
  const state = createObserve({ signatures: spelled })(snapshotOf(pairs), cluster).fact(cluster, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe('a cluster', () => {
  it.each([['cluster.reachable', true], ['cluster.flinkVersion', '2.3.0'], ['cluster.slotsFree', 1], ['cluster.jobsFailed', 1]])('%s', (name, value) => expect(fact([[flink('overview'), overview]], name)).toBe(value));

  it('is never called unreachable, only not known', () => expect(fact([[flink('overview'), unavailable('refused')]], 'cluster.reachable')).toBe('missing: refused'));

  it.each([
    [[{ key: 'taskmanager.memory.process.size', value: '1728m' }], 'cluster.taskManagerMemory', '1728m'], [[], 'cluster.taskManagerMemory', ''],
    [[], 'cluster.heartbeatTimeout', 50_000], [[{ key: 'heartbeat.timeout', value: '10000' }], 'cluster.heartbeatTimeout', 10_000], [[], 'cluster.slotsPerTaskManager', 1],
  ])('settings %j: %s', (settings, name, value) => expect(fact([[flink('jobmanager-config'), settings]], name)).toBe(value));

  it('counts silent TaskManagers by half of the timeout', () => {
    expect(fact([[flink('jobmanager-config'), []], [flink('taskmanagers'), { taskmanagers: [tm('a', 1000), tm('b', 30_000)] }]], 'cluster.taskManagersSilent')).toBe(1);
  });

  it('sums what waiting jobs lack, and takes away what is free once', () => {
    const pairs = [
      [flink('overview'), overview], [flink('jobs'), { jobs: [line('a', 'RUNNING', 3), line('b', 'RUNNING', 0), line('c', 'RESTARTING', 0)] }],
      [flink('job', { job: 'a' }), details('a', 3)], [flink('job', { job: 'c' }), details('c', 2)], [flink('taskmanagers'), { taskmanagers: [tm('t', 1)] }],
      [flink('taskmanager', { tm: 't' }), { ...tm('t', 1), allocatedSlots: [{ jobId: 'a' }] }],
    ] as const;
    expect(fact(pairs, 'cluster.slotsMissing')).toBe(3);
    expect(fact(pairs, 'cluster.jobsWaiting')).toBe(1);
    expect(fact(pairs, 'cluster.jobsRestarting')).toBe(1);
    expect(fact(pairs.slice(0, 4), 'cluster.slotsMissing')).toBe('missing: taskmanagers was not asked');
  });

  it.each([['10 s', 10_000], ['1min', 60_000], ['PT1M30S', 90_000], ['500', 500], ['2 h', 7_200_000], ['soon', null], ['50 seconds', 50_000], ['1 d', 86_400_000]])('duration %s', (text, ms) => expect(durationOf(text)).toBe(ms));
});
