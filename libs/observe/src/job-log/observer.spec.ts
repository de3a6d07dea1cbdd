import type { Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { createObserve } from '../observe.js';
import { flink, job, snapshotOf, spelled, start, unavailable } from '../story.testing.js';

const cluster: Subject = { scope: 'cluster', id: 'c', name: 'c' };
const line = (ago: number, rest: string): string => `${new Date(start.getTime() - ago * 1000).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '')} ${rest}`;
const handler = 'ERROR org.apache.flink.runtime.webmonitor.handlers.JarRunHandler [] - Unhandled exception.';
const fact = (text: string, name: string, zone = 0) => {
  const subject = name.startsWith('cluster') ? cluster : job;
  const state = createObserve({ signatures: spelled })(snapshotOf([[flink('jobmanager-log'), { text, size: 1, truncated: false }], [flink('config'), { 'timezone-offset': zone }]]), job).fact(subject, name);
  return state.known ? state.value : `missing: ${state.why}`;
};

describe("JobManager's log", () => {
  const submission = [line(30, 'INFO  a.B [] - fine'), line(20, handler), 'x.ProgramInvocationException: ENVELOPE:main-method-error', '\tat a.B.c(B.java:1)', 'Caused by: a.b.OddException: CAUSE:user-code-exception', '\tat a.B.c(B.java:1)', line(10, 'INFO  a.B [] - fine')].join('\n');
  it.each([
    ['cluster.submitFailure', 'user-code-exception'], ['cluster.submitFailureClass', 'OddException'], ['cluster.submitFailureAge', 20_000], ['cluster.submitFailures', 1],
    ['cluster.submitFailureAt', start.getTime() - 20_000],
  ])('a failed submission: %s', (name, value) => expect(fact(submission, name)).toBe(value));

  it('reads times in the zone of the JobManager', () => expect(fact(submission, 'cluster.submitFailureAge', -3_600_000)).toBe(0));

  it.each([
    ['cluster.submitFailure', ''], ['cluster.submitFailures', 0], ['cluster.submitFailureAge', 'missing: the log has no such event with a time'], ['checkpoint.causeCode', ''], ['checkpoint.causeText', ''],
  ])('a quiet log: %s', (name, value) => expect(fact(line(1, 'INFO  a.B [] - fine'), name)).toBe(value));

  it('an error of some REST handler is no submission', () => {
    expect(fact(`${line(5, 'ERROR org.apache.flink.runtime.rest.handler.job.JobVertexBackPressureHandler [] - Unhandled exception.')}\njava.util.NoSuchElementException: No value present`, 'cluster.submitFailures')).toBe(0);
  });

  it('counts each TaskManager that was lost in the last ten minutes once', () => {
    const lost = (ago: number, id: string): string => line(ago, `INFO  x.JobMaster [] - TaskManager with id ${id} is no longer reachable.`);
    expect(fact([lost(900, 'old'), lost(60, 'a'), lost(50, 'a'), line(40, 'INFO x.ResourceManager [] - The heartbeat of TaskManager with id b timed out.')].join('\n'), 'cluster.lostTaskManagers')).toBe(2);
  });

  it('finds the cause of a failed checkpoint of this job only', () => {
    const event = (id: string, code: string): string => `${line(5, `WARN  x.CheckpointFailureManager [] - Failed to trigger or complete checkpoint 4 for job ${id}. (0 consecutive failed attempts so far)`)}\nx.CheckpointException: declined\nCaused by: java.io.IOException: CAUSE:${code}`;
    const text = [event('j', 'disk-full'), event('other', 'heap-oom')].join('\n');
    expect(fact(text, 'checkpoint.causeCode')).toBe('disk-full');
    expect(fact(text, 'checkpoint.causeText')).toBe('IOException: CAUSE:disk-full');
  });

  it('is missing when the log could not be read', () => {
    const state = createObserve({ signatures: spelled })(snapshotOf([[flink('jobmanager-log'), unavailable('no log file')]]), job).fact(cluster, 'cluster.submitFailure');
    expect(state).toEqual({ known: false, why: 'no log file', notYet: false });
  });
});
