import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { Diagnosis, verdicts } from '@app/model';
import { diagnoseFolder, firstCause, knowledge } from '../support/diagnosing.js';
import { healthy, incidents, recordings } from '../support/recordings.js';

const Expected = z.object({ verdict: z.enum(verdicts), firstCause: z.string().nullable(), also: z.array(z.string()), never: z.array(z.string()) });
const expectedOf = (folder: string) => Expected.parse(JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')));

describe('recorded incidents', () => {
  it('are there', () => {
    expect(incidents.length).toBeGreaterThan(20);
    expect(healthy.length).toBeGreaterThan(6);
  });

  it.each(incidents)('$name: verdict and first cause', async ({ folder }) => {
    const expected = expectedOf(folder);
    const outcome = await diagnoseFolder(folder);
    const codes = outcome.diagnosis.findings.map((finding) => finding.code);
    expect({ verdict: outcome.diagnosis.verdict, firstCause: firstCause(outcome) }).toEqual({ verdict: expected.verdict, firstCause: expected.firstCause });
    expect(codes.filter((code) => expected.never.includes(code))).toEqual([]);
  });

  it.each(incidents)('$name: no finding above info that the expectation does not know', async ({ folder }) => {
    const expected = expectedOf(folder);
    const { diagnosis } = await diagnoseFolder(folder);
    const known = new Set([expected.firstCause, ...expected.also]);
    expect(diagnosis.findings.filter((finding) => finding.severity !== 'info' && !known.has(finding.code)).map((finding) => finding.code)).toEqual([]);
  });

  it.each(healthy)('$name: healthy, and nothing above info', async ({ folder }) => {
    const { diagnosis } = await diagnoseFolder(folder);
    expect(diagnosis.findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.code)).toEqual([]);
    expect(diagnosis.verdict).toBe('healthy');
  });

  it.each(recordings)('$name: the answer keeps its schema, names only rules of the pack, and stays within 60 requests', async ({ folder }) => {
    const { diagnosis } = await diagnoseFolder(folder);
    expect(Diagnosis.parse(diagnosis)).toEqual(diagnosis);
    const codes = new Set(knowledge.pack.rules.map((rule) => rule.code));
    expect(diagnosis.findings.filter((finding) => !codes.has(finding.code))).toEqual([]);
    expect(diagnosis.looked.length).toBeLessThanOrEqual(60);
  });
});
