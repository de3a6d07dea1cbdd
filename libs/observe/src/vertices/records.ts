import type { Vertex } from './schema.js';

/** Records of each subtask, by index: what it read, or, for a source (which reads nothing from a vertex), what it wrote. */
export function recordsOf({ subtasks }: Vertex): ReadonlyMap<number, number> {
  const reads = subtasks.some(({ metrics }) => metrics['read-records'] > 0);
  return new Map(subtasks.map(({ subtask, metrics }) => [subtask, metrics[reads ? 'read-records' : 'write-records']]));
}

/** Key of the largest value; null without any number. */
export function topOf(values: Iterable<readonly [number, number]>): number | null {
  let top: readonly [number, number] | null = null;
  for (const pair of values) if (!Number.isNaN(pair[1]) && (top === null || pair[1] > top[1])) top = pair;
  return top?.[0] ?? null;
}
