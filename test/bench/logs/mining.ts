import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createLineMiner, createMiner, type LineTemplates } from '@app/log-templates';

const CHUNK = 1 << 18;

export function mineLines(lines: readonly string[]): LineTemplates {
  const miner = createLineMiner();
  for (const line of lines) miner.add(line);
  return miner.end();
}

/** From the file to a template per line. */
export function mineFile(file: string): LineTemplates {
  const miner = createLineMiner();
  const handle = openSync(file, 'r');
  const chunk = new Uint8Array(CHUNK);
  for (let read = readSync(handle, chunk, 0, CHUNK, null); read > 0; read = readSync(handle, chunk, 0, CHUNK, null)) miner.push(chunk.subarray(0, read));
  closeSync(handle);
  return miner.end();
}

/** Template ids of lines that two workers mined, each every other line, and a third put together. */
export function mineShards(lines: readonly string[]): string[] {
  const total = createMiner({ worker: 'total' });
  const ids: string[] = [];
  for (const shard of [0, 1]) {
    const miner = createMiner({ worker: `shard-${shard}` });
    for (let line = shard; line < lines.length; line += 2) ids[line] = miner.add(lines[line] ?? '').templateId;
    total.merge(miner.snapshot());
  }
  return ids.map((id) => total.resolve(id)?.id ?? '');
}

/** The yardstick: the file as lines, and the words of each. */
export function split(file: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  let words = 0;
  for (const line of lines) words += line.split(' ').length;
  return words < 0 ? 0 : lines.length - 1;
}

export interface Rates {
  readonly ours: number;
  readonly split: number;
}

/** Lines a second, medians of so many runs in turn. */
export function rates(file: string, runs: number): Rates {
  const times = { ours: [] as number[], split: [] as number[] };
  const timed = (run: () => number): number => {
    const start = process.hrtime.bigint();
    const lines = run();
    return lines / (Number(process.hrtime.bigint() - start) / 1e9);
  };
  for (let run = 0; run < runs; run += 1) {
    times.split.push(timed(() => split(file)));
    times.ours.push(timed(() => mineFile(file).lines));
  }
  const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  return { ours: median(times.ours), split: median(times.split) };
}
