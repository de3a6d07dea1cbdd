import type { Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { flink, job, snapshotOf, spelled } from '../story.testing.js';

const task = (subtask: number, reads: number, writes: number) => ({ subtask, status: 'RUNNING', attempt: 1, 'taskmanager-id': `tm-${subtask}`, metrics: { 'read-records': reads, 'write-records': writes } });
const observed = (subtasks: readonly unknown[], busy: readonly (number | string)[]) => createObserve({ signatures: spelled })(snapshotOf([
  [flink('vertex', { job: 'j', vertex: 'v' }), { subtasks }],
  [flink('backpressure', { job: 'j', vertex: 'v' }), { status: 'ok', subtasks: busy.map((busyRatio, subtask) => ({ subtask, ratio: 0.25, idleRatio: 0.5, busyRatio })) }],
]), job);
const subtask = (index: number): Subject => ({ scope: 'subtask', id: `j/v/${index}`, name: 'v' });
const vertex: Subject = { scope: 'vertex', id: 'j/v', name: 'v' };
const fact = (observation: ReturnType<typeof observed>, subject: Subject, name: string) => {
  const state = observation.fact(subject, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe('subtasks', () => {
  const skewed = observed([task(0, 900, 1), task(1, 100, 1)], [0.98, 0.02]);
  it.each([
    [subtask(0), 'subtask.share', 0.9], [subtask(1), 'subtask.records', 100], [subtask(0), 'subtask.busy', 980], [subtask(0), 'subtask.backpressure', 250], [subtask(1), 'subtask.taskManager', 'tm-1'],
    [subtask(1), 'subtask.index', 1], [subtask(7), 'subtask.busy', 'missing: the vertex does not list this subtask'], [subtask(0), 'vertex.recordsSkew', 1.8],
    [vertex, 'vertex.busiestSubtask', 0], [vertex, 'vertex.busiestHasMostRecords', true], [vertex, 'vertex.recordsAvg', 500], [vertex, 'vertex.taskManagers', 2],
  ])('%o %s', (subject, name, value) => expect(fact(skewed, subject, name)).toBe(value));

  it('counts what a source writes, and keeps quiet about its busy time when that is NaN', () => {
    const source = observed([task(0, 0, 30), task(1, 0, 10)], ['NaN', 'NaN']);
    expect(fact(source, subtask(0), 'subtask.share')).toBe(0.75);
    expect(fact(source, subtask(0), 'subtask.busy')).toContain('NaN');
    expect(fact(source, subtask(0), 'subtask.backpressure')).toBe(250);
    expect(fact(source, vertex, 'vertex.busiestHasMostRecords')).toContain('missing');
  });

  it('says nothing about shares before the first record', () => {
    const fresh = observed([task(0, 0, 0), task(1, 0, 0)], [1, 1]);
    expect(fact(fresh, subtask(0), 'subtask.share')).toBe('missing: no record has been counted');
    expect(fact(fresh, vertex, 'vertex.recordsSkew')).toBe('missing: no record has been counted');
  });

  it('runs on its TaskManager', () => expect(skewed.related(subtask(1), 'taskmanager')).toEqual({ known: true, subjects: [{ scope: 'taskmanager', id: 'tm-1', name: 'tm-1' }] }));
});
