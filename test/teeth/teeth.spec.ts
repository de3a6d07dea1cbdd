import { describe, expect, it } from 'vitest';
import type { Diagnosis, Verdict } from '@app/model';
import { blindTo, diagnoseFolder, knowledge } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';

/** What a verdict may become when something could not be read: it never gets better, and a fault that is lost turns into unknown. */
const allowed: Readonly<Record<Verdict, readonly Verdict[]>> = {
  faulty: ['faulty', 'unknown'],
  unknown: ['unknown'],
  'at-risk': ['at-risk', 'unknown'],
  healthy: ['healthy', 'unknown'],
};

/** A fault that can no longer be seen to be over counts as a fault again. */
const healedBefore = (diagnosis: Diagnosis): boolean => diagnosis.findings.some((finding) => finding.kind === 'fault' && finding.severity === 'info');
const mayBecome = (diagnosis: Diagnosis): readonly Verdict[] => [...allowed[diagnosis.verdict], ...(healedBefore(diagnosis) ? (['faulty'] as const) : [])];

const ancestors = (code: string): Set<string> => {
  const seen = new Set([code]);
  for (const one of seen) for (const parent of knowledge.pack.rules.find((rule) => rule.code === one)?.under ?? []) seen.add(parent);
  return seen;
};

const lost = (before: Diagnosis, after: Diagnosis): string[] => {
  const kept = new Set(after.findings.map((finding) => finding.code));
  const open = new Set(after.unknown.map((rule) => rule.code));
  return before.findings
    .filter((finding) => finding.severity !== 'info' && !kept.has(finding.code))
    .filter((finding) => ![...ancestors(finding.code)].some((code) => open.has(code)))
    .map((finding) => finding.code);
};

describe('a reading that is taken away', () => {
  it.each(recordings)('$name: never makes the verdict better, and no finding vanishes without a trace', async ({ folder }) => {
    const { diagnosis, snapshot } = await diagnoseFolder(folder);
    for (const key of snapshot.entries.keys()) {
      const blind = (await diagnoseFolder(folder, { source: blindTo((other) => other === key) })).diagnosis;
      expect.soft(mayBecome(diagnosis), `without ${key}: ${diagnosis.verdict} -> ${blind.verdict}`).toContain(blind.verdict);
      expect.soft(lost(diagnosis, blind), `without ${key}`).toEqual([]);
    }
  });

  it.each(recordings)('$name: nothing at all is unknown, not healthy', async ({ folder }) => {
    const { diagnosis } = await diagnoseFolder(folder, { source: blindTo(() => true) });
    expect(diagnosis.verdict).toBe('unknown');
    expect(diagnosis.causes).toEqual([]);
  });
});

describe('what a mandatory rule needs', () => {
  /** A finished job and one that runs for some seconds are healthy whatever load or old exceptions say. */
  const settledAnyway = /^(finished-bounded|owner-restart)/;
  const healthyJobs = recordings.filter(({ kind, name }) => kind === 'healthy' && !settledAnyway.test(name));
  const questions = ['flink job ', 'flink exceptions ', 'flink checkpoints ', 'flink vertex-load '];

  it.each(healthyJobs)('$name: without it the job is unknown', async ({ folder }) => {
    const { snapshot } = await diagnoseFolder(folder);
    for (const question of questions) {
      if (![...snapshot.entries.keys()].some((key) => key.startsWith(question))) continue;
      const { diagnosis } = await diagnoseFolder(folder, { source: blindTo((key) => key.startsWith(question)) });
      expect.soft(diagnosis.verdict, `without ${question}`).toBe('unknown');
    }
  });
});
