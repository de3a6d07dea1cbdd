import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from './recording.js';

const job = { flinkVersion: '2.3.0', scenario: 's', command: 'c', jobId: null, recordedAt: '2026-01-01T00:00:00Z', extra: 1 };
const tape = { recordedAt: 1_000_000, endedAt: 1_020_000, every: 5_000, note: {}, frames: [{ '/overview': { s: 200, b: { n: 1 } } }, { '/overview': { s: 200, b: { n: 2 } } }, { '/overview': { s: 200, b: { n: 3 } } }], logs: { '/jobmanager/log': { s: 200, t: 'a\n'.repeat(100) } } };
const deadline = new Date(2_000_000);
let root = '';
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'recording-'));
});
afterAll(() => rm(root, { recursive: true }));

const folder = async (files: { readonly job?: string; readonly expected?: string; readonly tape?: Buffer }): Promise<string> => {
  const path = join(root, String(count++));
  await mkdir(join(path, 'snapshot', 'flink-rest'), { recursive: true });
  if (files.job !== undefined) await writeFile(join(path, 'job.json'), files.job);
  if (files.expected !== undefined) await writeFile(join(path, 'expected.json'), files.expected);
  if (files.tape !== undefined) await writeFile(join(path, 'snapshot', 'flink-rest', 'tape.json.gz'), files.tape);
  return path;
};
const zipped = (value: unknown): Buffer => gzipSync(JSON.stringify(value));
const good = { job: JSON.stringify(job), expected: '{"verdict":"healthy","firstCause":null}', tape: zipped(tape) };

describe('openRecording', () => {
  it('plays frames by its own clock', async () => {
    const opened = await openRecording(await folder(good));
    if (!opened.ok) throw new Error(opened.problem.why);
    const { transport, clock, expected } = opened.value;
    const texts: string[] = [];
    for (const pause of [0, 4_999, 1, 60_000]) {
      await clock.sleep(pause);
      const answer = await transport.get('/overview', { deadline, maxBytes: 1_000 });
      texts.push(answer.kind === 'answer' ? answer.text : answer.why);
    }
    expect(texts).toEqual(['{"n":1}', '{"n":1}', '{"n":2}', '{"n":3}']);
    expect(clock.now()).toEqual(new Date(1_065_000));
    expect(expected).toEqual({ verdict: 'healthy', firstCause: null, also: [], never: [] });
  });

  it('keeps limits, windows and the deadline', async () => {
    const opened = await openRecording(await folder(good));
    if (!opened.ok) throw new Error(opened.problem.why);
    const { transport } = opened.value;
    expect(await transport.get('/jobmanager/log', { deadline, maxBytes: 1_000, text: true, window: { head: 4, tail: 5 } })).toMatchObject({ size: 200, truncated: true, contentType: 'text/plain; charset=UTF-8' });
    expect(await transport.get('/jobmanager/log', { deadline, maxBytes: 100 })).toMatchObject({ kind: 'failure', code: 'source.too-large' });
    expect(await transport.get('/overview', { deadline: new Date(0), maxBytes: 100 })).toMatchObject({ kind: 'failure', code: 'source.timeout' });
  });

  it('does without an expectation', async () => {
    expect(await openRecording(await folder({ job: good.job, tape: good.tape }))).toMatchObject({ ok: true, value: { expected: null } });
  });

  it.each<[string, Partial<typeof good>, string]>([
    ['no job', { tape: good.tape }, 'job.json: it does not exist'],
    ['no tape', { job: good.job }, 'snapshot/flink-rest/tape.json.gz: it does not exist'],
    ['a job that is no JSON', { ...good, job: '{' }, 'job.json: it is no valid JSON'],
    ['a job without version', { ...good, job: '{"scenario":"x","command":"y","jobId":null,"recordedAt":"z"}' }, 'job.json: flinkVersion: Invalid input: expected string, received undefined'],
    ['an unknown verdict', { ...good, expected: '{"verdict":"fine","firstCause":null}' }, 'expected.json: verdict: Invalid option: expected one of "healthy"|"at-risk"|"faulty"|"unknown"'],
    ['a tape that is not compressed', { ...good, tape: Buffer.from('{}') }, 'snapshot/flink-rest/tape.json.gz: it is not gzip, or damaged'],
    ['a tape that is cut off', { ...good, tape: good.tape.subarray(0, 60) }, 'snapshot/flink-rest/tape.json.gz: it is cut off'],
    ['a tape without frames', { ...good, tape: zipped({ ...tape, frames: [] }) }, 'snapshot/flink-rest/tape.json.gz: frames: Too small: expected array to have >=1 items'],
  ])('refuses %s', async (_, files, why) => {
    const opened = await openRecording(await folder(files));
    expect(opened).toMatchObject({ ok: false, problem: { code: 'recording.invalid', why } });
  });

  it('refuses a folder that is not there', async () => {
    expect(await openRecording(join(root, 'nowhere'))).toMatchObject({ ok: false, problem: { code: 'recording.invalid' } });
  });
});
