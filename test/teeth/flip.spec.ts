import { createFlinkSource } from '@app/adapters/flink-rest';
import { openRecording } from '@app/adapters/replay';
import { createObserve } from '@app/observe';
import { createPipeline, type Outcome, type Stages } from '@app/pipeline';
import { subjectKey, type Evidence, type FactValue } from '@app/model';
import { describe, expect, it } from 'vitest';
import { diagnoseFolder, firstCause, knowledge, must } from '../support/diagnosing.js';
import { incidents } from '../support/recordings.js';

/** One fact of one subject that reads otherwise than it was recorded. */
interface Flip {
  readonly fact: string;
  readonly subject: string;
  readonly value: FactValue;
}

const observe = createObserve({ signatures: knowledge.signatures });

const flipped = (flips: readonly Flip[]): Stages['observe'] => (snapshot, root) => {
  const plain = observe(snapshot, root);
  return {
    ...plain,
    fact: (subject, name) => {
      const state = plain.fact(subject, name);
      const flip = flips.find((one) => one.fact === name && one.subject === subjectKey(subject));
      return state.known && flip !== undefined ? { ...state, value: flip.value } : state;
    },
  };
};

/** The other truth: a boolean negated, another word, a number far on the other side of its limit. */
function otherwise(value: FactValue, limit: FactValue): readonly FactValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return ['something-else'];
  if (typeof limit !== 'number') return [];
  return value >= limit ? [limit / 2 - 1, ...(value === limit ? [limit * 2 + 1] : [])] : [limit * 2 + 1];
}

const flipsOf = (evidence: readonly Evidence[]): readonly Flip[] =>
  evidence.flatMap(({ fact, subject, value, limit }) =>
    limit === null ? [] : otherwise(value, limit).map((other) => ({ fact, subject: subjectKey(subject), value: other })));

async function diagnoseWith(folder: string, ...flips: readonly Flip[]): Promise<Outcome> {
  const { job, transport, clock } = must(await openRecording(folder));
  const pipeline = createPipeline({ pack: knowledge.pack, observe: flipped(flips) });
  return pipeline.diagnose({ cluster: { name: 'recorded', url: 'http://recorded.invalid' }, jobId: job.jobId }, { sources: [createFlinkSource({ transport, clock })], clock });
}

const answer = (outcome: Outcome): string => `${outcome.diagnosis.verdict} because of ${firstCause(outcome) ?? 'nothing'}`;

/** Three witnesses say the same there (first exception, newest exception, slots that are missing now): only all together change it. */
const severalWitnesses = /^no-slots-/;

describe('a deciding fact that reads otherwise', () => {
  it.each(incidents)('$name: changes the verdict or the first cause', async ({ name, folder }) => {
    const outcome = await diagnoseFolder(folder);
    const cause = outcome.diagnosis.findings.find(({ id }) => id === outcome.diagnosis.causes[0]);
    if (cause === undefined || cause.severity === 'info') return; // healed: nothing is decided that could be undone
    const flips = flipsOf(cause.evidence);
    const changed: string[] = [];
    for (const flip of flips) if (answer(await diagnoseWith(folder, flip)) !== answer(outcome)) changed.push(flip.fact);
    if (severalWitnesses.test(name)) {
      expect(changed, 'one flip is enough by now: take it off the list').toEqual([]);
      expect(answer(await diagnoseWith(folder, ...flips))).not.toBe(answer(outcome));
      return;
    }
    expect(changed, `${answer(outcome)}; tried ${flips.map(({ fact, value }) => `${fact}=${String(value)}`).join(', ')}`).not.toEqual([]);
  });

  it('is not any fact: one that no rule of the incident reads changes nothing', async () => {
    const [first] = incidents;
    if (first === undefined) throw new Error('no incident');
    const outcome = await diagnoseFolder(first.folder);
    const flip = { fact: 'checkpoint.mode', subject: `job:${outcome.diagnosis.job?.id ?? ''}`, value: 'something-else' };
    expect(answer(await diagnoseWith(first.folder, flip))).toBe(answer(outcome));
  });
});
