import type { KnownText } from '@app/log-knowledge';
import { readKept, writeKept } from './kept.js';
import { yamlFiles } from './yaml-files.js';

/** Name of the file in which the build keeps the known texts. */
export const keptTextsFile = 'known-texts.json';

/**
 * Texts whose code is known: the words of every signature of the pack, and the example texts in the tables of signatures.
 * The tables are tests and do not come with the program, so the build keeps what it read of them; a pack that was edited since,
 * or another one, is read anew with the tables that are there.
 */
export async function loadKnownTexts(folder: string, tables: string, kept: string | null = null): Promise<readonly KnownText[]> {
  const files = yamlFiles(folder);
  const before = kept === null ? null : readKept<readonly KnownText[]>(kept, files);
  return before ?? (await import('./compile-texts.js')).knownTexts(files, yamlFiles(tables));
}

/** For the build: the text to keep. */
export async function compileKnownTexts(folder: string, tables: string): Promise<string> {
  const files = yamlFiles(folder);
  return writeKept(files, (await import('./compile-texts.js')).knownTexts(files, yamlFiles(tables)));
}
