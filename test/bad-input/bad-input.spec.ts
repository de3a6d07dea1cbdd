import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { createFakeFlink, type FakeFlink } from '../fake-flink/server.js';
import { synthetic } from '../fake-flink/synthetic.js';
import type { FaultName } from '../fake-flink/faults.js';
import { incidents } from '../support/recordings.js';
import { jobwarden, root, withFolder, type Ended } from './command.js';

const usage = 2;
const unread = 3;
const tape = synthetic({ vertices: 2, parallelism: 2 });
const trace = /\n\s+at \S+ ?\(|Error:|node:internal|\.ts:\d+:\d+|\/dist\//;

const Answer = z.looseObject({ verdict: z.string(), looked: z.array(z.looseObject({ need: z.string(), ok: z.boolean(), why: z.string().nullable() })) });
const answerOf = ({ stdout }: Ended) => Answer.parse(JSON.parse(stdout));

/** What holds for every error: the exit code, the code in brackets, the essential words, no stack trace, and data that a program can read. */
function expectError(ended: Ended, code: number, problem: string, words: RegExp): void {
  expect(ended.code, ended.stderr).toBe(code);
  expect(ended.stderr).toContain(`[${problem}]`);
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).not.toMatch(trace);
  if (ended.stdout !== '') expect(() => answerOf(ended)).not.toThrow();
}

async function withFlink<T>(fault: FaultName | null, use: (fake: FakeFlink) => Promise<T>): Promise<T> {
  const fake = await createFakeFlink({ tape, ...(fault === null ? {} : { fault }) });
  try {
    return await use(fake);
  } finally {
    await fake.close();
  }
}

