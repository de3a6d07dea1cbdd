import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minorOf, repoRoot } from './home.js';
import { scrub } from './scrub.js';

const LONGEST = 300;
const SHORTEST = 3;

/** What each step of a tour wrote to each log, one small file for each. */
export class Excerpts {
  private readonly seen = new Map<string, number>();
  private count: number;

  constructor(
    private readonly version: string,
    private readonly logs: string,
    private readonly words: readonly (readonly [string, string])[],
    first: number,
  ) {
    this.count = first;
  }

  /** Keeps what has been written since the step before; what `only` does not name is passed over, what `later` names is left for the next step. */
  keep(step: string, only: RegExp, later?: string): number {
    const folder = join(repoRoot, 'fixtures', 'logs', 'harmless');
    mkdirSync(folder, { recursive: true });
    for (const file of existsSync(this.logs) ? readdirSync(this.logs).sort() : []) {
      const text = readFileSync(join(this.logs, file), 'utf8');
      const fresh = text.slice(this.seen.get(file) ?? 0);
      const who = file.replace(/^flink-/, '').replace(/\.log$/, '').replace('.out', '-stdout');
      if (who === later) continue;
      this.seen.set(file, text.length);
      const lines = fresh.split('\n').filter((line) => !/jdk\.compiler\/com\.sun|--add-(opens|exports)/.test(line));
      if (!only.test(who) || lines.length < SHORTEST) continue;
      const kept = lines.length > LONGEST ? [...lines.slice(0, LONGEST / 2), ...lines.slice(-LONGEST / 2)] : lines;
      const number = String(++this.count).padStart(2, '0');
      const shortened = kept.map((line) => (/^.* Classpath: /.test(line) ? line.replace(/Classpath: .*/, 'Classpath: :/opt/flink/lib/flink-dist.jar:::') : line));
      writeFileSync(join(folder, `${number}-${step}-${who}-${minorOf(this.version)}.log`), scrub(shortened.join('\n'), this.words));
    }
    return this.count;
  }
}
