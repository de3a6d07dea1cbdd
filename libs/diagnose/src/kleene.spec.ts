import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparisons, type ComparisonName } from './comparisons.js';
import type { Condition } from './condition.js';
import { judgeCondition, type RuleVerdict } from './judge-condition.js';
import { prepare } from './prepared.js';
import { job, observe } from './spec-support.js';

type World = Readonly<Record<string, number | undefined>>;
const names = ['job.restarts', 'job.age', 'job.heap', 'job.share'] as const;

const leaf = fc.record({ name: fc.constantFrom(...names), operator: fc.constantFrom<ComparisonName>('equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'), right: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(...names)) })
  .map(({ name, operator, right }): Condition => ({
    kind: 'leaf', operator, limit: null, within: null,
    left: { kind: 'fact', name, from: 'own', type: 'number', unit: 'none' },
    right: typeof right === 'number' ? { kind: 'constant', value: right } : { kind: 'fact', term: { kind: 'fact', name: right, from: 'own', type: 'number', unit: 'none' }, times: 1 },
  }));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf,
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') })),
}));
const world = fc.record(Object.fromEntries(names.map((name) => [name, fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })])));

/** Kleene's strong logic, written down as in a textbook: null = unknown. */
function reference(node: Condition, given: World): boolean | null {
  if (node.kind === 'not') return ((inner) => (inner === null ? null : !inner))(reference(node.of, given));
  if (node.kind === 'leaf') {
    const left = node.left.kind === 'fact' ? given[node.left.name] : undefined;
    const right = node.right.kind === 'fact' ? given[node.right.term.name] : Number(node.right.value);
    return left === undefined || right === undefined ? null : comparisons[node.operator].holds(left, right);
  }
  const inner = node.of.map((child) => reference(child, given));
  const decides = node.kind === 'any';
  if (inner.includes(decides)) return decides;
  return inner.includes(null) ? null : !decides;
}

const word = (outcome: boolean | null): RuleVerdict => (outcome === null ? 'unknown' : outcome ? 'fires' : 'quiet');
const known = (given: World): Record<string, number> => Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
const ask = async (node: Condition, given: World) => judgeCondition(prepare(node), { subject: job, parent: null }, observe({ facts: { 'job:j1': known(given) } }));

it('judges as Kleene does', async () => {
  await fc.assert(fc.asyncProperty(condition, world, async (node, given) => {
    const judged = await ask(node, given);
    expect(judged.verdict).toBe(word(reference(node, given)));
  }), { numRuns: 600 });
});

it('the opposite rule says the opposite', async () => {
  const opposite = { fires: 'quiet', quiet: 'fires', unknown: 'unknown' };
  await fc.assert(fc.asyncProperty(condition, world, async (node, given) => {
    const [plain, negated] = await Promise.all([ask(node, given), ask({ kind: 'not', of: node }, given)]);
    expect(negated.verdict).toBe(opposite[plain.verdict]);
  }), { numRuns: 200 });
});

it('an unknown rule names facts that are missing, a decided one leaves that are known', async () => {
  await fc.assert(fc.asyncProperty(condition, world, async (node, given) => {
    const judged = await ask(node, given);
    if (judged.verdict === 'unknown') expect(judged.missing.length).toBeGreaterThan(0);
    else expect(judged.decided.length).toBeGreaterThan(0);
    for (const { fact } of judged.missing) expect(given[fact]).toBeUndefined();
    for (const { value } of judged.decided) expect(value).not.toBeNull();
  }), { numRuns: 300 });
});

it('taking a fact away never turns one answer into the other', async () => {
  await fc.assert(fc.asyncProperty(condition, world, fc.constantFrom(...names), async (node, given, gone) => {
    const [before, after] = [await ask(node, given), await ask(node, { ...given, [gone]: undefined })];
    expect([before.verdict, 'unknown']).toContain(after.verdict);
  }), { numRuns: 300 });
});

it('one prepared condition may be asked by many diagnoses at once', async () => {
  const node: Condition = { kind: 'all', of: [{ kind: 'leaf', left: { kind: 'fact', name: 'job.age', from: 'own', type: 'number', unit: 'ms' }, operator: 'greaterThan', right: { kind: 'constant', value: 10 }, limit: null, within: null }] };
  const prepared = prepare(node);
  const given = Array.from({ length: 200 }, (_, age) => age % 21);
  const verdicts = await Promise.all(given.map(async (age) => (await judgeCondition(prepared, { subject: job, parent: null }, observe({ facts: { 'job:j1': age === 20 ? {} : { 'job.age': age } } }))).verdict));
  expect(verdicts).toEqual(given.map((age) => (age === 20 ? 'unknown' : age > 10 ? 'fires' : 'quiet')));
});

it('the engine itself gives no answer for another run that overlaps', async () => {
  // Distinct conditions of 3 leaves: 8 patterns, all asked at once on one engine.
  const flag = (name: string): Condition => ({ kind: 'leaf', left: { kind: 'fact', name, from: 'own', type: 'number', unit: 'none' }, operator: 'equal', right: { kind: 'constant', value: 1 }, limit: null, within: null });
  const prepared = prepare({ kind: 'any', of: [flag('job.age'), { kind: 'all', of: [flag('job.heap'), { kind: 'not', of: flag('job.share') }] }] });
  const patterns = Array.from({ length: 8 }, (_, bits) => [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1] as const);
  const got = await Promise.all(patterns.map(([a, b, c]) => prepared.ask([a, b, c].map((value) => ({ value, limit: null })))));
  expect(got.map(({ holds }) => holds)).toEqual(patterns.map(([a, b, c]) => a === 1 || (b === 1 && c !== 1)));
});
