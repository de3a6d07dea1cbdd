import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minorOf, repoRoot } from './home.js';
import type { Scenario } from './scenario.js';
import { scrub, trimLog } from './scrub.js';

/** Above this a log is kept compressed. */
const PLAIN = 64 * 1024;

/** The logs as they lie on the disks of a cluster, those of a TaskManager that is gone too: what a person hands over. */
export function writeLogs(scenario: Scenario, version: string, cluster: string, words: readonly (readonly [string, string])[]): void {
  const folder = join(repoRoot, 'fixtures', 'logs', `${scenario.name}-${minorOf(version)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(join(cluster, 'log')).sort()) {
    const text = scrub(trimLog(readFileSync(join(cluster, 'log', file), 'utf8')), words);
    if (text.trim() === '') continue;
    const name = file.replace(/^flink-jm/, 'jobmanager').replace(/^flink-tm/, 'taskmanager');
    if (text.length > PLAIN) writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
    else writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify({ firstCause: scenario.expected.firstCause }, null, 2)}\n`);
}
