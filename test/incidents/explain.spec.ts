import { describe, expect, it } from 'vitest';
import { openRecording } from '@app/adapters/replay';
import type { Diagnosis } from '@app/model';
import { createExplainer, wallClock } from '@app/wiring';
import { knowledge, must } from '../support/diagnosing.js';
import { healthy, incidents } from '../support/recordings.js';

const explainer = createExplainer({ ...knowledge, clock: wallClock });

/** The logs of a recording as they lay on disk: JobManager's, and each TaskManager's, also of those that are gone. */
async function explained(folder: string): Promise<Diagnosis> {
  const { tape } = must(await openRecording(folder));
  const inputs = Object.entries(tape.logs).flatMap(([path, log]) => {
    const name = /^\/jobmanager\/logs\/([^/]+)$/.exec(path)?.[1];
    return name === undefined || log.t === '' ? [] : [{ kind: 'bytes' as const, name, bytes: [Buffer.from(log.t)] }];
  });
  return must(await explainer.explain({ inputs, name: 'logs', context: [], lang: 'en' })).diagnosis;
}
const firstCause = ({ findings, causes }: Diagnosis): string | null => findings.find(({ id }) => id === causes[0])?.code ?? null;

/** No log tells of load or of settings. */
const onlyRest = ['backpressure-root', 'skewed-subtask', 'slow-sink', 'ckpt-disabled'];
/** The other job of that cluster fails. */
const notAlone = /^two-jobs-/;

describe('logs and REST agree', () => {
  it.each(incidents)('$name: the logs tell the first cause that REST tells', async ({ folder }) => {
    const expected = must(await openRecording(folder)).expected?.firstCause ?? null;
    if (expected !== null && onlyRest.includes(expected)) return;
    const diagnosis = await explained(folder);
    expect(firstCause(diagnosis)).toBe(expected);
    expect(diagnosis).toMatchObject({ job: null, verdict: 'faulty', time: 'after' });
  });

  it.each(healthy.filter(({ name }) => !notAlone.test(name)))('$name: nothing above info, and never healthy', async ({ folder }) => {
    const diagnosis = await explained(folder);
    expect(diagnosis.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual([]);
    expect(diagnosis.verdict).toBe('unknown');
  });
});
