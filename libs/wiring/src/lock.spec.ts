import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockHome } from './lock.js';

let home: string;
beforeEach(async () => { home = await mkdtemp(join(tmpdir(), 'jobwarden-lock-')); });
afterEach(() => rm(home, { recursive: true, force: true }));

const hold = (holder: object): Promise<void> => writeFile(join(home, 'lock.json'), JSON.stringify(holder));

it('is held by one, who says where it is, and free again after release', async () => {
  const lock = await lockHome(home);
  await lock.announce('http://127.0.0.1:8640');
  await expect(lockHome(home)).rejects.toMatchObject({ problem: { code: 'store.locked', why: expect.stringMatching(new RegExp(`process ${process.pid}, .*http://127.0.0.1:8640`)) } });
  await lock.release();
  await (await lockHome(home)).release();
  expect(await readdir(home)).toEqual([]);
});

it('goes to exactly one of many who start at the same time', async () => {
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => lockHome(home)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('is taken over from a process that is gone', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await hold({ pid: child.pid, started: '1', address: '' });
  await lockHome(home);
  expect(JSON.parse(await readFile(join(home, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
});

it('is taken over when its process id now belongs to another process', async () => {
  await hold({ pid: process.ppid, started: '1', address: '' });
  await expect(lockHome(home)).resolves.toBeDefined();
});

it('is taken over from a file that is not whole', async () => {
  await writeFile(join(home, 'lock.json'), '{"pid":');
  await expect(lockHome(home)).resolves.toBeDefined();
});
