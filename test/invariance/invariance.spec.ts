import { describe, expect, it } from 'vitest';
import { openRecording, type Tape } from '@app/adapters/replay';
import type { Diagnosis } from '@app/model';
import { diagnoseRecording, firstCause, must } from '../support/diagnosing.js';
import { recordings } from '../support/recordings.js';
import { renamed, scaled, withTape } from '../support/transform.js';

const codes = (diagnosis: Diagnosis): string[] => [...new Set(diagnosis.findings.map((finding) => finding.code))].sort();

const compare = async (folder: string, change: (tape: Tape) => Tape): Promise<void> => {
  const recording = must(await openRecording(folder));
  const before = await diagnoseRecording(recording);
  const after = await diagnoseRecording(withTape(recording, change(recording.tape)));
  expect({ verdict: after.diagnosis.verdict, first: firstCause(after), codes: codes(after.diagnosis) })
    .toEqual({ verdict: before.diagnosis.verdict, first: firstCause(before), codes: codes(before.diagnosis) });
};

describe('a diagnosis does not hang on names or sizes', () => {
  it.each(recordings)('$name: other names of jobs, vertices and packages', ({ folder }) => compare(folder, renamed));
  it.each(recordings)('$name: three times the parallelism', ({ folder }) => compare(folder, (tape) => scaled(tape, 3)));
});
