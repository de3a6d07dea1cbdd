import { openPack, type Pack } from '@app/diagnose';
import { createSignatureMatcher } from '@app/log-knowledge';
import { catalogue } from '@app/observe';
import type { Result, SignatureMatcher } from '@app/model';
import { readKept, writeKept, type CompiledKnowledge } from './kept.js';
import { yamlFiles } from './yaml-files.js';

/** The rule pack as a process needs it: rules compiled against the fact catalogue, signatures ready to match. */
export interface Knowledge {
  readonly pack: Pack;
  readonly signatures: SignatureMatcher;
}

/** Name of the file in which the build keeps the checked pack. */
export const keptFile = 'knowledge.json';

/**
 * Reads every YAML file below `folder`. A rule or signature that is not valid is a problem with file, line and column.
 * `kept` names what the build of this very program made of the files; while they are unchanged nothing is parsed or checked again.
 */
export async function loadKnowledge(folder: string, kept: string | null = null): Promise<Result<Knowledge>> {
  const files = yamlFiles(folder);
  const before = kept === null ? null : readKept<CompiledKnowledge>(kept, files);
  const compiled: Result<CompiledKnowledge> = before === null ? await compiledAnew(folder, files) : { ok: true, value: before };
  if (!compiled.ok) return compiled;
  const { pack, signatures, gates } = compiled.value;
  return { ok: true, value: { pack: openPack(pack, catalogue), signatures: createSignatureMatcher(signatures, gates) } };
}

/** For the build: the text to keep. */
export async function compileKnowledge(folder: string): Promise<Result<string>> {
  const files = yamlFiles(folder);
  const compiled = await compiledAnew(folder, files);
  return compiled.ok ? { ok: true, value: writeKept(files, compiled.value) } : compiled;
}

/** Loaded only when it is needed: the parser of YAML and the schemas of the files are half of what a short command would load. */
const compiledAnew = async (...what: Parameters<typeof import('./compile.js')['compileFiles']>): Promise<Result<CompiledKnowledge>> =>
  (await import('./compile.js')).compileFiles(...what);
