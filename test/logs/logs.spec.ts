import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createExplainer, wallClock } from '@app/wiring';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { diagnoseFolder, firstCause, knowledge, must } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';

const logs = fileURLToPath(new URL('../../fixtures/logs/', import.meta.url));
const Expected = z.object({ firstCause: z.string().nullable() });

const folders = readdirSync(logs, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'harmless')
  .map(({ name }) => name);
const harmless = readdirSync(`${logs}harmless`).filter((file) => file.endsWith('.log'));

const explainer = createExplainer({ pack: knowledge.pack, signatures: knowledge.signatures, clock: wallClock });
const explained = async (path: string) =>
  must(await explainer.explain({ inputs: [{ kind: 'path', path: `${logs}${path}` }], name: path, context: [], lang: 'en' }));

describe('logs as they lie on disk', () => {
  it('are of both versions', () => {
    expect(folders.filter((name) => name.endsWith('-1.20')).map((name) => name.replace(/-1\.20$/, ''))).toEqual(
      folders.filter((name) => name.endsWith('-2.3')).map((name) => name.replace(/-2\.3$/, '')),
    );
    expect(folders.length).toBeGreaterThanOrEqual(12);
  });

  it.each(folders)('%s: the first cause is the one that was provoked', async (folder) => {
    const expected = Expected.parse(JSON.parse(readFileSync(`${logs}${folder}/expected.json`, 'utf8')));
    expect(firstCause(await explained(folder))).toBe(expected.firstCause);
  });

  it.each(recordings.filter(({ name }) => folders.includes(name)))('$name: the live diagnosis of the same run names the same cause', async ({ name, folder }) => {
    expect(firstCause(await explained(name))).toBe(firstCause(await diagnoseFolder(folder)));
  });
});

describe('logs of healthy runs', () => {
  it('are there', () => expect(harmless.length).toBeGreaterThanOrEqual(40));

  it.each([...harmless, ''])('harmless/%s: no cause above info, and no word of errors', async (file) => {
    const { diagnosis } = await explained(`harmless/${file}`);
    expect(diagnosis.summary).toMatch(/names no fault|tells of no error at all/);
    expect(diagnosis.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual([]);
  });
});
