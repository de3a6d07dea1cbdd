import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadPack, type Pack } from '@app/diagnose';
import { createSignatureMatcher, parseSignatures, type Signature } from '@app/log-knowledge';
import { catalogue } from '@app/observe';
import { z } from 'zod';
import type { Problem, Result, SignatureMatcher } from '@app/model';

/** The rule pack as a process needs it: rules compiled against the fact catalogue, signatures ready to match. */
export interface Knowledge {
  readonly pack: Pack;
  readonly signatures: SignatureMatcher;
}

const signatureFolder = 'signatures/';

/** Reads every YAML file below `folder`. A rule or signature that is not valid is a problem with file, line and column. */
export async function loadKnowledge(folder: string): Promise<Result<Knowledge>> {
  const files = await yamlFiles(folder);
  if (files.size === 0) return { ok: false, problem: noRules(folder) };
  const ready = await parsedBefore(folder, files);
  const rules = new Map([...files].filter(([path]) => !path.startsWith(signatureFolder)));
  const pack = loadPack(rules, catalogue, undefined, ready);
  if (!pack.ok) return pack;
  const signatures: Signature[] = [];
  for (const [path, text] of files) {
    if (!path.startsWith(signatureFolder)) continue;
    const parsed = parseSignatures(text, path, ready.get(path));
    if (!parsed.ok) return parsed;
    signatures.push(...parsed.value);
  }
  return { ok: true, value: { pack: pack.value, signatures: createSignatureMatcher(signatures) } };
}

/** What the build parsed: path to the text's SHA-256 and its value. */
const Parsed = z.record(z.string(), z.object({ sha256: z.string(), value: z.unknown() }));

/** Values of those files whose text is still what the build parsed; parsing YAML is most of the time that a short command takes. */
async function parsedBefore(folder: string, files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, unknown>> {
  const text = await readFile(join(folder, '..', 'dist', 'rules.json'), 'utf8').catch(() => '{}');
  const parsed = Parsed.safeParse(jsonOf(text));
  if (!parsed.success) return new Map();
  const same = ([path, file]: readonly [string, string]): boolean => parsed.data[path]?.sha256 === createHash('sha256').update(file).digest('hex');
  return new Map([...files].filter(same).map(([path]) => [path, parsed.data[path]?.value]));
}

/** Null when the file was cut off or damaged: then everything is parsed anew. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Path below the folder, with `/`, to text. Sorted, so that the same files make the same pack everywhere. */
export async function yamlFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const paths = names.filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return new Map(paths.map((path, index) => [relative('.', path).split(sep).join('/'), texts[index] ?? '']));
}

const noRules = (folder: string): Problem => ({
  code: 'rule.invalid',
  what: 'There is no rule pack',
  why: `no .yaml file was found below ${folder}`,
  next: 'Point to the folder that holds the rules, or install the package again.',
});
