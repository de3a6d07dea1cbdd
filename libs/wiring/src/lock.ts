import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '@app/model';

const Holder = z.object({ pid: z.int(), started: z.string(), address: z.string() });
type Holder = z.infer<typeof Holder>;

/** One process holds a home. */
export interface HomeLock {
  /** Tells others where this process can be reached. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

const fileName = 'lock.json';

/** Field 22 of /proc/<pid>/stat, ticks since boot: with the pid it names one process, as pids are used again. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return holder.started === '' || holder.started === await startOf(holder.pid);
}

const holderIn = async (file: string): Promise<Holder | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return { pid: 0, started: '', address: '' };
  }
};

/** Takes the home for this process, or says who holds it (`store.locked`). What a killed process left is taken over. */
export async function lockHome(home: string): Promise<HomeLock> {
  await mkdir(home, { recursive: true });
  const file = join(home, fileName);
  const mine: Holder = { pid: process.pid, started: await startOf(process.pid), address: '' };
  const draft = join(home, `${fileName}.${process.pid}`);
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // a hard link appears whole or not at all, and only one of two starters gets it
      if (await link(draft, file).then(() => true, () => false)) return held(file, mine);
      const holder = await holderIn(file);
      if (holder === null) continue;
      if (holder.pid > 0 && await isAlive(holder)) throw locked(home, holder);
      const stale = `${draft}.stale`;
      await rename(file, stale).catch(() => {});
      await rm(stale, { force: true });
    }
    throw locked(home, { pid: 0, started: '', address: '' });
  } finally {
    await rm(draft, { force: true });
  }
}

const held = (file: string, mine: Holder): HomeLock => ({
  announce: async (address) => {
    const draft = `${file}.${mine.pid}.new`;
    await writeFile(draft, JSON.stringify({ ...mine, address }));
    await rename(draft, file);
  },
  release: () => rm(file, { force: true }),
});

const locked = (home: string, holder: Holder): ProblemError => new ProblemError({
  code: 'store.locked', what: 'Another Jobwarden holds this data',
  why: `${home} is held by process ${holder.pid}${holder.address === '' ? ', which is just starting' : `, which answers on ${holder.address}`}.`,
  next: `Use that one, end it (kill ${holder.pid}), or set JOBWARDEN_HOME and PORT to others.`,
});
