import { describe, expect, it } from 'vitest';
import { openRecording, type Tape } from '@app/adapters/replay';
import { needKey } from '@app/model';
import { blindTo, diagnoseRecording, firstCause, must, type Wrap } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';
import { withTape } from '../support/transform.js';

const lost = 'Transaction (KafkaCommittable{producerId=7, epoch=1, transactionalId=invoices-0-12}) encountered error and data has been potentially lost.';
const logger = 'ERROR org.apache.flink.connector.kafka.sink.KafkaCommitter         [] - ';

/** A line `ago` ms before the recording, in the log of a TaskManager or of JobManager, as log4j prints it. */
const printed = (tape: Tape, ago: number, message: string): string => `${new Date(tape.recordedAt - ago).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '')} ${logger}${message}\n`;
const withLine = (path: RegExp, ago: number, message: string) => (tape: Tape): Tape => ({
  ...tape, logs: Object.fromEntries(Object.entries(tape.logs).map(([at, log]) => [at, path.test(at) ? { ...log, t: `${log.t}\n${printed(tape, ago, message)}` } : log])),
});
const answers = (status: number, text: string) => (tape: Tape): Tape => ({ ...tape, logs: Object.fromEntries(Object.entries(tape.logs).map(([at, log]) => [at, { ...log, s: status, t: text }])) });

async function diagnosed(name: string, change: (tape: Tape) => Tape, wrap: Wrap = {}) {
  const recording = must(await openRecording(recordings.find((one) => one.name === name)?.folder ?? ''));
  const outcome = await diagnoseRecording(withTape(recording, change(recording.tape)), wrap);
  return { ...outcome.diagnosis, first: firstCause(outcome) };
}
const tm = /^\/taskmanagers\/[^/]+\/log$/;
const minute = 60_000;

describe('a fault that only a log tells', () => {
  it.each(['stateful-bursty-1.20', 'stateful-bursty-2.3', 'stateless-2.3', 'healthy-sql-1.20'])('%s: is found in the log of a TaskManager, quoted with its place', async (name) => {
    const { verdict, first, findings } = await diagnosed(name, withLine(tm, 5_000, lost));
    expect({ verdict, first }).toEqual({ verdict: 'faulty', first: 'kafka-txn-data-loss' });
    const told = findings.find(({ code }) => code === 'kafka-txn-data-loss');
    expect(told?.parents).toEqual([expect.stringMatching(/^log-only-fault@/)]);
    const evidence = new Map(told?.evidence.map(({ fact, value }) => [fact, value]));
    expect(evidence.get('logs.faultQuote')).toContain('data has been potentially lost');
    expect(evidence.get('logs.faultPlace')).toMatch(/^\/taskmanagers\/[^/]+\/log:\d+$/);
  });

  it('is found in the log of JobManager', async () => expect((await diagnosed('stateful-bursty-2.3', withLine(/^\/jobmanager\/log$/, 5_000, lost))).first).toBe('kafka-txn-data-loss'));

  it.each<[string, string, (tape: Tape) => Tape]>([
    ['before the job started', 'stateful-bursty-2.3', withLine(tm, 600 * minute, lost)],
    ['of another logger and meaning', 'stateful-bursty-2.3', withLine(tm, 5_000, 'Transaction completed.')],
    ['that names another job', 'two-jobs-2.3', withLine(tm, 5_000, `${lost} (job ${'0'.repeat(31)}1)`)],
    ['while two jobs were alive and it names none', 'two-jobs-2.3', withLine(tm, 5_000, lost)],
  ])('a line %s is none', async (_, name, change) => expect(await diagnosed(name, change)).toMatchObject({ verdict: 'healthy', first: null }));

  it('among several jobs it is that of the job that it names', async () => {
    const recording = must(await openRecording(recordings.find((one) => one.name === 'two-jobs-2.3')?.folder ?? ''));
    expect((await diagnosed('two-jobs-2.3', withLine(tm, 5_000, `${lost} Job ${recording.job.jobId}.`))).first).toBe('kafka-txn-data-loss');
  });
});

describe('logs that cannot be read', () => {
  const isLog = (key: string): boolean => / (?:jobmanager|taskmanager)-log/.test(key);
  it.each(['stateful-bursty-2.3', 'stateless-1.20'])('%s: leave a job unknown, not healthy', async (name) => {
    const { verdict, unknown } = await diagnosed(name, (tape) => tape, { source: blindTo(isLog) });
    expect(verdict).toBe('unknown');
    expect(unknown.map(({ code }) => code)).toContain('log-only-fault');
  });

  it.each<[string, number, string]>([
    ['JobManager', 404, '{"errors":["This file does not exist in JobManager log dir."]}'],
    ['a TaskManager', 500, '{"errors":["Internal server error.","<Exception on server side:\\norg.apache.flink.util.FlinkException: Failed to transfer file from TaskExecutor tm-1.\\nCaused by: org.apache.flink.util.FlinkException: The file LOG does not exist on the TaskExecutor.\\n"]}'],
  ])('where %s says that there is no file, the job stays healthy and the answer says so', async (_, status, text) => {
    const { verdict, unknown } = await diagnosed('stateful-bursty-2.3', answers(status, text));
    expect(verdict).toBe('healthy');
    expect(unknown).toEqual([expect.objectContaining({ code: 'log-fault-past', missing: expect.arrayContaining([{ fact: 'logs.pastFault', why: expect.stringContaining('keeps no log file') as unknown }]) as unknown })]);
  });

  it('another error of Flink is none of these', async () => expect((await diagnosed('stateful-bursty-2.3', answers(500, '{"errors":["Could not transfer file to client."]}'))).verdict).toBe('unknown'));
});

it('the jobs of a cluster share its logs: each is read once', async () => {
  const recording = must(await openRecording(recordings.find(({ name }) => name === 'two-jobs-2.3')?.folder ?? ''));
  const asked: string[] = [];
  const counting: NonNullable<Wrap['source']> = (source) => ({ name: source.name, read: (need, deadline) => { asked.push(needKey(need)); return source.read(need, deadline); } });
  const { diagnosis } = await diagnoseRecording({ ...recording, job: { ...recording.job, jobId: null } }, { source: counting });
  expect(diagnosis.jobs.length).toBe(2);
  const logs = asked.filter((key) => key.includes('-log'));
  expect(logs.length).toBeGreaterThanOrEqual(2);
  expect(new Set(logs).size).toBe(logs.length);
});
