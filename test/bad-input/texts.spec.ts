import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Diagnosis } from '@app/model';
import { jobwarden, withFolder } from './command.js';

const findings = 1;
const usage = 2;
const unread = 3;
const oom = 'java.lang.OutOfMemoryError: Java heap space\n\tat com.acme.Cache.put(Cache.java:7)\n';
/** Far below what the input holds. */
const mostMemory = 400;

const explained = async (write: (folder: string) => Promise<unknown>, path: string) =>
  withFolder(async (folder) => {
    await write(folder);
    return jobwarden(['explain', join(folder, path), '-o', 'json']);
  });
const firstCause = (stdout: string): string | null => {
  const diagnosis = Diagnosis.parse(JSON.parse(stdout));
  return diagnosis.findings.find(({ id }) => id === diagnosis.causes[0])?.code ?? null;
};

describe.concurrent('texts that cannot be explained', () => {
  it.each<[string, (folder: string) => Promise<unknown>, string, RegExp]>([
    ['a file that does not exist', async () => {}, 'no.log', /no\.log: it does not exist/],
    ['an empty file', (folder) => writeFile(join(folder, 'a.log'), ''), 'a.log', /a\.log: it is empty/],
    ['a binary file', (folder) => writeFile(join(folder, 'job.bin'), Buffer.from(Array.from({ length: 4_096 }, (_, index) => index % 7))), 'job.bin', /job\.bin: it is no text/],
    ['an archive', (folder) => writeFile(join(folder, 'logs.zip'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)])), 'logs.zip', /logs\.zip: it is an archive/],
    ['an empty folder', (folder) => mkdir(join(folder, 'logs')), 'logs', /there is no file in it/],
    ['a folder of nothing readable', async (folder) => { await mkdir(join(folder, 'logs')); await writeFile(join(folder, 'logs', 'a.out'), ''); }, 'logs', /a\.out: it is empty/],
  ])('%s: says so', async (_, write, path, words) => {
    const ended = await explained(write, path);
    expect(ended.code, ended.stderr).toBe(unread);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain('[text.unreadable]');
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toMatch(/\n\s+at \S+ ?\(|node:internal/);
  });

  it('a file of another user is told, and the others are read', async () => {
    const ended = await explained(async (folder) => {
      await mkdir(join(folder, 'logs'));
      await writeFile(join(folder, 'logs', 'a.log'), oom);
      await writeFile(join(folder, 'logs', 'b.log'), oom);
      await chmod(join(folder, 'logs', 'b.log'), 0);
    }, 'logs');
    expect(ended.code).toBe(findings);
    const b = Diagnosis.parse(JSON.parse(ended.stdout)).explanation?.texts.find(({ name }) => name.endsWith('b.log'));
    expect(b?.why).toBe(process.getuid?.() === 0 ? null : 'it may not be read'); // root may read everything
  });

  it('nothing on standard input', async () => {
    const ended = await jobwarden(['explain'], {}, '');
    expect(ended.code).toBe(unread);
    expect(ended.stderr).toMatch(/\[text\.unreadable\][\s\S]*standard input: it is empty/);
  });

  it.each([[['explain', 'x.log', '--context']], [['explain', 'x.log', '-o', 'xml']], [['explain', 'x.log', '--lang', 'fr']]])('%j is a mistake in usage', async (args) => {
    expect(await jobwarden(args)).toMatchObject({ code: usage, stdout: '' });
  });
});

describe('texts that are too much', () => {
  it('one line of 50 MB, and a cause behind it', async () => {
    const ended = await explained(async (folder) => {
      const file = await open(join(folder, 'a.log'), 'w');
      for (let megabyte = 0; megabyte < 50; megabyte += 1) await file.write('x'.repeat(1024 ** 2));
      await file.write(`\n2026-11-24 02:00:01,000 ERROR a.B [] - it broke\n${oom}`);
      await file.close();
    }, 'a.log');
    expect(ended.code, ended.stderr).toBe(findings);
    expect(firstCause(ended.stdout)).toBe('heap-oom');
    expect(ended.maxRssMb).toBeGreaterThan(20); // it was measured
    expect(ended.maxRssMb).toBeLessThan(mostMemory);
  });

  it('a small gzip file that unpacks to 600 MB', async () => {
    const member = gzipSync(Buffer.alloc(20 * 1024 ** 2, 'a'));
    const ended = await explained((folder) => writeFile(join(folder, 'a.log.gz'), Buffer.concat([...Array.from({ length: 30 }, () => member), gzipSync(`\n${oom}`)])), 'a.log.gz');
    expect(ended.code, ended.stderr).toBe(findings);
    expect(firstCause(ended.stdout)).toBe('heap-oom');
    expect(ended.maxRssMb).toBeLessThan(mostMemory);
  });

  it('a gzip file that is cut: what came before counts, and the answer says so', async () => {
    const whole = gzipSync(`${oom}${Array.from({ length: 50_000 }, (_, index) => `2026-11-24 02:00:01,000 INFO  a.B [] - ${Math.sin(index)}`).join('\n')}`);
    const ended = await explained((folder) => writeFile(join(folder, 'a.log.gz'), whole.subarray(0, whole.length / 2)), 'a.log.gz');
    expect(firstCause(ended.stdout)).toBe('heap-oom');
    expect(Diagnosis.parse(JSON.parse(ended.stdout)).explanation?.texts[0]?.why).toMatch(/damaged/);
  });

  it('10,000 nested causes: the innermost decides', async () => {
    const nested = Array.from({ length: 10_000 }, (_, index) => `${index === 0 ? '' : 'Caused by: '}java.lang.RuntimeException: level ${index}\n\tat a.B.c(B.java:${index})\n`).join('');
    const ended = await jobwarden(['explain', '-', '-o', 'json'], {}, `2026-11-24 02:00:01,000 ERROR a.B [] - it broke\n${nested}Caused by: ${oom}`);
    expect(ended.code, ended.stderr).toBe(findings);
    expect(firstCause(ended.stdout)).toBe('heap-oom');
    expect(ended.maxRssMb).toBeLessThan(mostMemory);
  });
});
