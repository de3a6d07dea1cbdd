import { describe, expect, it } from 'vitest';
import { conclude } from './conclude.js';
import { openTrial } from './trial.js';
import { job, now, observe, packOf, settle, vertex, type Facts } from './spec-support.js';

const on = (fact: string, more = ''): string => `${more}\nwhen: { fact: ${fact}, operator: greaterThan, value: 0 }`;
const told = async (rules: Readonly<Record<string, string>>, facts: Facts, lang: 'en' | 'zh' = 'en') => {
  const observation = observe({ facts: { 'job:j1': facts } });
  return conclude(await settle(packOf(rules), observation), observation, { lang });
};
const healing = 'healed: { fact: job.stateful, operator: equal, value: true }\nsaysHealed: "it is over"\nzh: { says: 说, because: 因为, advice: [做], saysHealed: 已经好了 }';

describe('verdict', () => {
  const fault = on('job.restarts');
  const risk = on('job.heap', 'kind: risk');
  const mandatory = on('job.age', 'mandatory: true');
  it.each<[string, Readonly<Record<string, string>>, Facts, string]>([
    ['a fault', { fault, risk, mandatory }, { 'job.restarts': 1, 'job.heap': 1 }, 'faulty'],
    ['a mandatory rule that is unknown', { fault, risk, mandatory }, { 'job.restarts': 0, 'job.heap': 1 }, 'unknown'],
    ['a risk', { fault, risk, mandatory }, { 'job.restarts': 0, 'job.heap': 1, 'job.age': 0 }, 'at-risk'],
    ['nothing', { fault, risk, mandatory }, { 'job.restarts': 0, 'job.heap': 0, 'job.age': 0 }, 'healthy'],
    ['another rule that is unknown', { fault, risk, mandatory }, { 'job.heap': 0, 'job.age': 0 }, 'healthy'],
    ['a fault that only informs', { fault: on('job.restarts', 'severity: info') }, { 'job.restarts': 1 }, 'healthy'],
    ['advice', { fault: on('job.restarts', 'kind: advice') }, { 'job.restarts': 1 }, 'healthy'],
    ['a fault that is over', { fault: on('job.restarts', healing) }, { 'job.restarts': 1, 'job.stateful': true }, 'healthy'],
    ['a fault that is not over', { fault: on('job.restarts', healing) }, { 'job.restarts': 1, 'job.stateful': false }, 'faulty'],
    ['a fault that may be over', { fault: on('job.restarts', healing) }, { 'job.restarts': 1 }, 'faulty'],
  ])('%s', async (_name, rules, facts, expected) => {
    expect((await told(rules, facts)).verdict).toBe(expected);
  });

  it('a diagnosis that ended before its mandatory rules were judged is unknown', () => {
    const observation = observe({ facts: {} });
    const conclusion = conclude(openTrial(packOf({ mandatory }), job), observation);
    expect(conclusion.verdict).toBe('unknown');
    expect(conclusion.unknown.map(({ code }) => code)).toEqual(['mandatory']);
  });
});

describe('causes', () => {
  const facts = { 'job.restarts': 1, 'job.age': 1, 'job.heap': 1, 'job.stateful': true };
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the deepest fault', { a: on('job.age'), b: on('job.age', 'under: [a]'), c: on('job.age', 'under: [b]') }, ['c']],
    ['a risk below a fault does not explain it', { a: on('job.age'), b: on('job.age', 'under: [a]\nkind: risk') }, ['a']],
    ['a fault below a risk below a fault does', { a: on('job.age'), b: on('job.age', 'under: [a]\nkind: risk'), c: on('job.age', 'under: [b]') }, ['c']],
    ['what explains more comes first', { a: on('job.age'), b: on('job.age'), c: on('job.age', 'under: [a, b]'), d: on('job.age', 'severity: critical') }, ['c', 'd']],
    ['then the worse', { a: on('job.age'), b: on('job.age', 'severity: critical') }, ['b', 'a']],
    ['then the surer', { a: on('job.age', 'confidence: low'), b: on('job.age') }, ['b', 'a']],
    ['then the earlier', { a: on('job.age', 'since: job.restarts'.replace('restarts', 'age')), b: on('job.age') }, ['a', 'b']],
    ['then the earlier by the first time that is known', { a: on('job.age', 'since: [job.failedAt, job.age]'), b: on('job.age') }, ['a', 'b']],
    ['risks only where no fault hurts', { a: on('job.age', 'kind: risk') }, ['a']],
    ['no risk beside a fault', { a: on('job.age', 'kind: risk'), b: on('job.age') }, ['b']],
    ['advice never', { a: on('job.age', 'kind: advice\nseverity: critical') }, []],
    ['what is over comes last', { a: on('job.age', `severity: critical\n${healing}`), b: on('job.age') }, ['b', 'a']],
    ['a risk before what is over', { a: on('job.age', healing), b: on('job.age', 'kind: risk') }, ['b', 'a']],
    ['what is over explains nothing that hurts', { a: on('job.age'), b: on('job.age', `under: [a]\n${healing}`) }, ['a', 'b']],
    ['what hurts explains what is over', { a: on('job.age', healing), b: on('job.age', 'under: [a]') }, ['b']],
  ])('%s', async (_name, rules, expected) => {
    expect((await told(rules, facts)).causes).toEqual(expected.map((code) => `${code}@job:j1`));
  });
});

