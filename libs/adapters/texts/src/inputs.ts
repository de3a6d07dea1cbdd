import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a person hands over: a path of a file or folder, or bytes with a name (standard input, an upload, a pasted text). */
export type TextInput =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** One text to be read. `why` says that it cannot be. */
export type Found =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }
  | { readonly name: string; readonly why: string };

/** Files of one folder, all levels together; more are told, not read. */
const mostFiles = 2_000;

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist', ENOTDIR: 'the path leads through a file', EACCES: 'it may not be read', EPERM: 'it may not be read', ELOOP: 'its links lead in a circle',
  EISDIR: 'it is a folder', Z_DATA_ERROR: 'its gzip is damaged', Z_BUF_ERROR: 'its gzip is cut off', ENAMETOOLONG: 'its name is too long',
};
export const trouble = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return troubles[code] ?? `it cannot be read${code === '' ? '' : ` (${code})`}`;
};

/** The texts behind an input, in the order of their names. Folders are walked through; links are not followed, so that nothing comes twice. */
export async function textsIn(input: TextInput): Promise<readonly Found[]> {
  if (input.kind === 'bytes') return [{ name: input.name, bytes: input.bytes }];
  const { path } = input;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await walk(path);
    if (found.isFile() || found.isFIFO() || found.isCharacterDevice()) return [{ name: path, path }];
    return [{ name: path, why: 'it is neither a file nor a folder' }];
  } catch (error) {
    return [{ name: path, why: trouble(error) }];
  }
}

async function walk(top: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const waiting = [top];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const entries = await entriesOf(folder);
    if ('why' in entries) found.push({ name: folder, why: entries.why });
    else {
      for (const entry of entries.list) {
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory()) waiting.push(path);
        else if (entry.isFile()) found.push({ name: path, path });
      }
    }
    if (found.length > mostFiles) return [...found.slice(0, mostFiles), { name: top, why: `it holds more than ${mostFiles} files; the others were not read` }];
  }
  return found;
}

type Entries = { readonly list: readonly Dirent[] } | { readonly why: string };

const entriesOf = async (folder: string): Promise<Entries> => {
  try {
    return { list: (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (error) {
    return { why: trouble(error) };
  }
};