const jobOf = (url: string): string => `${url}/#/job/running/${'0123456789abcdef'.repeat(2)}/overview`;
const asked = (reference: string, settings: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  jobwarden(['diagnose', reference, '-o', 'json', '--timeout', '4'], settings);

describe.concurrent('an address that does not answer as Flink does', () => {
  const answers: readonly [FaultName, string, RegExp][] = [
    ['html', 'source.not-flink', /HTML page \("Sign in"\)[\s\S]*must be the REST endpoint of a JobManager/],
    ['html-error', 'source.not-flink', /HTTP 502 with an HTML page/],
    ['redirect', 'source.redirected', /redirects to https:\/\/login\.example\.com\/sign-in \(HTTP 302\)/],
    ['endless', 'cluster.unreachable', /more than 33554432 bytes|time for this diagnosis ran out/],
    ['slow-body', 'cluster.unreachable', /did not end within|time for this diagnosis ran out/],
    ['hang', 'cluster.unreachable', /did not answer within \d+ ms|time for this diagnosis ran out/],
    ['unauthorized', 'source.unauthorized', /HTTP 401[\s\S]*Give credentials/],
    ['forbidden', 'source.unauthorized', /not for you/],
    ['busy', 'cluster.unreachable', /leader election/],
    ['cut', 'cluster.unreachable', /closed the connection before the answer was complete/],
  ];

  it.each(answers)('%s: says what is wrong with a cluster', async (fault, problem, words) => {
    const ended = await withFlink(fault, ({ url }) => asked(url));
    expectError(ended, unread, problem, words);
    expect(ended.stderr + ended.stdout).not.toMatch(/user:secret|token=abc/);
    expect(answerOf(ended).verdict).toBe('unknown');
    expect(ended.maxRssMb).toBeLessThan(400);
  });

  it.each(answers.filter(([fault]) => ['html', 'hang', 'unauthorized'].includes(fault)))('%s: a job there is unknown, too', async (fault, problem, words) => {
    const ended = await withFlink(fault, ({ url }) => asked(jobOf(url)));
    expectError(ended, unread, problem, words);
    expect(answerOf(ended).verdict).toBe('unknown');
  });

  it('not-flink: JSON of another service is unknown, not a healthy cluster', async () => {
    const ended = await withFlink('not-flink', ({ url }) => asked(url));
    expectError(ended, unread, 'source.not-flink', /must be the REST endpoint of a JobManager/);
    expect(answerOf(ended).verdict).toBe('unknown');
  });

  it('nothing listens there', async () => {
    const ended = await asked('http://127.0.0.1:9');
    expectError(ended, unread, 'cluster.unreachable', /nothing listens at 127\.0\.0\.1:9[\s\S]*curl http:\/\/127\.0\.0\.1:9\/overview/);
    expect(answerOf(ended).verdict).toBe('unknown');
  });

  it('the name does not exist', async () => {
    expectError(await asked('http://no-such-host.invalid:8081'), unread, 'cluster.unreachable', /name no-such-host\.invalid(:8081)? cannot be resolved/);
  });

  it('100 MB of log: read in part, in little memory', async () => {
    const ended = await withFlink('big-log', ({ url }) => asked(url));
    expect(ended.code, ended.stderr).toBe(0);
    expect(answerOf(ended).looked.find(({ need }) => need === 'jobmanager-log')).toMatchObject({ ok: true, why: null });
    expect(ended.maxRssMb).toBeGreaterThan(20); // it was measured
    expect(ended.maxRssMb).toBeLessThan(400);
  });
});

describe.concurrent('a reference that leads nowhere', () => {
  it('unknown job', async () => {
    expectError(await withFlink(null, ({ url }) => asked(`${url}/#/job/running/${'f'.repeat(32)}/overview`)), unread, 'job.not-found', /f{32}/);
  });

  it('a name that two clusters have: tells the candidates', async () => {
    const ended = await withFlink(null, ({ url }) => withFolder(async (folder) => {
      const file = join(folder, 'clusters.yaml');
      await writeFile(file, `clusters:\n  - { name: left, url: "${url}" }\n  - { name: right, url: "${url}" }\n`);
      return asked('synthetic', { JOBWARDEN_CONFIG: file });
    }));
    expectError(ended, unread, 'job.ambiguous', /left[\s\S]*right/);
  });

  it.each([['http://169.254.169.254/latest/meta-data'], ['http://[fd00:ec2::254]/'], ['http://metadata.google.internal/']])('%s is never asked', async (address) => {
    expectError(await asked(address), usage, 'reference.refused', /metadata address/);
  });

  it.each([['http://user:hunter2@127.0.0.1:9'], ['http://hunter2@127.0.0.1:9/'], ['http://127.0.0.1:9/?token=hunter2'], ['ftp://user:hunter2@127.0.0.1']])('%s: credentials are never echoed', async (address) => {
    const ended = await asked(address);
    expect([usage, unread]).toContain(ended.code);
    expect(ended.stderr).toMatch(/\[(cluster\.unreachable|reference\.invalid)\]/);
    expect(ended.stderr + ended.stdout).not.toContain('hunter2');
  });
});

describe.concurrent('wrong settings and usage', () => {
  it.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ PORT: 'abc' }, /Setting PORT is not allowed[\s\S]*"abc"[\s\S]*0 to 65535/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL[\s\S]*one of fatal, error/],
    [{ DATABASE_URL: 'mysql://me:hunter2@db' }, /DATABASE_URL[\s\S]*postgres:\/\//],
    [{ JOBWARDEN_CONFIG: 'no-such-file.yaml' }, /JOBWARDEN_CONFIG[\s\S]*no-such-file\.yaml cannot be read/],
  ])('%o', async (settings, words) => {
    const ended = await asked('http://127.0.0.1:9', settings);
    expectError(ended, usage, 'setting.invalid', words);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).not.toContain('hunter2');
  });

  it.each([['clusters:\n  - { name: a, url: not-an-address }\n', /clusters\.yaml:2:\d+ clusters\.0\.url[\s\S]*http/], ['clusters: [\n', /clusters\.yaml:\d+:\d+/], ['clustres: []\n', /clustres/]])('a list of clusters: %j', async (text, words) => {
    const ended = await withFolder(async (folder) => {
      await writeFile(join(folder, 'clusters.yaml'), text);
      return asked('http://127.0.0.1:9', { JOBWARDEN_CONFIG: join(folder, 'clusters.yaml') });
    });
    expectError(ended, usage, 'setting.invalid', words);
  });

  it.each([[['diagnose']], [['diagnose', 'x', '--timeout', 'soon']], [['diagnose', 'x', '-o', 'xml']], [['no-such-command']]])('%j is a mistake in usage', async (args) => {
    const ended = await jobwarden(args);
    expect(ended).toMatchObject({ code: usage, stdout: '' });
    expect(ended.stderr).toMatch(/error: .+/);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});

