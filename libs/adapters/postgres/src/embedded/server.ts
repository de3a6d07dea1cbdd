import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile, rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ProblemError } from '@app/model';
import { findBinaries } from './binaries.js';
import { findPlaces, type Places } from './places.js';
import { serverUser, type ServerUser } from './server-user.js';

const run = promisify(execFile);

export interface EmbeddedServer {
  readonly url: string;
  /** Resolves when the server has ended, asked for or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs the server and ends it when our end of the pipe closes: on `stop`, and also when this process is killed.
 * INT is PostgreSQL's fast shutdown: open transactions are rolled back, data is written.
 */
const keeper = `exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) &
watch=$!
wait $server
code=$?
kill $watch 2>/dev/null
exit $code`;

const ready = 'database system is ready to accept connections';
const startWithinMs = 60_000;
const stopWithinMs = 20_000;

/**
 * A PostgreSQL of our own, with its data below `home`. The caller holds the lock of `home`.
 * A server left over from a killed process is ended first.
 */
export async function startEmbeddedServer(home: string): Promise<EmbeddedServer> {
  const user = await serverUser();
  const binaries = await findBinaries(user);
  const places = await findPlaces(home, user);
  await endLeftover(places.data);
  await initialise(binaries.initdb, places, user);
  const child = spawn('/bin/sh', ['-c', keeper, 'postgres-keeper', binaries.postgres, '-D', places.data, '-k', places.socket, ...flags], {
    ...(user ?? {}), cwd: places.base, detached: true, stdio: ['pipe', 'ignore', 'pipe'], env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' },
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.stdin?.on('error', () => {});
  await untilReady(child);
  return {
    url: `postgres://postgres@${encodeURIComponent(places.socket)}/postgres`,
    ended,
    async stop() {
      child.stdin?.destroy();
      const late = new AbortController();
      await Promise.race([ended, pause(stopWithinMs, undefined, { signal: late.signal }).then(() => endLeftover(places.data), () => {})]);
      late.abort();
    },
  };
}

const flags = ['-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', '-c', 'max_connections=50', '-c', 'shared_buffers=64MB', '-c', 'timezone=UTC', '-c', 'log_timezone=UTC'];

/** Into a folder of another name first, so that a half-made one is never taken for data. */
async function initialise(initdb: string, places: Places, user: ServerUser | null): Promise<void> {
  if (await readFile(`${places.data}/PG_VERSION`, 'utf8').catch(() => null) !== null) return;
  const half = `${places.data}.new`;
  await rm(half, { recursive: true, force: true });
  try {
    await run(initdb, ['-D', half, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions'], {
      ...(user ?? {}), cwd: places.base, env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    });
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error));
  }
  await rename(half, places.data);
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = '';
    const timer = setTimeout(() => fail(failed(`it was not ready within ${startWithinMs / 1_000} s: ${tail(said)}`)), startWithinMs);
    const settle = (result: () => void): void => { clearTimeout(timer); result(); };
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4_000);
      if (said.includes(ready)) settle(done);
    });
    child.once('exit', (code) => settle(() => fail(failed(`it ended with ${code}: ${tail(said)}`))));
    child.once('error', (error) => settle(() => fail(failed(error.message))));
  });
}

const tail = (text: string): string => text.trim().split('\n').slice(-3).join(' ');

const failed = (why: string): ProblemError => new ProblemError({
  code: 'store.unavailable', what: 'The embedded PostgreSQL did not start', why, next: 'Set DATABASE_URL to a PostgreSQL of yours, or JOBWARDEN_HOME to another folder.',
});

/** Ends the server that `postmaster.pid` names, if it really serves this data: numbers of processes are used again. */
async function endLeftover(data: string): Promise<void> {
  const pid = Number((await readFile(`${data}/postmaster.pid`, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await serves(pid, data))) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 5_000; waited += 50) {
      await pause(50);
      if (!(await serves(pid, data))) return;
    }
  }
}

async function serves(pid: number, data: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null) ?? await run('ps', ['-o', 'command=', '-p', String(pid)]).then((answer) => answer.stdout, () => '');
  return command.includes('postgres') && command.includes(data);
}
