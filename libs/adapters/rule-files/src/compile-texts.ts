import { parseSignatures, wordsOfSignature, type KnownText, type Signature } from '@app/log-knowledge';
import { parse } from 'yaml';
import { z } from 'zod';

const Table = z.array(z.object({ signature: z.string(), is: z.array(z.string()) }));
const named = /^(?:(.*)\/)?([^/]+)\.yaml$/;

/** A file that is not valid is left out: whoever loads the pack tells it. */
export function knownTexts(rules: ReadonlyMap<string, string>, tables: ReadonlyMap<string, string>): readonly KnownText[] {
  const families = new Map([...rules.keys()].flatMap((path): readonly [string, string][] => {
    const [, folder = '', id = ''] = named.exec(path) ?? [];
    return folder === 'signatures' || folder === 'shapes' ? [] : [[id, folder]];
  }));
  const signatures = [...rules].flatMap(([path, text]) => {
    const parsed = path.startsWith('signatures/') ? parseSignatures(text, path) : null;
    return parsed?.ok === true ? parsed.value : [];
  });
  const byId = new Map(signatures.map((signature) => [signature.id, signature]));
  const known = ({ code, id, role }: Signature, kind: KnownText['kind'], text: string): KnownText => ({ code, category: role === 'harmless' ? 'harmless' : (families.get(code) ?? 'other'), signature: id, kind, text });
  const own = signatures.map((signature) => known(signature, 'signature', wordsOfSignature(signature))).filter(({ text }) => text !== '');
  const samples = [...tables.values()].flatMap((text) => Table.safeParse(valueIn(text)).data ?? []).flatMap(({ signature: id, is }) => {
    const signature = byId.get(id);
    return signature === undefined ? [] : is.map((text) => known(signature, 'sample', text));
  });
  return [...own, ...samples];
}

function valueIn(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
