import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '@app/diagnose';
import { parseSignatures, type Signature } from '@app/log-knowledge';
import { catalogue } from '@app/observe';
import { describe, expect, it } from 'vitest';
import { checkTables, type SignatureFamily, withoutRule, withoutTable } from './signature-tables.js';

const project = join(import.meta.dirname, '..', '..');

const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => [path.split('\\').join('/'), readFileSync(join(project, folder, path), 'utf8')]),
  );

const familyOf = (path: string): string => path.replace(/^signatures\//, '').replace(/\.yaml$/, '');

function parsedOrThrow(text: string, path: string): readonly Signature[] {
  const parsed = parseSignatures(text, path);
  if (!parsed.ok) throw new Error(parsed.problem.why);
  return parsed.value;
}

const rules = filesIn('rules');
const families: readonly SignatureFamily[] = [...rules]
  .filter(([path]) => path.startsWith('signatures/'))
  .map(([path, text]) => ({ family: familyOf(path), signatures: parsedOrThrow(text, path) }));
const tables = new Map([...filesIn('fixtures/signatures')].map(([path, text]) => [familyOf(path), text]));

describe('the tables of signatures', () => {
  it('hold', () => {
    expect(checkTables(families, tables)).toEqual([]);
  });

  it('show every signature', () => {
    expect(withoutTable(families, tables)).toEqual([]);
  });

  it('belong to a family of signatures', () => {
    const names = families.map(({ family }) => family);
    expect([...tables.keys()].filter((family) => !names.includes(family))).toEqual([]);
  });
});

it('every code that a signature names has a rule', () => {
  const loaded = loadPack(rules, catalogue);
  if (!loaded.ok) throw new Error(loaded.problem.why);
  expect(withoutRule(families, (code) => loaded.value.rule(code) !== null)).toEqual([]);
});

describe('the checker', () => {
  const sample: readonly SignatureFamily[] = [{
    family: 'demo',
    signatures: parsedOrThrow(
      "- { id: lamp-broken, code: lamp-broken, role: cause, message: '^The lamp is broken', note: 'x' }\n- { id: lamp-dark, code: lamp-dark, role: symptom, message: 'is dark', note: 'x' }\n- { id: lamp-again, code: lamp-again, role: cause, text: 'is dim', after: { text: 'is dim' }, note: 'x' }\n- { id: lamp-noise, code: lamp-noise, role: harmless, text: 'flickers', note: 'x' }",
      'demo.yaml',
    ),
  }];
  const check = (table: string): readonly string[] => checkTables(sample, new Map([['demo', table]]));

  it('accepts a good table', () => {
    expect(check("- { signature: lamp-broken, is: ['a.LampException: The lamp is broken'], not: ['a.LampException: The table is broken'] }")).toEqual([]);
  });

  it('reads a text as several events where one waits for another', () => {
    const once = '2026-11-24 01:00:00,000 INFO a.B [] - it is dim';
    const table = (is: string, not: string): string => JSON.stringify([{ signature: 'lamp-again', is: [is], not: [not] }]);
    expect(check(table(`${once}\n${once}`, once))).toEqual([]);
    expect(check(table(once, 'it is bright')).join('\n')).toContain('should be lamp-again, got null');
  });

  it.each([
    ['an unknown signature', "- { signature: chair, is: [a], not: [b] }", 'no signature chair'],
    ['a text that nothing recognises', "- { signature: lamp-broken, is: ['a.LampException: The table is broken'], not: [b] }", 'should be lamp-broken, got null'],
    ['a text that gets another code', "- { signature: lamp-dark, is: [\"a.RoomException: it is dark\\nCaused by: a.LampException: The lamp is broken\"], not: [b] }", 'should be lamp-dark, got lamp-broken'],
    ['a look-alike that gets the code', "- { signature: lamp-broken, is: ['a.LampException: The lamp is broken'], not: ['a.LampException: The lamp is broken, not'] }", 'must not be lamp-broken'],
    ['no look-alike', "- { signature: lamp-broken, is: ['a.LampException: The lamp is broken'] }", 'not'],
    ['no text', "- { signature: lamp-broken, is: [], not: [b] }", 'is'],
    ['no table', 'lamp: broken', 'expected array'],
    ['no YAML', '- { signature: [', 'demo.yaml'],
    ['a signature that is there twice', "- { signature: lamp-noise, is: [it flickers], not: [b] }\n- { signature: lamp-noise, is: [it flickers], not: [b] }", 'lamp-noise is there twice'],
  ])('refuses %s', (_, table, why) => {
    expect(check(table).join('\n')).toContain(why);
  });

  it('names what has no table, and which code has no rule', () => {
    const some = new Map([['demo', '- { signature: lamp-dark, is: [x], not: [y] }']]);
    expect(withoutTable(sample, some)).toEqual(['lamp-broken', 'lamp-again', 'lamp-noise']);
    expect(withoutRule(sample, (code) => code === 'lamp-dark')).toEqual(['lamp-again', 'lamp-broken']);
  });
});
