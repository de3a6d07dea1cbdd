import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { failed, flink, history, job, notYet, snapshotOf, spelled, start, unavailable } from '../story.testing.js';
import { lostIn } from './lost.js';
import { defaultDelay, restartDelay } from './restart-delay.js';

const strategy = { 'execution-config': { 'restart-strategy': 'Restart with fixed delay (PT10S). #3 restart attempts.' } };
const seen = (exceptions: unknown, more: readonly (readonly [ReturnType<typeof flink>, unknown])[] = []) =>
  createObserve({ signatures: spelled })(snapshotOf([[flink('exceptions', { job: 'j' }), exceptions], [flink('job-config', { job: 'j' }), strategy], ...more]), job);
const fact = (observation: ReturnType<typeof seen>, name: string) => {
  const state = observation.fact(job, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe('the first fault of the newest burst', () => {
  it.each([
    ['nothing failed', [], ''],
    ['one cause', [failed(10, 'a: CAUSE:heap-oom')], 'heap-oom'],
    ['a text that no signature knows', [failed(10, 'a: b')], 'unrecognised'],
    ['the first of a loop, not the last', [failed(5, 'a: CAUSE:jdbc'), failed(30, 'a: CAUSE:heap-oom')], 'heap-oom'],
    ['an older burst does not count', [failed(5, 'a: CAUSE:jdbc'), failed(100, 'a: CAUSE:heap-oom')], 'jdbc'],
    ['a cause of the same second beats the symptom before it', [failed(9.5, 'a: CAUSE:heap-oom'), failed(10, 'a: SYMPTOM:remote-transport-lost')], 'heap-oom'],
    ['a cause reported beside it', [failed(10, 'a: SYMPTOM:remote-transport-lost', { concurrentExceptions: [failed(10, 'b: CAUSE:heap-oom')] })], 'heap-oom'],
    ['lacking slots do not explain a lost TaskManager', [failed(5, 'a: CAUSE:no-resource-available'), failed(10, 'a: SYMPTOM:tm-unreachable')], 'tm-unreachable'],
    ['slots lack minutes after the TaskManager went', [failed(5, 'a: CAUSE:no-resource-available'), failed(304, 'a: FOLLOW:tm-unreachable'), failed(304.5, 'a: CAUSE:heap-oom')], 'heap-oom'],
    ['slots lack, and nothing was lost before', [failed(5, 'a: CAUSE:no-resource-available'), failed(304, 'a: CAUSE:jdbc')], 'no-resource-available'],
    ['a symptom beats what is dragged along', [failed(9.9, 'a: SYMPTOM:tm-unreachable'), failed(10, 'a: FOLLOW:cancelled')], 'tm-unreachable'],
    ['a call without an answer heralds the silence', [failed(8.5, 'a: SYMPTOM:tm-heartbeat-timeout'), failed(10, 'a: SYMPTOM:rpc-ask-timeout')], 'tm-heartbeat-timeout'],
    ['a call without an answer long before is its own fault', [failed(8.5, 'a: SYMPTOM:tm-heartbeat-timeout'), failed(69, 'a: SYMPTOM:rpc-ask-timeout')], 'rpc-ask-timeout'],
    ['noise is left out', [failed(9, 'a: CAUSE:jdbc'), failed(10, 'a: HARMLESS:noise')], 'jdbc'],
    ['an envelope opens', [failed(1, 'JobException: ENVELOPE:restart-exhausted\nCaused by: x: CAUSE:heap-oom')], 'heap-oom'],
  ])('%s', (_, entries, cause) => expect(fact(seen(history(...entries)), 'failure.cause')).toBe(cause));

  it('knows the envelope of the newest', () => {
    const observation = seen(history(failed(1, 'JobException: ENVELOPE:restart-exhausted\nCaused by: x: CAUSE:heap-oom'), failed(9, 'x: CAUSE:heap-oom')));
    expect(fact(observation, 'failure.lastEnvelope')).toBe('restart-exhausted');
    expect(fact(observation, 'failure.recent')).toBe(2);
    expect(fact(observation, 'failure.meanGap')).toBe(8000);
    expect(fact(observation, 'failure.vertex')).toBe('map (1/2)');
  });

  it.each([
    [['JobException: ENVELOPE:restart-exhausted\nCaused by: x.Y: CAUSE:heap-oom\n\tat x.Y.z(Y.java:1)'], 'Caused by: x.Y: CAUSE:heap-oom'], [['x.Y: CAUSE:heap-oom'], 'x.Y: CAUSE:heap-oom'], [[], ''],
  ])('quotes what decided: %j', (texts, quote) => {
    const observation = seen(history(...texts.map((text) => failed(5, text))));
    expect(fact(observation, 'failure.quote')).toBe(quote);
    expect(fact(observation, 'failure.place')).toBe(quote === '' ? '' : '/jobs/j/exceptions');
  });

  it('reads 1.17, which has no ids of TaskManagers, and a bare root exception', () => {
    expect(fact(seen({ exceptionHistory: { entries: [{ exceptionName: 'a', stacktrace: 'a: CAUSE:heap-oom', timestamp: 1, location: 'h:1' }] } }), 'failure.taskManager')).toBe('');
    expect(fact(seen({ 'root-exception': 'x.Y: CAUSE:heap-oom', timestamp: start.getTime() }), 'failure.cause')).toBe('heap-oom');
  });

  it.each([
    ['not read', unavailable('HTTP 500'), 'missing: HTTP 500'], ['not yet', notYet('cold'), 'missing: cold'], ['odd', { exceptionHistory: 3 }, 'missing: the answer'],
  ])('is missing when the history is %s', (_, answer, why) => expect(fact(seen(answer), 'failure.cause')).toContain(why));

  it('leads to the lost TaskManager, not to the survivor that reports the loss', () => {
    const text = "x: SYMPTOM:remote-transport-lost Connection unexpectedly closed by remote task manager 'h/1.2.3.4:5 [ tm-7 ] '. This might";
    const related = seen(history(failed(3, text))).related(job, 'failed-on');
    expect(related).toEqual({ known: true, subjects: [{ scope: 'taskmanager', id: 'tm-7', name: 'tm-7' }] });
  });

  it('leads to the place of a cause', () => {
    expect(seen(history(failed(3, 'x: CAUSE:heap-oom'))).related(job, 'failed-on')).toEqual({ known: true, subjects: [{ scope: 'taskmanager', id: 'tm-1', name: 'tm-1' }] });
  });
});

describe('healed', () => {
  const details = (state: string, tasks: Readonly<Record<string, number>>) => ({
    jid: 'j', name: 'j', state, 'start-time': 1, 'end-time': -1, timestamps: {}, plan: { nodes: [] },
    vertices: [{ id: 'v', name: 'v', parallelism: 2, status: 'RUNNING', 'start-time': 1, tasks }],
  });
  const checkpoints = (ackAge: number | null) => ({
    counts: { completed: 1, failed: 0, in_progress: 0 }, history: [],
    latest: { completed: ackAge === null ? null : { id: 3, status: 'COMPLETED', trigger_timestamp: 1, latest_ack_timestamp: start.getTime() - ackAge * 1000 } },
  });
  it.each([
    ['a checkpoint since', 'RUNNING', 2, 5, 10, true],
    ['no checkpoint since, quiet too shortly', 'RUNNING', 2, 20, 10, false],
    ['no checkpoint, quiet for long', 'RUNNING', 2, null, 90, true],
    ['a task still waits', 'RUNNING', 1, 5, 90, false],
    ['finished', 'FINISHED', 0, null, 10, true],
    ['failed for good', 'FAILED', 0, 5, 900, false],
  ] as const)('%s', (_, state, running, ack, age, expected) => {
    const observation = seen(history(failed(age, 'x: CAUSE:heap-oom')), [[flink('job', { job: 'j' }), details(state, { RUNNING: running })], [flink('checkpoints', { job: 'j' }), checkpoints(ack)]]);
    expect(fact(observation, 'failure.healed')).toBe(expected);
  });
});

describe('texts', () => {
  it.each([
    ['Heartbeat of TaskManager with id a-1 timed out.', ['a-1']],
    ['TaskManager with id host:1234-ab is no longer reachable.', ['host:1234-ab']],
    ["Sending the partition request to 'h/1.2.3.4:5 [ pod-1-2 ] (#0)' failed.", ['pod-1-2']],
    ["Lost connection to task manager 'h/1.2.3.4:5 [ pod-1-2 ] '.", ['pod-1-2']],
    ["Connection unexpectedly closed by remote task manager 'h/1.2.3.4:5'.", []],
  ])('%s', (text, ids) => expect(lostIn(text)).toEqual(ids));

  it.each([
    ['Restart with fixed delay (10000 ms). #3 restart attempts.', {}, 10_000],
    ['Restart with fixed delay (PT3S). #100 restart attempts.', {}, 3000],
    ['Restart with exponential delay: starting at PT1S, increasing by 1.5, with maximum PT2M. Delay resets after PT1H with jitter 0.1', {}, 120_000],
    ['Failure rate restart with maximum of 3 failures within interval PT5M and fixed delay PT20S.', {}, 20_000],
    ['Cluster level default restart strategy', { 'restart-strategy.type': 'fixed-delay', 'restart-strategy.fixed-delay.delay': '5 min' }, 300_000],
    ['Cluster level default restart strategy', {}, defaultDelay],
    ['whatever', {}, defaultDelay],
  ])('%s', (words, settings, expected) => expect(restartDelay(words, new Map(Object.entries(settings)))).toBe(expected));
});
