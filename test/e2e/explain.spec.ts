import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '@app/adapters/replay';
import { Diagnosis } from '@app/model';
import { jobwarden } from '../bad-input/command.js';
import { must } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';

let folder = '';
/** The logs of a recording, as a folder: JobManager's and each TaskManager's, as they lay on its disk. */
async function logsOf(name: string): Promise<string> {
  const recording = must(await openRecording(recordings.find((one) => one.name === name)?.folder ?? ''));
  const to = await mkdtemp(join(folder, `${name}-`));
  for (const [path, log] of Object.entries(recording.tape.logs)) {
    const file = /^\/jobmanager\/logs\/([^/]+)$/.exec(path)?.[1];
    if (file !== undefined && log.t !== '') await writeFile(join(to, file), log.t);
  }
  return to;
}
const explained = async (args: readonly string[], input?: string): Promise<Diagnosis> => Diagnosis.parse(JSON.parse((await jobwarden(['explain', ...args, '-o', 'json'], {}, input)).stdout));
const firstCause = (diagnosis: Diagnosis) => diagnosis.findings.find(({ id }) => id === diagnosis.causes[0]);

beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'explain-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('explain', () => {
  it.each([['heap-oom-1.20', 'heap-oom'], ['heap-oom-2.3', 'heap-oom'], ['npe-loop-1.20', 'user-code-exception'], ['npe-loop-2.3', 'user-code-exception'], ['main-throws-2.3', 'main-method-error'], ['tm-killed-healed-1.20', 'tm-unreachable']])('the logs of %s tell %s', async (name, code) => {
    const diagnosis = await explained([await logsOf(name)]);
    expect(diagnosis).toMatchObject({ job: null, time: 'after', verdict: 'faulty' });
    expect(firstCause(diagnosis)?.code).toBe(code);
    expect(diagnosis.explanation?.timeline.length).toBeGreaterThan(0);
    expect(diagnosis.explanation?.timeline.length).toBeLessThanOrEqual(30);
    expect(diagnosis.explanation?.timeline[0]?.place).toMatch(/\.log:\d+$/);
  });

  it('a stack trace on standard input, with what the person knows besides', async () => {
    const trace = 'Exception in thread "main" java.lang.OutOfMemoryError: Metaspace\n\tat java.lang.ClassLoader.defineClass1(Native Method)\n';
    const diagnosis = await explained(['-', '--context', 'flinkVersion=1.18.1', 'checkpoint.interval=10m', 'runs on Kubernetes'], trace);
    expect(firstCause(diagnosis)?.code).toBe('metaspace-oom');
    expect(diagnosis.cluster).toMatchObject({ name: 'standard input', flinkVersion: '1.18.1' });
    expect(diagnosis.explanation?.context).toContain('runs on Kubernetes');
  });

  it('text and Markdown quote the line, with file and number', async () => {
    const file = join(folder, 'a.log.gz');
    await writeFile(file, gzipSync('2026-11-24 02:00:00,000 INFO  a.B [] - fine\n2026-11-24 02:00:01,000 ERROR a.B [] - it broke\njava.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(B.java:1)\n'));
    const [text, md, zh] = await Promise.all([['-o', 'text'], ['-o', 'md'], ['--lang', 'zh']].map((options) => jobwarden(['explain', file, ...options])));
    expect(text?.stdout).toMatch(/^✖ FAULTY {2}\S+a\.log\.gz\n/);
    for (const ended of [text, md, zh]) {
      expect(ended?.code, ended?.stderr).toBe(1);
      expect(ended?.stdout).toContain('a.log.gz:3');
      expect(ended?.stdout).toContain('java.lang.OutOfMemoryError: Java heap space');
    }
  });

  it.each([
    ['nothing known', '2026-11-24 02:00:01,000 ERROR a.B [] - zorgle is out of glimf\n', 3, 'unknown'], ['no error', '2026-11-24 02:00:01,000 INFO a.B [] - fine\n', 3, 'unknown'], ['a fault', 'java.lang.OutOfMemoryError: Java heap space\n', 1, 'faulty'],
  ])('%s: exit code and verdict, never healthy', async (_, input, code, verdict) => {
    const ended = await jobwarden(['explain', '-', '-o', 'json'], {}, input);
    expect([ended.code, Diagnosis.parse(JSON.parse(ended.stdout)).verdict]).toEqual([code, verdict]);
  });

  it.each([[['--context', 'checkpont.interval=1m'], 'request.invalid', /checkpoint\.interval/], [['--context', 'checkpoint.interval=soon'], 'request.invalid', /checkpoint\.interval is a number/]])('%j is a mistake in usage', async (args, problem, words) => {
    const ended = await jobwarden(['explain', '-', ...args], {}, 'x');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(`[${problem}]`);
    expect(ended.stderr).toMatch(words);
  });
});
