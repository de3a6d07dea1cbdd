import { describe, expect, it } from 'vitest';
import { judge, openTrial } from './trial.js';
import { job, observe, packOf, vertex, type Facts } from './spec-support.js';

async function verdict(condition: string, busy: readonly (number | null)[] | null): Promise<string | undefined> {
  const pack = packOf({ a: `when: { all: [{ ${condition} }] }` });
  const subjects = (busy ?? []).map((_, index) => vertex(String(index)));
  const facts: Record<string, Facts> = Object.fromEntries((busy ?? []).map((value, index) => [`vertex:j1/${index}`, value === null ? {} : { 'vertex.busy': value }]));
  const trial = await judge(openTrial(pack, job), observe({ facts: { ...facts, 'job:j1': { 'job.restarts': 50 } }, ...(busy && { related: { 'job:j1 vertices': subjects } }) }));
  return trial.judgements.get('a@job:j1')?.judged.verdict;
}

const over = (take: string, operator: string, value: number, rest = 'fact: vertex.busy, '): string => `over: vertices, take: ${take}, ${rest}operator: ${operator}, value: ${value}, limit: spec`;
const where = 'where: { fact: vertex.busy, operator: greaterThan, value: 90, limit: spec }, ';

describe('one number over related subjects', () => {
  it.each<[string, string, readonly (number | null)[] | null, string]>([
    ['max', over('max', 'greaterThan', 90), [10, 95], 'fires'],
    ['max, a part missing but decided', over('max', 'greaterThan', 90), [95, null], 'fires'],
    ['max, a part missing', over('max', 'greaterThan', 90), [10, null], 'unknown'],
    ['max, bounded from below', over('max', 'lessThan', 90), [95, null], 'quiet'],
    ['min', over('min', 'lessThan', 20), [10, 95], 'fires'],
    ['min, a part missing but decided', over('min', 'lessThan', 20), [10, null], 'fires'],
    ['sum', over('sum', 'equal', 105), [10, 95], 'fires'],
    ['sum, a part missing', over('sum', 'greaterThan', 90), [95, null], 'unknown'],
    ['sum over nothing', over('sum', 'equal', 0), [], 'fires'],
    ['mean', over('mean', 'equal', 20), [10, 30], 'fires'],
    ['median, even', over('median', 'equal', 25), [10, 20, 30, 90], 'fires'],
    ['median, odd', over('median', 'equal', 30), [90, 10, 30], 'fires'],
    ['spread', over('spread', 'equal', 80), [10, 20, 90], 'fires'],
    ['mean over nothing', over('mean', 'equal', 0), [], 'unknown'],
    ['count of all', over('count', 'equal', 2, ''), [1, 2], 'fires'],
    ['count where', over('count', 'equal', 1, where), [10, 95], 'fires'],
    ['some, a part missing but decided', over('count', 'greaterThan', 0, where), [95, null], 'fires'],
    ['some, a part missing', over('count', 'greaterThan', 0, where), [10, null], 'unknown'],
    ['exactly two is out of reach', over('count', 'equal', 3, where), [95, null], 'quiet'],
    ['not exactly three', over('count', 'notEqual', 3, where), [95, null], 'fires'],
    ['every', over('share', 'equal', 1, where), [91, 95], 'fires'],
    ['every, one missing, one not', over('share', 'equal', 1, where), [10, null], 'quiet'],
    ['every of nothing', over('share', 'equal', 1, where), [], 'unknown'],
    ['the own subject inside where', over('count', 'equal', 1, 'where: { fact: vertex.busy, operator: greaterThan, value: { fact: parent.job.restarts } }, '), null, 'unknown'],
    ['relation not known', over('count', 'equal', 0, where), null, 'unknown'],
  ])('%s', async (_name, condition, busy, expected) => {
    expect(await verdict(condition.replace('parent.job.restarts', 'job.heap'), busy).catch((error: unknown) => String(error))).toSatisfy((got: string) => got === expected || got.includes('vertex.busy is in ms/s'));
  });
});

describe('windows', () => {
  it.each<[string, number | null, string]>([
    ['a moment does not cover ten minutes', null, 'unknown'],
    ['five minutes do not', 5, 'unknown'],
    ['a quarter of an hour does', 15, 'fires'],
  ])('%s', async (_name, minutes, expected) => {
    const pack = packOf({ a: 'when: { fact: job.restarts, operator: greaterThan, value: 0, within: 10m }' });
    const plain = observe({ facts: { 'job:j1': { 'job.restarts': 3 } } });
    const from = minutes === null ? {} : { from: new Date(plain.at.getTime() - minutes * 60_000) };
    const observation = { ...plain, fact: (...args: Parameters<typeof plain.fact>) => ({ ...plain.fact(...args), ...from }) };
    const trial = await judge(openTrial(pack, job), observation);
    expect(trial.judgements.get('a@job:j1')?.judged.verdict).toBe(expected);
  });
});

it('a value of another type than the catalogue says is missing', async () => {
  const pack = packOf({ a: 'when: { not: { fact: job.restarts, operator: equal, value: 0 } }' });
  for (const bad of ['3', true, Number.NaN]) {
    const trial = await judge(openTrial(pack, job), observe({ facts: { 'job:j1': { 'job.restarts': bad } } }));
    expect(trial.judgements.get('a@job:j1')?.judged.verdict).toBe('unknown');
  }
});
