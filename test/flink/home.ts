import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);
export const repoRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const cacheFolder = resolve(process.env['JOBWARDEN_FLINK_HOME'] ?? join(repoRoot, '.flink'));

/** The jars of a Flink release come from a Python package: no Docker, no tarball. */
export async function flinkHome(version: string): Promise<string> {
  const home = join(cacheFolder, version);
  if (existsSync(join(home, 'lib'))) return home;
  const part = `${home}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(cacheFolder, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', part];
  await run('python3', [...pip, `apache-flink-libraries==${version}`]);
  renameSync(join(part, 'pyflink'), home);
  rmSync(part, { recursive: true, force: true });
  return home;
}

export function classpath(home: string): string {
  const lib = join(home, 'lib');
  return readdirSync(lib)
    .filter((file) => file.endsWith('.jar'))
    .sort()
    .map((file) => join(lib, file))
    .join(':');
}

export const majorOf = (version: string): string => version.split('.')[0] ?? version;
export const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');
export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
