import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignatureMatcher } from '@app/model';
import { writeKept } from './kept.js';
import { compileKnowledge, keptFile, loadKnowledge } from './rule-files.js';
import { yamlFiles } from './yaml-files.js';

const pack = fileURLToPath(new URL('../../../../rules', import.meta.url));
const tables = fileURLToPath(new URL('../../../../fixtures/signatures', import.meta.url));
let home = '';
beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'kept-')); });
afterAll(() => rm(home, { recursive: true, force: true }));

/** A copy of the rule pack and what a build kept of it; then something happens to one of the two. */
async function copied(name: string, then: (places: { rules: string; kept: string }) => Promise<void>) {
  const places = { rules: join(home, name), kept: join(home, `${name}-${keptFile}`) };
  await cp(pack, places.rules, { recursive: true });
  const compiled = await compileKnowledge(places.rules);
  await writeFile(places.kept, compiled.ok ? compiled.value : '');
  await then(places);
  return loadKnowledge(places.rules, places.kept);
}

const edit = async (path: string, change: (text: string) => string): Promise<void> => writeFile(path, change(await readFile(path, 'utf8')));
const heapOom = /^says: .*$/m;

describe('a kept rule pack', () => {
  it('is the pack itself', async () => {
    const [kept, anew] = [await copied('same', async () => {}), await loadKnowledge(pack)];
    if (!kept.ok || !anew.ok) throw new Error('the rule pack is not valid');
    const { rules: keptRules, facts: _, ...keptRest } = kept.value.pack;
    const { rules, facts: __, ...rest } = anew.value.pack;
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    expect(plain(keptRest)).toEqual(plain(rest));
    for (const [index, rule] of rules.entries()) expect(plain(keptRules[index]), rule.code).toEqual(plain(rule));
    const texts = [...yamlFiles(tables).values()].flatMap((text) => [...text.matchAll(/^ {4}- (['"])(.+)\1$/gm)].map(([, , one = '']) => one)).slice(0, 300);
    expect(texts).toHaveLength(300);
    const codes = (matcher: SignatureMatcher) => texts.map((text) => matcher.match(text).match?.signature ?? null);
    expect(codes(kept.value.signatures)).toEqual(codes(anew.value.signatures));
    expect(new Set(codes(kept.value.signatures)).size).toBeGreaterThan(50);
  });

  it('is read instead of the files', async () => {
    const empty = { pack: { version: 'kept', rules: [], weakSpots: [] }, signatures: [], gates: [] };
    const loaded = await copied('trusted', ({ rules, kept }) => writeFile(kept, writeKept(yamlFiles(rules), empty)));
    expect(loaded.ok && loaded.value.pack.version).toBe('kept');
  });

  it('is not used once a file was edited', async () => {
    const loaded = await copied('edited', ({ rules }) => edit(join(rules, 'memory/heap-oom.yaml'), (text) => text.replace(heapOom, 'says: "Edited by hand."')));
    expect(loaded.ok && loaded.value.pack.rule('heap-oom')?.texts.en.says).toBe('Edited by hand.');
  });

  it('is not used once a file was added or taken away', async () => {
    const loaded = await copied('fewer', ({ rules }) => rm(join(rules, 'memory/heap-oom.yaml')));
    expect(loaded.ok && loaded.value.pack.rule('heap-oom')).not.toEqual(expect.objectContaining({ code: 'heap-oom' }));
  });

  it('does not hide a mistake that came later', async () => {
    const loaded = await copied('broken', ({ rules }) => edit(join(rules, 'memory/heap-oom.yaml'), (text) => text.replace(/^severity: .*$/m, 'severity: terrible')));
    expect(loaded.ok ? '' : loaded.problem.why).toMatch(/memory\/heap-oom\.yaml:\d+:1 rule\.invalid severity/);
  });

  it.each([['cut off', (text: string) => text.slice(0, -100)], ['changed', (text: string) => text.replace('heap-oom', 'heap-mood')], ['empty', () => '']])('is not used when it is %s', async (name, spoil) => {
    const loaded = await copied(`spoilt ${name}`, ({ kept }) => edit(kept, spoil));
    expect(loaded.ok && loaded.value.pack.rule('heap-oom')?.code).toBe('heap-oom');
  });
});
