import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const skipped = new Set(['node_modules', 'dist']);

/** Paths below `folder`, from the root of the repository, with `/`. */
export function filesIn(folder: string, ends: RegExp = /./): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesIn(path, ends);
    return ends.test(entry.name) ? [relative(root, join(root, path)).split(sep).join('/')] : [];
  });
}
