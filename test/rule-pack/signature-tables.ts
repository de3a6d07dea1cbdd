import { createSignatureMatcher, type Signature } from '@app/log-knowledge';
import type { SignatureMatch, SignatureMatcher } from '@app/model';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Table = z.array(z.strictObject({
  signature: z.string().describe('Id of a signature of the family of the same name'),
  is: z.array(z.string().min(1)).min(1).describe('Texts that get the code of this signature'),
  not: z.array(z.string().min(1)).min(1).describe('Texts that look like it and get another code or none'),
}));

export interface SignatureFamily {
  readonly family: string;
  readonly signatures: readonly Signature[];
}

/**
 * What is wrong with the tables of example texts, each as `<family>.yaml: what`; empty when nothing is.
 * `tables` are the texts of the files by family.
 */
export function checkTables(families: readonly SignatureFamily[], tables: ReadonlyMap<string, string>): readonly string[] {
  const matcher = createSignatureMatcher(families.flatMap(({ signatures }) => signatures));
  const codeOf = (text: string, signature: Signature): string | null => read(matcher, text, signature)?.code ?? null;
  const problems: string[] = [];
  for (const [family, yamlText] of tables) {
    const known = new Map(families.find((one) => one.family === family)?.signatures.map((one) => [one.id, one]) ?? []);
    const document = parseDocument(yamlText);
    const table = Table.safeParse(document.errors.length > 0 ? null : document.toJS());
    if (!table.success) {
      problems.push(`${family}.yaml: ${document.errors[0]?.message ?? z.prettifyError(table.error)}`);
      continue;
    }
    for (const { signature: id, is, not } of table.data) {
      const signature = known.get(id);
      if (signature === undefined) {
        problems.push(`${family}.yaml: no signature ${id} in this family`);
        continue;
      }
      for (const text of is) {
        const code = codeOf(text, signature);
        if (code !== signature.code) problems.push(`${family}.yaml: ${id}: should be ${signature.code}, got ${code}: ${headOf(text)}`);
        else if (read(createSignatureMatcher([signature]), text, signature) === null) problems.push(`${family}.yaml: ${id}: another signature recognises this: ${headOf(text)}`);
      }
      for (const text of not) if (codeOf(text, signature) === signature.code) problems.push(`${family}.yaml: ${id}: must not be ${signature.code}: ${headOf(text)}`);
    }
    const twice = table.data.map(({ signature }) => signature).filter((id, index, all) => all.indexOf(id) !== index);
    problems.push(...twice.map((id) => `${family}.yaml: ${id} is there twice`));
  }
  return problems;
}

/** Signatures that no table shows. */
export function withoutTable(families: readonly SignatureFamily[], tables: ReadonlyMap<string, string>): readonly string[] {
  return families.flatMap(({ family, signatures }) => {
    const table = Table.safeParse(parseDocument(tables.get(family) ?? '[]').toJS());
    const shown = new Set(table.success ? table.data.map(({ signature }) => signature) : []);
    return signatures.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
  });
}

const followedUp: ReadonlySet<Signature['role']> = new Set(['cause', 'symptom', 'envelope']);

/** Codes that a diagnosis may name although no rule says what they mean. */
export function withoutRule(families: readonly SignatureFamily[], hasRule: (code: string) => boolean): readonly string[] {
  const codes = families.flatMap(({ signatures }) => signatures).filter(({ role }) => followedUp.has(role)).map(({ code }) => code);
  return [...new Set(codes)].filter((code) => !hasRule(code)).sort();
}

/** A signature that waits for something reads the text as a log of several events, and its last one decides. */
function read(matcher: SignatureMatcher, text: string, { after }: Signature): SignatureMatch | null {
  if (after === undefined) return matcher.match(text).match;
  const recognise = matcher.follow();
  return matcher.events(text, 'a.log').map((event) => recognise(event).match).at(-1) ?? null;
}

const headOf = (text: string): string => text.split('\n')[0]?.slice(0, 160) ?? '';
