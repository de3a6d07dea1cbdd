import { createHash } from 'node:crypto';
import { chown, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachableByOthers, type ServerUser } from './server-user.js';

export interface Places {
  /** Folder of the server, owned by its user. */
  readonly base: string;
  /** Data directory of PostgreSQL. */
  readonly data: string;
  /** Folder of the Unix socket: only the server's user (and root) may enter, so there is no port and no password. */
  readonly socket: string;
}

/** A Unix socket's path has at most 107 bytes; `/.s.PGSQL.5432` is part of it. */
const longestSocketFolder = 90;

/** Below `home`, or, for a root whose home the server's user may not enter, below /var/lib/jobwarden. */
export async function findPlaces(home: string, user: ServerUser | null): Promise<Places> {
  await mkdir(home, { recursive: true });
  const fits = user === null || await reachableByOthers(home);
  const base = fits ? join(home, 'postgres') : join('/var/lib/jobwarden', createHash('sha256').update(home).digest('hex').slice(0, 12));
  await mkdir(base, { recursive: true, mode: 0o755 });
  if (!fits) await writeFile(join(home, 'DATA-IS-IN'), `${base}\n`);
  const socket = Buffer.byteLength(join(base, 'socket')) <= longestSocketFolder ? join(base, 'socket') : await mkdtemp(join(tmpdir(), 'jobwarden-'));
  await mkdir(socket, { recursive: true, mode: 0o700 });
  if (user !== null) for (const folder of [base, socket]) await chown(folder, user.uid, user.gid);
  return { base, data: join(base, 'data'), socket };
}
