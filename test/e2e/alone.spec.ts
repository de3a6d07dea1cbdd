import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedServer, type EmbeddedServer } from '@app/adapters/postgres';
import { createFakeFlink, type FakeFlink } from '../fake-flink/server.js';
import { synthetic } from '../fake-flink/synthetic.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
let server: EmbeddedServer;
let flink: FakeFlink;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwarden-alone-'));
  await chmod(folder, 0o755);
  flink = await createFakeFlink({ tape: synthetic({ vertices: 2, parallelism: 2 }) });
  await writeFile(join(folder, 'clusters.yaml'), `checkEverySeconds: 5\nclusters: [{ name: staging, url: "${flink.url}" }]\n`);
  server = await startEmbeddedServer(join(folder, 'server'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await server.stop();
  await flink.close();
  await rm(folder, { recursive: true, force: true });
});

/** `node dist/<program>.js`, as the architecture page says. */
function started(program: 'api' | 'worker', env: Readonly<Record<string, string>>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [`dist/${program}.js`], { cwd: root, env: { ...process.env, PORT: '0', JOBWARDEN_CONFIG: join(folder, 'clusters.yaml'), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  return { child, said: () => said };
}

async function until<T>(what: string, find: () => Promise<T | null | undefined> | T | null | undefined): Promise<T> {
  for (const end = performance.now() + 45_000; performance.now() < end; await pause(100)) {
    const found = await find();
    if (found !== null && found !== undefined) return found;
  }
  throw new Error(`not within 45 s: ${what}`);
}

async function endedBy(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

describe('processes of their own', () => {
  it('API and worker share a database that is yours, started at the same time', async () => {
    const env = { DATABASE_URL: server.url };
    const [api, worker] = [started('api', env), started('worker', env)];
    const url = await until('an address', () => /http:\S+/.exec(api.said())?.[0]);
    const body = await until('a job that the worker checked', async () => {
      const text = await (await fetch(`${url}/api/v1/jobs`)).text();
      return text.includes('"verdict":"healthy"') ? text : null;
    });
    expect(body).toContain('"cluster":"staging"');
    expect([await endedBy(api.child, 'SIGTERM'), await endedBy(worker.child, 'SIGINT')]).toEqual([0, 0]);
    expect(worker.said()).toBe('');
  });

  it('one alone starts its own database, ends it, and tells a second one who holds the data', async () => {
    const env = { JOBWARDEN_HOME: join(folder, 'home') };
    const api = started('api', env);
    const url = await until('an address', () => /http:\S+/.exec(api.said())?.[0]);
    const second = started('worker', env);
    await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(2);
    expect(second.said()).toMatch(/\[store\.locked\]/);
    expect(second.said()).toContain(url);
    expect(await endedBy(api.child, 'SIGTERM')).toBe(0);
  });

  it.each([['postgres://nobody@127.0.0.1:1/none', /store\.unavailable[\s\S]*ECONNREFUSED[\s\S]*DATABASE_URL/], ['mysql://x', /setting\.invalid[\s\S]*postgres:\/\//]])('DATABASE_URL=%s: says what is wrong', async (address, words) => {
    const api = started('api', { DATABASE_URL: address });
    await once(api.child, 'exit');
    expect(api.child.exitCode).toBe(2);
    expect(api.said()).toMatch(words);
  });
});
