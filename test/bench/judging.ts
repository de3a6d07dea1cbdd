import { judge, openTrial } from '@app/diagnose';
import type { Observation, Snapshot } from '@app/model';
import { createObserve } from '@app/observe';
import { diagnoseFolder, knowledge } from '../support/diagnosing.js';
import { healthy } from '../support/recordings.js';

const rounds = 300;
const warmUp = 50;

export interface JudgingCost {
  /** Judging alone: every fact was asked for once before. */
  readonly judgeMs: number;
  /** Observing the answers (parsing, facts, exceptions) and judging. */
  readonly observeAndJudgeMs: number;
  readonly rules: number;
  readonly rounds: number;
}

/** CPU for one healthy job with the full pack, everything already collected. */
export async function judgingCost(): Promise<JudgingCost> {
  const example = healthy.find(({ name }) => name.startsWith('stateful')) ?? healthy[0];
  if (!example) throw new Error('there is no healthy recording');
  const { snapshot, diagnosis } = await diagnoseFolder(example.folder);
  const root = { scope: 'job' as const, id: diagnosis.job?.id ?? '', name: diagnosis.job?.name ?? '' };
  const observe = createObserve({ signatures: knowledge.signatures });
  const judgeAll = async (observation: Observation): Promise<void> => {
    let trial = openTrial(knowledge.pack, root);
    while (trial.wave.length > 0) trial = await judge(trial, observation);
  };
  const seen = observe(snapshot, root);
  const judgeMs = await cpuOf(() => judgeAll(seen));
  const copies = Array.from({ length: rounds + warmUp }, () => anew(snapshot));
  const observeAndJudgeMs = await cpuOf(() => judgeAll(observe(copies.pop() ?? snapshot, root)));
  return { judgeMs, observeAndJudgeMs, rules: knowledge.pack.rules.length, rounds };
}

/** The same answers as if they had come anew: what was read of one object is not read again. Logs stay, one reading of them serves all jobs of a cluster. */
const anew = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  entries: new Map([...snapshot.entries].map(([key, entry]) => [key, entry.need.what.endsWith('-log') ? entry : { ...entry, readings: entry.readings.map((reading) => (reading.kind === 'read' ? { ...reading, payload: copied(reading.payload) } : reading)) }])),
});
const copied = (payload: unknown): unknown => (Array.isArray(payload) ? [...payload] : typeof payload === 'object' && payload !== null ? { ...payload } : payload);

/** Mean CPU milliseconds of one run, after warming up. */
async function cpuOf(run: () => Promise<void>): Promise<number> {
  for (let round = 0; round < warmUp; round += 1) await run();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await run();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1_000 / rounds;
}
