import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CompiledPack } from '@app/diagnose';
import type { KeptGates, Signature } from '@app/log-knowledge';

/** A checked rule pack as plain data. */
export interface CompiledKnowledge {
  readonly pack: CompiledPack;
  readonly signatures: readonly Signature[];
  readonly gates: KeptGates;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One hash of all paths and texts: one changed letter, one more or one less file, and what was kept is not used. */
export const hashOf = (files: ReadonlyMap<string, string>): string => sha256([...files].flat().join('\0'));

/** First line: hash of the rule files and hash of the second line, which is JSON. */
export function writeKept(files: ReadonlyMap<string, string>, value: unknown): string {
  const body = JSON.stringify(value);
  return `${hashOf(files)} ${sha256(body)}\n${body}`;
}

/** What was kept, if it was made of exactly these files and is whole; else null, and the files are checked anew. */
export function readKept<T>(path: string, files: ReadonlyMap<string, string>): T | null {
  const text = textOf(path);
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, Math.max(end, 0)) !== `${hashOf(files)} ${sha256(body)}`) return null;
  const value: T = JSON.parse(body); // the hash says that it is what this build wrote
  return value;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
