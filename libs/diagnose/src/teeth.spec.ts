import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conclude } from './conclude.js';
import { observe, packOf, settle, vertex, type Facts, type World } from './spec-support.js';

const over = (fact: string, value = 0): string => `when: { fact: ${fact}, operator: greaterThan, value: ${value}${value === 0 ? '' : ', limit: spec'} }`;
const healing = 'healed: { fact: job.share, operator: equal, value: 1 }\nsaysHealed: over\nzh: { says: 说, because: 因为, advice: [做], saysHealed: 好了 }';
const pack = packOf({
  symptom: `mandatory: true\n${over('job.restarts')}\n${healing}`,
  'heap-small': `under: [symptom]\n${healing}\nwhen: { any: [ { fact: job.heap, operator: lessThan, value: 2, limit: spec }, { not: { fact: job.stateful, operator: equal, value: true } } ] }`,
  hot: `under: [at-limit]\nkind: risk\nvia: vertices\nscope: vertex\n${over('vertex.busy', 2)}`,
  hotter: `under: [hot]\nkind: risk\nvia: downstream\nscope: vertex\nwhen: { all: [ { fact: vertex.busy, operator: greaterThan, value: { fact: parent.vertex.busy } }, { over: upstream, take: count, where: { fact: vertex.busy, operator: lessThan, value: 3, limit: spec }, operator: equal, value: 1 } ] }`,
  'at-limit': `mandatory: true\nkind: risk\n${over('job.age', 2)}`,
  hint: `kind: advice\nseverity: info\n${over('job.age')}`,
});

const small = fc.integer({ min: 0, max: 4 });
const jobFacts = fc.record({ 'job.restarts': small, 'job.age': small, 'job.heap': small, 'job.share': small, 'job.stateful': fc.boolean() });
const world = fc.tuple(jobFacts, small, small, small).map(([own, a, b, c]): World => ({
  facts: { 'job:j1': own, 'vertex:j1/a': { 'vertex.busy': a }, 'vertex:j1/b': { 'vertex.busy': b }, 'vertex:j1/c': { 'vertex.busy': c } },
  related: {
    'job:j1 vertices': [vertex('a'), vertex('b'), vertex('c')],
    'vertex:j1/a downstream': [vertex('b')], 'vertex:j1/b downstream': [vertex('c')], 'vertex:j1/c downstream': [],
    'vertex:j1/a upstream': [], 'vertex:j1/b upstream': [vertex('a')], 'vertex:j1/c upstream': [vertex('b')],
  },
}));

/** Every reading of a world, each with the world that lacks it. */
function worldsWithout(full: World): readonly { readonly gone: string; readonly rest: World }[] {
  const facts = Object.entries(full.facts).flatMap(([subject, own]) => Object.keys(own).map((name) => {
    const { [name]: _gone, ...others } = own;
    const left: Readonly<Record<string, Facts>> = { ...full.facts, [subject]: others };
    return { gone: `${subject} ${name}`, rest: { ...full, facts: left } };
  }));
  const related = Object.keys(full.related ?? {}).map((name) => {
    const { [name]: _gone, ...others } = full.related ?? {};
    return { gone: name, rest: { ...full, related: others } };
  });
  return [...facts, ...related];
}

const look = async (given: World) => {
  const observation = observe(given);
  return conclude(await settle(pack, observation), observation);
};
const withAncestors = (code: string): readonly string[] => [code, ...(pack.rule(code)?.under ?? []).flatMap(withAncestors)];
const notBetter = { faulty: ['faulty', 'unknown'], unknown: ['unknown', 'faulty'], 'at-risk': ['at-risk', 'unknown', 'faulty'], healthy: ['healthy', 'unknown', 'faulty'] };

it('the pack of this spec has no weak spot', () => {
  expect(pack.weakSpots).toEqual([]);
});

it('a reading that is taken away never improves the verdict, and what it hides is named as unknown', async () => {
  await fc.assert(fc.asyncProperty(world, async (full) => {
    const before = await look(full);
    for (const { gone, rest } of worldsWithout(full)) {
      const after = await look(rest);
      expect(notBetter[before.verdict], `without ${gone}`).toContain(after.verdict);
      const open = new Set(after.unknown.map(({ code }) => code));
      const kept = new Set(after.findings.map(({ id }) => id));
      const lost = before.findings.filter(({ id, code }) => !kept.has(id) && !withAncestors(code).some((one) => open.has(one)));
      expect(lost.map(({ id }) => id), `without ${gone}`).toEqual([]);
      const seen = new Set(before.findings.map(({ id }) => id));
      expect(after.findings.filter(({ id }) => !seen.has(id)), `without ${gone}: nothing may be invented`).toEqual([]);
    }
  }), { numRuns: 100 });
});

it('without a fact that a mandatory rule needs, a healthy job is unknown', async () => {
  const healthy: World = { facts: { 'job:j1': { 'job.restarts': 0, 'job.age': 0 } } };
  expect((await look(healthy)).verdict).toBe('healthy');
  for (const { gone, rest } of worldsWithout(healthy)) expect((await look(rest)).verdict, `without ${gone}`).toBe('unknown');
});

it('a fault that nothing mandatory holds is a weak spot', () => {
  const weak = packOf({
    loose: over('job.age'), held: `mandatory: true\n${over('job.age')}`, below: `under: [held]\n${over('job.age')}`, also: `under: [held]\nroot: true\n${over('job.age')}`,
    risk: `mandatory: true\nkind: risk\n${over('job.age')}`, 'fault-below-risk': `under: [risk]\n${over('job.age')}`, quietly: `severity: info\n${over('job.age')}`,
    healing: `mandatory: true\n${over('job.age')}\n${healing}`, 'fault-below-healing': `under: [healing]\n${over('job.age')}`, 'heals-alike': `under: [healing]\n${over('job.age')}\n${healing}`,
  });
  expect(weak.weakSpots).toEqual(['also', 'fault-below-healing', 'fault-below-risk', 'loose']);
});