it('a finding says what it knows, with units, in the language asked for', async () => {
  const rules = {
    a: `severity: critical
says: "{job.name} restarted {job.restarts} times within {job.age}; heap {job.heap}, {job.share} of it used, state {job.state}"
shows: [job.heap, job.share, job.state]
since: job.age
zh: { says: "{job.name} 运行 {job.age}，内存 {job.heap}", because: "因为 {job.restarts}", advice: [做] }
confidence: { level: medium, why: both at once }
fix: { action: tune, with: { slots: 3 } }
when: { any: [ { fact: job.restarts, operator: greaterThanInclusive, value: 3, limit: three in a row }, { fact: job.age, operator: lessThan, value: { fact: job.failedAt } } ] }`.replace('{ fact: job.age, operator: lessThan, value: { fact: job.failedAt } }', '{ fact: job.age, operator: lessThan, value: 1m, limit: a guess }'),
  };
  const facts = { 'job.name': 'orders', 'job.restarts': 3, 'job.age': 600_000, 'job.heap': 1.5 * 1024 ** 3, 'job.share': 0.87 };
  const [finding] = (await told(rules, facts)).findings;
  expect(finding).toMatchObject({
    id: 'a@job:j1', code: 'a', subject: { scope: 'job', id: 'j1', name: 'orders' }, parents: [], since: '2026-11-24T02:50:00.000Z', severity: 'critical',
    says: 'orders restarted 3 times within 10 min; heap 1.5 GB, 87 % of it used, state unknown',
    confidence: { level: 'medium', why: 'both at once' }, fix: { action: 'tune', with: { slots: 3 } }, needsAction: 'yes',
  });
  expect(finding?.evidence).toEqual([
    { fact: 'job.restarts', subject: { scope: 'job', id: 'j1', name: 'orders' }, value: 3, unit: 'count', limit: 3, limitSource: 'three in a row', at: now.toISOString(), source: 'flink' },
    ...(['job.heap', 'job.share', 'job.age'] as const).map((fact) => expect.objectContaining({ fact, value: facts[fact], limit: null, limitSource: null }) as unknown),
  ]);
  const [chinese] = (await told(rules, facts, 'zh')).findings;
  expect(chinese).toMatchObject({ says: 'orders 运行 10 min，内存 1.5 GB', because: '因为 3' });
});

it('a fault that is over says so and asks for nothing', async () => {
  const { findings, summary } = await told({ a: on('job.restarts', `${healing}\nfix: { action: tune }`) }, { 'job.restarts': 1, 'job.stateful': true, 'job.name': 'orders' });
  expect(findings[0]).toMatchObject({ severity: 'info', needsAction: 'no', says: 'it is over', fix: null });
  expect(summary).toBe('orders is healthy now. it is over');
});

it('numbers of an aggregate can be named', async () => {
  const pack = packOf({ a: 'when: { over: vertices, take: max, fact: vertex.busy, as: busiest, operator: greaterThan, value: 900, limit: of 1000 }\nsays: "up to {busiest}"' });
  const observation = observe({ facts: { 'vertex:j1/a': { 'vertex.busy': 950 } }, related: { 'job:j1 vertices': [vertex('a')] } });
  const [finding] = conclude(await settle(pack, observation), observation).findings;
  expect(finding).toMatchObject({ says: 'up to 950 ms/s', evidence: [{ fact: 'busiest', value: 950, limit: 900, limitSource: 'of 1000' }] });
});

it('names parents and compares with a fact', async () => {
  const rules = { a: on('job.age'), b: 'under: [a]\nwhen: { fact: job.age, operator: greaterThan, value: { fact: parent.job.age, times: 0.5 } }\nsays: "{subject.name} under {parent.name} of {root.name}"' };
  const finding = (await told(rules, { 'job.age': 10 })).findings.find(({ code }) => code === 'b');
  expect(finding).toMatchObject({ parents: ['a@job:j1'], says: 'j1 under j1 of j1', evidence: [{ fact: 'job.age', limit: 5, limitSource: 'parent.job.age × 0.5' }] });
});

it('tells what was excluded, by which fact, and what could not be told', async () => {
  const rules = { a: on('job.age'), b: on('job.restarts', 'under: [a]'), c: on('job.heap', 'under: [a]'), d: on('job.heap', 'under: [c]'), e: on('job.age', 'under: [a]\nrivals: [d]') };
  const { ruledOut, unknown, findings } = await told(rules, { 'job.age': 1, 'job.restarts': 0 });
  expect(ruledOut).toEqual([{ code: 'b', subject: { scope: 'job', id: 'j1', name: 'j1' }, fact: 'job.restarts', value: 0, why: 'job.restarts is 0; it would have to be more than 0' }]);
  expect(unknown).toEqual([{ code: 'c', subject: { scope: 'job', id: 'j1', name: 'j1' }, missing: [{ fact: 'job.heap', why: 'not read' }] }]);
  expect(findings.find(({ code }) => code === 'e')?.confidence).toEqual({ level: 'medium', why: 'direct evidence; lowered because d could not be checked' });
});

it.each([
  ['en', { 'job.age': 1 }, 'j1 is faulty: a says (and 1 more)'], ['zh', { 'job.age': 1 }, 'j1 有故障：说（另有 1 个原因）'],
  ['en', { 'job.age': 0 }, 'j1 is healthy: 2 checks found nothing.'], ['zh', { 'job.age': 0 }, 'j1 正常：检查了 2 项，没有发现问题。'],
  ['en', {}, 'Cannot tell whether j1 is healthy: job.age (not read) could not be read.'], ['zh', {}, '无法判断 j1 是否正常：读不到 job.age (not read)。'],
] as const)('one sentence sums it up (%s, %o)', async (lang, facts, sentence) => {
  expect((await told({ a: on('job.age', 'mandatory: true'), b: on('job.age') }, facts, lang)).summary).toBe(sentence);
});
