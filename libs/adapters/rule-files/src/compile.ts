import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePack } from '@app/diagnose';
import { compileGates, parseSignatures, type Signature } from '@app/log-knowledge';
import { catalogue } from '@app/observe';
import { z } from 'zod';
import type { Problem, Result } from '@app/model';
import type { CompiledKnowledge } from './kept.js';

const signatureFolder = 'signatures/';

/** Parses and checks every file. */
export function compileFiles(folder: string, files: ReadonlyMap<string, string>): Result<CompiledKnowledge> {
  if (files.size === 0) return { ok: false, problem: noRules(folder) };
  const ready = parsedBefore(folder, files);
  const pack = compilePack(files, catalogue, undefined, ready);
  if (!pack.ok) return pack;
  const signatures: Signature[] = [];
  for (const [path, text] of files) {
    if (!path.startsWith(signatureFolder)) continue;
    const parsed = parseSignatures(text, path, ready.get(path));
    if (!parsed.ok) return parsed;
    signatures.push(...parsed.value);
  }
  return { ok: true, value: { pack: pack.value, signatures, gates: compileGates(signatures) } };
}

/** What the build parsed: path to the text's SHA-256 and its value. */
const Parsed = z.record(z.string(), z.object({ sha256: z.string(), value: z.unknown() }));

/** Values of those files whose text is still what the build parsed: where one file was edited, only that one is parsed. */
function parsedBefore(folder: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, unknown> {
  const parsed = Parsed.safeParse(jsonIn(join(folder, '..', 'dist', 'rules.json')));
  if (!parsed.success) return new Map();
  const same = ([path, file]: readonly [string, string]): boolean => parsed.data[path]?.sha256 === createHash('sha256').update(file).digest('hex');
  return new Map([...files].filter(same).map(([path]) => [path, parsed.data[path]?.value]));
}

/** Null when there is no such file or it was cut off: then everything is parsed anew. */
const jsonIn = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const noRules = (folder: string): Problem => ({
  code: 'rule.invalid',
  what: 'There is no rule pack',
  why: `no .yaml file was found below ${folder}`,
  next: 'Point to the folder that holds the rules, or install the package again.',
});
