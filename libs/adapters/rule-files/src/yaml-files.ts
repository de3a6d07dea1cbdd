import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Path below the folder, with `/`, to text; empty when there is no such folder. Sorted, so that the same files make the same pack everywhere.
 * Read one after the other: three hundred small files take 10 ms that way, and five times as long through the thread pool.
 */
export function yamlFiles(folder: string): ReadonlyMap<string, string> {
  const paths = namesIn(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.split(sep).join('/')).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