describe.concurrent('broken files', () => {
  const [incident] = incidents;
  const good = incident?.folder ?? '';

  it('a folder that is no recording', async () => {
    expectError(await withFolder((folder) => jobwarden(['replay', folder, '-o', 'json'])), usage, 'recording.invalid', /job\.json/);
  });

  it('a recording whose tape is cut', async () => {
    const ended = await withFolder(async (folder) => {
      await cp(good, folder, { recursive: true });
      await writeFile(join(folder, 'snapshot/flink-rest/tape.json.gz'), 'no gzip');
      return jobwarden(['replay', folder, '-o', 'json']);
    });
    expectError(ended, usage, 'recording.invalid', /tape\.json\.gz/);
  });

  const cases: readonly [name: string, path: string, change: (text: string) => string, problem: string, words: RegExp][] = [
    ['an unknown fact', 'checkpoint/ckpt-expired.yaml', (text) => text.replace('fact: checkpoint.lastFailureCause', 'fact: checkpoint.colour'), 'rule.unknown-fact', /checkpoint\/ckpt-expired\.yaml:\d+:\d+[\s\S]*checkpoint\.colour/],
    ['an unknown parent', 'checkpoint/ckpt-expired.yaml', (text) => text.replace(/^under: .*$/m, 'under: [no-such-rule]'), 'rule.unknown-parent', /ckpt-expired\.yaml:\d+:\d+[\s\S]*no-such-rule/],
    ['a circle of parents', 'failures/restart-exhausted.yaml', (text) => text.replace(/^(under: .*\n)?/m, 'under: [ckpt-tolerance-exceeded]\n'), 'rule.cycle', /restart-exhausted[\s\S]*ckpt-tolerance-exceeded|ckpt-tolerance-exceeded[\s\S]*restart-exhausted/],
    ['broken YAML', 'checkpoint/ckpt-expired.yaml', (text) => `${text}\nwhen: [broken\n`, 'rule.invalid', /checkpoint\/ckpt-expired\.yaml:\d+:\d+/],
    ['a misspelt key', 'checkpoint/ckpt-expired.yaml', (text) => text.replace(/^severity:/m, 'severty:'), 'rule.invalid', /ckpt-expired\.yaml:\d+:\d+[\s\S]*severty|ckpt-expired\.yaml:\d+:\d+[\s\S]*severity/],
    ['a broken signature', 'signatures/zz.yaml', () => '- { id: x, code: y, role: cause, message: "(" }\n', 'signature.invalid', /signatures\/zz\.yaml:1:\d+/],
  ];

  it.each(cases)('a rule pack with %s', async (name, path, change, problem, words) => {
    const { answer, lint } = await withFolder(async (folder) => {
      await cp(join(root, 'rules'), folder, { recursive: true });
      const file = join(folder, path);
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, change(await readFile(file, 'utf8').catch(() => '')));
      // one start of the program more a case: two kinds of file are enough for lint
      const lint = /circle|signature/.test(name) ? await jobwarden(['rules', 'lint', '--rules', folder]) : null;
      return { answer: await jobwarden(['replay', good, '-o', 'json', '--rules', folder]), lint };
    });
    expectError(answer, usage, problem, words);
    expect(answer.stdout).toBe('');
    if (lint !== null) expect({ code: lint.code, said: lint.stdout }).toEqual({ code: 1, said: expect.stringMatching(words) as unknown });
  });

  it('no rule pack at all', async () => {
    expectError(await withFolder((folder) => jobwarden(['replay', good, '--rules', folder])), usage, 'rule.invalid', /no \.yaml file/);
  });
});
