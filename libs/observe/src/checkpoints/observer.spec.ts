import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { flink, job, snapshotOf, spelled, start } from '../story.testing.js';
import { reasonOf } from './reason.js';

const at = (age: number): number => start.getTime() - age * 1000;
const checkpoint = (id: number, status: string, age: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id, status, is_savepoint: false, trigger_timestamp: at(age), latest_ack_timestamp: at(age - 1), end_to_end_duration: 1000, state_size: 10, num_subtasks: 4, num_acknowledged_subtasks: 4, ...more,
});
const failed = (id: number, age: number, failure_message: string) => checkpoint(id, 'FAILED', age, { failure_message, failure_timestamp: at(age - 2) });
const answer = (history: readonly unknown[], counts = { completed: 0, failed: 0, in_progress: 0 }) => ({ counts, history, latest: { completed: null } });
const fact = (what: string, payload: unknown, name: string) => {
  const state = createObserve({ signatures: spelled })(snapshotOf([[flink(what, { job: 'j' }), payload]]), job).fact(job, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe('checkpoints', () => {
  it.each([
    ['Checkpoint expired before completing.', 'expired', true],
    ['Checkpoint was declined.', 'declined', true],
    ['Checkpoint was declined (tasks not ready)', 'trigger', false],
    ['x Failure reason: Asynchronous task checkpoint failed.', 'async', true],
    ['An Exception occurred while triggering the checkpoint. IO-problem detected.', 'storage-io', true],
    ['Failure to finalize checkpoint.', 'finalize', true],
    ['Checkpoint Coordinator is suspending.', 'suspended', false],
    ['Task has failed.', 'task-failed', false],
    ['something new', 'other', false],
  ])('%s', (message, cause, counts) => expect(reasonOf(message)).toMatchObject({ cause, counts }));

  it.each([
    ['three in a row', [failed(5, 5, 'Checkpoint expired before completing.'), failed(4, 15, 'Checkpoint expired before completing.'), failed(3, 25, 'Checkpoint was declined.'), checkpoint(2, 'COMPLETED', 40), failed(1, 50, 'Checkpoint was declined.')], 3],
    ['one completed since', [checkpoint(5, 'COMPLETED', 5), failed(4, 15, 'Checkpoint expired before completing.')], 0],
    ['a savepoint is no checkpoint', [{ ...failed(5, 5, 'Checkpoint expired before completing.'), is_savepoint: true }, failed(4, 15, 'Checkpoint expired before completing.')], 1],
    ['reasons that do not count', [failed(5, 5, 'Checkpoint Coordinator is suspending.')], 0],
    ['nothing in the history, though the counter says 1', [], 0],
  ])('failed in a row: %s', (_, history, row) => {
    expect(fact('checkpoints', answer(history, { completed: 0, failed: 1, in_progress: 0 }), 'checkpoint.failedInARow')).toBe(row);
  });

  it.each([
    ['checkpoint.lastFailureCause', 'none'], ['checkpoint.lastFailedAge', 'missing: no checkpoint of the history failed'], ['checkpoint.lastCompletedAge', 'missing: no checkpoint has completed'],
    ['checkpoint.oldestInProgressAge', 0], ['checkpoint.failedSinceCompleted', false],
  ])('%s without any checkpoint', (name, value) => expect(fact('checkpoints', answer([]), name)).toBe(value));

  it('tells ages by the acknowledgement and the failure', () => {
    const history = [checkpoint(9, 'IN_PROGRESS', 3), failed(8, 12, 'Checkpoint was declined.'), checkpoint(7, 'COMPLETED', 30)];
    expect(fact('checkpoints', answer(history), 'checkpoint.oldestInProgressAge')).toBe(3000);
    expect(fact('checkpoints', answer(history), 'checkpoint.lastFailedAge')).toBe(10_000);
    expect(fact('checkpoints', answer(history), 'checkpoint.lastFailedAfter')).toBe(2000);
    expect(fact('checkpoints', answer(history), 'checkpoint.lastCompletedAge')).toBe(29_000);
  });

  const settings = (interval: unknown) => ({ mode: 'exactly_once', interval, timeout: 600_000, min_pause: 0, max_concurrent: 1, tolerable_failed_checkpoints: 2, checkpoint_storage: 'JobManagerCheckpointStorage' });
  it.each([
    ['Long.MAX as text', settings('9223372036854775807'), false], ['Long.MAX as a rounded number', settings(9223372036854776000), false],
    ['a minute', settings(60_000), true], ['a job without settings', { disabled: true }, false],
  ])('enabled: %s', (_, config, enabled) => expect(fact('checkpoints-config', config, 'checkpoint.enabled')).toBe(enabled));

  it('has no interval while checkpoints are off', () => {
    expect(fact('checkpoints-config', settings('9223372036854775807'), 'checkpoint.interval')).toBe('missing: periodic checkpoints are off');
  });
});
