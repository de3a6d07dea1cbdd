import type { Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { taskManagerMetrics } from '../needs.js';
import { failed, flink, history, job, snapshotOf, spelled, start } from '../story.testing.js';
import { hostOf } from './host.js';

const tm = { id: 'tm-1', path: 'pekko.tcp://flink@10.0.0.7:6122/user/rpc/taskmanager_0', timeSinceLastHeartbeat: start.getTime() - 4000, slotsNumber: 4, freeSlots: 1, memoryConfiguration: { taskHeap: 100, totalProcessMemory: 900 } };
const here: Subject = { scope: 'taskmanager', id: 'tm-1', name: 'tm-1' };
const gone: Subject = { scope: 'taskmanager', id: 'tm-9', name: 'tm-9' };
const line = (jid: string, name: string) => ({ jid, name, state: 'RUNNING', 'start-time': 1, 'end-time': -1, 'last-modification': 1, tasks: {} });
const observation = createObserve({ signatures: spelled })(snapshotOf([
  [flink('taskmanagers'), { taskmanagers: [tm] }],
  [flink('taskmanager', { tm: 'tm-1' }), { ...tm, allocatedSlots: [{ jobId: 'j' }, { jobId: 'k' }, { jobId: 'k' }], metrics: { heapUsed: 50, heapMax: 200 } }],
  [flink('taskmanager-metrics', { tm: 'tm-1', get: taskManagerMetrics.join(',') }), [{ id: 'Status.JVM.CPU.Load', value: '0.5' }]],
  [flink('jobs'), { jobs: [line('j', 'mine'), line('k', 'neighbour')] }],
  [flink('exceptions', { job: 'j' }), history(failed(30, 'x: SYMPTOM:tm-unreachable TaskManager with id tm-9 is no longer reachable.'))],
  [flink('exceptions', { job: 'k' }), history(failed(31, 'x: CAUSE:heap-oom', { taskManagerId: 'tm-9' }))],
]), job);
const fact = (subject: Subject, name: string) => {
  const state = observation.fact(subject, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe('TaskManagers', () => {
  it.each([
    ['taskmanager.lost', false], ['taskmanager.host', '10.0.0.7'], ['taskmanager.heartbeatAge', 4000], ['taskmanager.jobs', 2], ['taskmanager.heapShare', 0.25], ['taskmanager.cpuLoad', 0.5],
    ['taskmanager.gcTime', 'missing: Flink reports no value'], ['taskmanager.neighbourCause', ''],
  ])('one that is there: %s', (name, value) => expect(fact(here, name)).toBe(value));

  it.each([
    ['taskmanager.lost', true], ['taskmanager.slots', 'missing: the TaskManager is not registered any more'], ['taskmanager.heapShare', 'missing: the TaskManager is not registered any more'],
    ['taskmanager.taskHeap', 100], ['taskmanager.neighbourCause', 'heap-oom'], ['taskmanager.neighbourJob', 'neighbour'], ['taskmanager.neighboursHit', 1], ['taskmanager.host', ''],
  ])('one that is gone: %s', (name, value) => expect(fact(gone, name)).toBe(value));

  it.each([['akka.tcp://flink@h1:6122/user', 'x', 'h1'], ['', '10.0.0.1:4711-abc', '10.0.0.1'], ['', 'pod-1-2', '']])('host of %s %s', (path, id, host) => expect(hostOf(path, id)).toBe(host));

  it('leads to its host and back', () => {
    const host: Subject = { scope: 'host', id: '10.0.0.7', name: '10.0.0.7' };
    expect(observation.related(here, 'host')).toEqual({ known: true, subjects: [host] });
    expect(observation.related(host, 'taskmanagers')).toEqual({ known: true, subjects: [here] });
  });
});
