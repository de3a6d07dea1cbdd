import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of an annotated log. */
export interface Labelled {
  readonly content: string;
  readonly template: string;
}

/** RFC 4180: records by the names in the first row. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  for (let match = field.exec(text); match !== null && match[0] !== ''; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  const [head = [], ...body] = rows;
  return body.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
}

/** Annotated logs in a folder laid out like loghub: `2k/<System>/<System>_2k.log_structured_corrected.csv`, `gt/khan/<System>.csv`. */
export class Loghub {
  constructor(private readonly folder: string) {}

  systems(): string[] {
    const all = join(this.folder, '2k');
    return existsSync(all) ? readdirSync(all).filter((system) => existsSync(this.structured(system))).toSorted() : [];
  }

  /** Groups are judged by these labels. */
  corrected(system: string): Labelled[] {
    return parseCsv(readFileSync(this.structured(system), 'utf8')).map((row) => ({ content: (row['Content'] ?? '').replace(/[\r\n]+/g, ' '), template: row['EventTemplate'] ?? '' }));
  }

  /** Texts are judged by these, which have one style for all systems. */
  khan(system: string): string[] | null {
    const file = join(this.folder, 'gt/khan', `${system}.csv`);
    return existsSync(file) ? parseCsv(readFileSync(file, 'utf8')).map((row) => row['EventTemplate'] ?? '') : null;
  }

  /** Writes a large log with fresh values and its labels by the `mkcorpus.mjs` beside the data; false where that is missing. */
  vary(log: string, labels: string, systems: readonly string[], lines: number, seed: number): boolean {
    const tool = join(this.folder, 'mkcorpus.mjs');
    if (!existsSync(tool)) return false;
    const run = spawnSync(process.execPath, [tool, '--out', log, '--labels', labels, '--lines', String(lines), '--seed', String(seed), ...(systems.length > 0 ? ['--systems', systems.join(',')] : [])], { stdio: ['ignore', 'ignore', 'inherit'] });
    return run.status === 0;
  }

  private structured(system: string): string {
    return join(this.folder, '2k', system, `${system}_2k.log_structured_corrected.csv`);
  }
}
