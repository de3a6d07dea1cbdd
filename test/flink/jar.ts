import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classpath, flinkHome, majorOf, run } from './home.js';

const jobs = fileURLToPath(new URL('./jobs', import.meta.url));
const building = new Map<string, Promise<string>>();

/** One jar with all scenario jobs, built once per Flink version and state of the sources. */
export function jobsJar(version: string): Promise<string> {
  const known = building.get(version) ?? build(version);
  building.set(version, known);
  return known;
}

async function build(version: string): Promise<string> {
  const sources = [jobs, join(jobs, `flink${majorOf(version)}`)].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.java'))
      .map((file) => join(folder, file)),
  );
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const folder = join(tmpdir(), 'jobwarden-flink', 'jars', `${version}-${hash.digest('hex').slice(0, 12)}`);
  const jar = join(folder, 'acme-jobs.jar');
  if (existsSync(jar)) return jar;
  const classes = join(folder, `classes-${process.pid}`);
  mkdirSync(classes, { recursive: true });
  const path = classpath(await flinkHome(version));
  await run('javac', ['--release', '11', '-nowarn', '-g', '-cp', path, '-d', classes, ...sources]);
  await run('jar', ['cf', `${jar}.${process.pid}`, '-C', classes, '.']);
  renameSync(`${jar}.${process.pid}`, jar);
  rmSync(classes, { recursive: true });
  return jar;
}
