import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Diagnosis } from '@app/model';
import { createFakeFlink, type FakeFlink } from '../fake-flink/server.js';
import { synthetic } from '../fake-flink/synthetic.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const Jobs = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), cluster: z.string(), state: z.string(), verdict: z.string(), firstCause: z.string().nullable(), checkedAt: z.iso.datetime(), diagnosisId: z.string().nullable() })), next: z.string().nullable() });
const Problem = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), instance: z.string(), code: z.string(), next: z.string() });

interface Started { readonly child: ChildProcess; readonly url: string; readonly said: () => string }

let home: string;
let config: string;
let flink: FakeFlink;
const running: ChildProcess[] = [];

const spawned = (env: Readonly<Record<string, string>> = {}): { child: ChildProcess; said: () => string } => {
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env: { ...process.env, PORT: '0', JOBWARDEN_HOME: home, JOBWARDEN_CONFIG: config, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  return { child, said: () => said };
};

async function until(what: string, isSo: () => Promise<boolean> | boolean, withinMs = 45_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function start(env?: Readonly<Record<string, string>>): Promise<Started> {
  const { child, said } = spawned(env);
  const url = (): string | undefined => /answers on (http:\S+)/.exec(said())?.[1];
  await until(`an address in: ${said()}`, () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said()}`);
    return url() !== undefined;
  });
  return { child, said, url: url() ?? '' };
}

/** PostgreSQL processes whose data is in our folder, as the system lists them. */
async function databases(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return commands.filter((command) => command.includes(home) && command.includes('postgres'));
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(`${url}/api/v1/diagnoses`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const jobs = async (url: string) => Jobs.parse(await (await fetch(`${url}/api/v1/jobs`)).json()).items;

beforeAll(async () => {
  flink = await createFakeFlink({ tape: synthetic({ vertices: 3, parallelism: 2 }) });
  home = await mkdtemp(join(tmpdir(), 'jobwarden-e2e-'));
  await chmod(home, 0o755);
  config = join(home, 'clusters.yaml');
  await writeFile(config, `clusters:\n  - { name: prod, url: "${flink.url}" }\n  - { name: gone, url: "http://127.0.0.1:9" }\ncheckEverySeconds: 5\n`);
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL');
  await flink.close();
  await until('no database left', async () => (await databases()).length === 0);
  await rm(home, { recursive: true, force: true });
});

describe('npm start', () => {
  let first: Started;

  it('watches the listed clusters; one that does not answer keeps no other from being checked', async () => {
    first = await start();
    expect(first.said()).toContain('npx jobwarden diagnose prod');
    await until('a checked job', async () => (await jobs(first.url)).length > 0);
    expect(await jobs(first.url)).toEqual([expect.objectContaining({ cluster: 'prod', state: 'RUNNING', verdict: 'healthy', firstCause: null })]);
    expect((await flink.requests()).every(({ method }) => method === 'GET')).toBe(true);
  });

  it('answers POST /api/v1/diagnoses by cluster, name, id and address, and gives it again by id', async () => {
    const [job] = await jobs(first.url);
    const cluster = Diagnosis.parse(await (await post(first.url, { job: 'prod' })).json());
    expect(cluster).toMatchObject({ job: null, cluster: { name: 'prod' }, jobs: [{ id: job?.id }] });
    for (const reference of [job?.name, job?.id, `prod/${job?.name}`, `${flink.url}/#/job/running/${job?.id}/overview`]) {
      const response = await post(first.url, { job: reference });
      expect(response.status, reference).toBe(200);
      const diagnosis = Diagnosis.parse(await response.json());
      expect(diagnosis).toMatchObject({ schemaVersion: '1', job: { id: job?.id }, verdict: 'healthy' });
      expect(await (await fetch(`${first.url}/api/v1/diagnoses/${diagnosis.id}`)).json()).toEqual(diagnosis);
      expect(await (await fetch(`${first.url}/diagnoses/${diagnosis.id}`)).text()).toContain('HEALTHY');
    }
    const stored = await post(first.url, { job: job?.name, cluster: 'prod', at: '2020-01-01T00:00:00Z' });
    expect(Diagnosis.parse(await stored.json()).job?.id).toBe(job?.id);
  });

  it('explains a text, a plain body and an upload alike, and keeps the answer', async () => {
    const trace = 'java.lang.OutOfMemoryError: Java heap space\n\tat a.b.C.d(C.java:1)\n';
    const form = new FormData();
    form.append('files', new Blob([trace]), 'taskmanager.log');
    form.append('files', new Blob(['2026-11-24 02:00:00,000 INFO  a.B [] - fine\n']), 'jobmanager.log');
    form.append('context', 'flinkVersion=1.20');
    const sent: readonly RequestInit[] = [
      { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: trace, context: { 'checkpoint.interval': '10m' } }) },
      { headers: { 'content-type': 'text/plain' }, body: trace }, { body: form },
    ];
    for (const init of sent) {
      const response = await fetch(`${first.url}/api/v1/explanations`, { method: 'POST', ...init });
      const diagnosis = Diagnosis.parse(await response.json());
      expect(diagnosis).toMatchObject({ job: null, time: 'after', verdict: 'faulty', findings: [{ code: 'heap-oom' }] });
      expect(await (await fetch(`${first.url}/api/v1/diagnoses/${diagnosis.id}`)).json()).toEqual(diagnosis);
      expect(await (await fetch(`${first.url}/diagnoses/${diagnosis.id}`)).text()).toContain('OutOfMemoryError: Java heap space');
    }
    const page = await fetch(`${first.url}/explain`, { method: 'POST', body: form, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/diagnoses\//)]);
    expect(await (await fetch(`${first.url}/explain`)).text()).toMatch(/<form[^>]* action="\/explain"/);
  });

  it.each([
    ['a wrong key', { text: 'x', context: { 'checkpont.interval': 1 } }, 400, 'request.invalid'], ['nothing', { text: '' }, 400, 'request.invalid'], ['an unknown field', { txt: 'x' }, 400, 'request.invalid'],
    ['blanks', { text: '\0\0' }, 422, 'text.unreadable'],
  ])('answers an explanation of %s with a problem', async (_, body, status, code) => {
    const response = await fetch(`${first.url}/api/v1/explanations`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
  });

  it('takes explanations in turn, and says when there is no room', async () => {
    const slow = (): FormData => {
      const form = new FormData();
      form.append('files', new Blob(['2026-11-24 02:00:00,000 WARN  a.B [] - odd\n'.repeat(20_000)]), 'jobmanager.log');
      return form;
    };
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(`${first.url}/api/v1/explanations`, { method: 'POST', body: slow() })));
    const bodies = await Promise.all(answers.map(async (response) => [response.status, response.headers.get('retry-after'), await response.json()] as const));
    expect(bodies.filter(([status]) => status === 200).length).toBeGreaterThanOrEqual(18);
    const refused = bodies.filter(([status]) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const [status, retryAfter, body] of refused) expect([status, retryAfter, Problem.parse(body).code]).toEqual([503, '10', 'service.busy']);
  });

  it.each([
    ['a job that is not there', { job: 'no-such-job', cluster: 'prod' }, 404, 'job.not-found'],
    ['a cluster that is not listed', { job: 'x', cluster: 'other' }, 404, 'cluster.not-found'],
    ['an address that is not listed', { job: 'http://127.0.0.1:1' }, 403, 'reference.refused'],
    ['a metadata address', { job: 'http://169.254.169.254/latest' }, 403, 'reference.refused'],
    ['a cluster that does not answer', { job: 'gone' }, 502, 'cluster.unreachable'],
    ['nothing stored', { job: 'never-seen', at: '2020-01-01T00:00:00Z' }, 404, 'diagnosis.no-history'],
    ['no job', {}, 400, 'request.invalid'],
    ['an unknown field', { job: 'x', jobb: 1 }, 400, 'request.invalid'],
    ['no JSON', '{', 400, 'request.invalid'],
    ['too much', { job: 'x'.repeat(100_000) }, 413, 'request.invalid'],
  ])('answers %s with a problem', async (_, body, status, code) => {
    const response = await post(first.url, body);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(Problem.parse(await response.json())).toMatchObject({ status, code });
    expect(response.status).toBe(status);
  });

  it.each([['/api/v1/diagnoses/none', 404, 'diagnosis.not-found'], ['/api/v1/jobs?limit=0', 400, 'request.invalid'], ['/api/nothing', 404, 'request.not-found']])('answers GET %s with %i', async (path, status, code) => {
    const response = await fetch(`${first.url}${path}`);
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
  });

  it('says how it is: /healthz, /readyz, /metrics, OpenAPI with every path', async () => {
    expect([(await fetch(`${first.url}/healthz`)).status, (await fetch(`${first.url}/readyz`)).status]).toEqual([200, 200]);
    expect(await (await fetch(`${first.url}/metrics`)).text()).toMatch(/^jobwarden_diagnoses_total\{verdict="healthy"\} \d+/m);
    const document: unknown = await (await fetch(`${first.url}/api/docs/openapi.json`)).json();
    expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/diagnoses': { post: {} }, '/api/v1/diagnoses/{id}': { get: {} }, '/api/v1/jobs': { get: {} } } });
  });

  it('says who holds the data when it is started twice', async () => {
    const second = spawned();
    await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(2);
    expect(second.said()).toMatch(new RegExp(`\\[store.locked\\][^]*process ${first.child.pid}, which answers on ${first.url}`));
    expect(second.said()).not.toMatch(/^\s+at /m);
  });

  it('leaves nothing running when it is told to end', async () => {
    expect(await ended(first.child, 'SIGINT')).toBe(0);
    expect(await databases()).toEqual([]);
  });

  it('has its data again after kill -9, which leaves no database running either', async () => {
    const second = await start();
    expect((await jobs(second.url)).length).toBeGreaterThan(0);
    await ended(second.child, 'SIGKILL');
    await until('the database to end', async () => (await databases()).length === 0);
    const third = await start();
    expect((await jobs(third.url)).length).toBeGreaterThan(0);
    expect(await ended(third.child, 'SIGTERM')).toBe(0);
    expect(await databases()).toEqual([]);
  });

  it.each([['PORT', 'http'], ['LOG_LEVEL', 'loud'], ['DATABASE_URL', 'mysql://x'], ['JOBWARDEN_CONFIG', '/does/not/exist']])('does not start with a wrong %s, and says what is allowed', async (name, value) => {
    const wrong = spawned({ [name]: value });
    await once(wrong.child, 'exit');
    expect(wrong.child.exitCode).toBe(2);
    expect(wrong.said()).toMatch(new RegExp(`Setting ${name} is not allowed \\[setting.invalid\\]`));
    expect(wrong.said()).not.toMatch(/^\s+at /m);
  });
});
