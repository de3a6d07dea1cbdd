import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../../apps/cli/bin/jobwarden.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident memory of the program, in MB. */
  readonly maxRssMb: number;
}

const mark = 'maxRSS-kB=';
const telling = `data:text/javascript,process.on('exit',()=>process.stderr.write('${mark}'+process.resourceUsage().maxRSS))`;
const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/** Runs the built program as a person would, in a process of its own, with nothing of our settings. */
export async function jobwarden(args: readonly string[], settings: Readonly<Record<string, string>> = {}, input: string | null = null): Promise<Ended> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)));
  const child = spawn(process.execPath, ['--import', telling, program, ...args], { cwd: root, env: { ...inherited, NO_COLOR: '1', ...settings }, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}); // it may end before it has read everything
  child.stdin.end(input ?? '');
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [said = '', rss = ''] = Buffer.concat(err).toString().split(mark);
  return { code, stdout: Buffer.concat(out).toString(), stderr: said, maxRssMb: Number(rss) / 1024 };
}

/** A folder that is gone afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
