import { judge, openTrial } from '@app/diagnose';
import { createObserve } from '@app/observe';
import { diagnoseFolder, knowledge } from '../support/diagnosing.js';
import { healthy } from '../support/recordings.js';

const rounds = 300;
const warmUp = 50;

/** CPU of observing and judging one healthy job with the full pack, everything already collected. */
export async function judgeOnce(): Promise<{ readonly cpuMs: number; readonly rules: number; readonly rounds: number }> {
  const example = healthy.find(({ name }) => name.startsWith('stateful')) ?? healthy[0];
  if (!example) throw new Error('there is no healthy recording');
  const { snapshot, diagnosis } = await diagnoseFolder(example.folder);
  const root = { scope: 'job' as const, id: diagnosis.job?.id ?? '', name: diagnosis.job?.name ?? '' };
  const observe = createObserve({ signatures: knowledge.signatures });
  const run = async (): Promise<void> => {
    let trial = openTrial(knowledge.pack, root);
    const observation = observe(snapshot, root);
    while (trial.wave.length > 0) trial = await judge(trial, observation);
  };
  for (let round = 0; round < warmUp; round += 1) await run();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await run();
  const used = process.cpuUsage(before);
  return { cpuMs: (used.user + used.system) / 1_000 / rounds, rules: knowledge.pack.rules.length, rounds };
}
