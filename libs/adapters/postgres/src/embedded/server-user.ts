import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ProblemError } from '@app/model';

const run = promisify(execFile);

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

async function known(): Promise<ServerUser | null> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** PostgreSQL refuses to run as root: as root the server runs as the user `postgres`, which is made when it is missing. Otherwise null. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const before = await known();
  if (before !== null) return before;
  await run('groupadd', ['--system', name]).catch(() => {});
  await run('useradd', ['--system', '-g', name, '-M', '-s', '/usr/sbin/nologin', name]).catch(() => {});
  const made = await known();
  if (made !== null) return made;
  throw new ProblemError({
    code: 'store.unavailable', what: 'The embedded PostgreSQL cannot run as root', why: `There is no user ${name}, and it could not be made.`,
    next: `Make the user ${name}, start Jobwarden as an ordinary user, or set DATABASE_URL.`,
  });
}

/** True when every folder on the way may be entered by anybody, and the path itself exists. */
export async function reachableByOthers(path: string): Promise<boolean> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found === null || (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
