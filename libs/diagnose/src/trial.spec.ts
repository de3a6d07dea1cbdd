import { describe, expect, it } from 'vitest';
import { openTrial, judge, wanted, type Trial } from './trial.js';
import { job, observe, packOf, settle, vertex, type World } from './spec-support.js';

const restarting = 'when: { fact: job.restarts, operator: greaterThan, value: 0 }';
const busy = (more: string): string => `scope: vertex\n${more}\nwhen: { fact: vertex.busy, operator: greaterThan, value: 900, limit: "of 1000 ms/s" }`;
const verdicts = (trial: Trial): Readonly<Record<string, string>> => Object.fromEntries([...trial.judgements].map(([id, { judged }]) => [id, judged.verdict]));

describe('waves', () => {
  const pack = packOf({
    top: restarting,
    hot: busy('under: [top]\nvia: vertices'),
    below: busy('under: [hot]\nvia: [downstream, downstream]'),
    quiet: 'when: { fact: job.age, operator: lessThan, value: 0 }',
    'below-quiet': busy('under: [quiet]\nvia: vertices'),
  });
  const world: World = {
    facts: { 'job:j1': { 'job.restarts': 1, 'job.age': 5 }, 'vertex:j1/a': { 'vertex.busy': 950 }, 'vertex:j1/b': { 'vertex.busy': 10 }, 'vertex:j1/c': { 'vertex.busy': 990 } },
    related: { 'job:j1 vertices': [vertex('a'), vertex('b')], 'vertex:j1/a downstream': [vertex('b')], 'vertex:j1/b downstream': [vertex('c')] },
  };

  it('judges children only below what fired, for each related subject', async () => {
    expect(verdicts(await settle(pack, observe(world)))).toEqual({
      'top@job:j1': 'fires', 'quiet@job:j1': 'quiet', 'hot@vertex:j1/a': 'fires', 'hot@vertex:j1/b': 'quiet', 'below@vertex:j1/c': 'fires',
    });
  });

  it('wants no more than the wave needs, and more when subjects are known', async () => {
    const open = openTrial(pack, job);
    expect(wanted(open, null)).toEqual({ facts: [{ subject: job, fact: 'job.age' }, { subject: job, fact: 'job.restarts' }], relations: [] });
    const second = await judge(open, observe(world));
    const unseen = observe({ facts: world.facts });
    expect(wanted(second, unseen)).toEqual({ facts: [], relations: [{ subject: job, relation: 'vertices' }] });
    expect(wanted(second, observe(world)).facts.map(({ subject, fact }) => `${subject.id} ${fact}`)).toEqual(['j1/a vertex.busy', 'j1/b vertex.busy']);
  });

  it('a way that cannot be followed makes the child unknown, not forgotten', async () => {
    const trial = await settle(pack, observe({ facts: world.facts }));
    expect(trial.unknown).toEqual([{ code: 'hot', subject: job, facts: [{ subject: job, fact: 'vertices', why: 'not read', notYet: false }] }]);
  });
});

it('judges a subject once, and links it to every parent that led there', async () => {
  const pack = packOf({ a: restarting, b: restarting, child: `${restarting}\nunder: [a, b]\nroot: true`, grand: `${restarting}\nunder: [child]` });
  const trial = await settle(pack, observe({ facts: { 'job:j1': { 'job.restarts': 1 } } }));
  expect(trial.judgements.get('child@job:j1')?.parents).toEqual(['a@job:j1', 'b@job:j1']);
  expect(trial.judgements.get('grand@job:j1')?.parents).toEqual(['child@job:j1']);
});

it('reads the subject that led here, per parent', async () => {
  const pack = packOf({
    top: restarting,
    hot: busy('under: [top]\nvia: vertices'),
    calmer: 'scope: vertex\nunder: [hot]\nvia: downstream\nwhen: { fact: vertex.busy, operator: lessThan, value: { fact: parent.vertex.busy, times: 0.5 } }',
  });
  const world: World = {
    facts: { 'job:j1': { 'job.restarts': 1 }, 'vertex:j1/a': { 'vertex.busy': 910 }, 'vertex:j1/b': { 'vertex.busy': 1000 }, 'vertex:j1/c': { 'vertex.busy': 470 } },
    related: { 'job:j1 vertices': [vertex('a'), vertex('b')], 'vertex:j1/a downstream': [vertex('c')], 'vertex:j1/b downstream': [vertex('c')] },
  };
  const trial = await settle(pack, observe(world));
  expect(trial.judgements.get('calmer@vertex:j1/c')).toMatchObject({ parents: ['hot@vertex:j1/b'], judged: { verdict: 'fires' } });
});

it('a job is not asked about its cluster, nor a cluster about its jobs', async () => {
  const pack = packOf({ full: 'scope: cluster\nwhen: { fact: cluster.slotsFree, operator: equal, value: 0 }', a: restarting });
  const facts = { 'job:j1': { 'cluster.slotsFree': 0, 'job.restarts': 1 }, 'cluster:c': { 'cluster.slotsFree': 0 } };
  expect(verdicts(await settle(pack, observe({ facts })))).toEqual({ 'a@job:j1': 'fires' });
  expect(verdicts(await settle(pack, observe({ facts }), { scope: 'cluster', id: 'c', name: 'c' }))).toEqual({ 'full@cluster:c': 'fires' });
});

it('judging does not change the trial it was given', async () => {
  const open = openTrial(packOf({ a: restarting }), job);
  await judge(open, observe({ facts: { 'job:j1': { 'job.restarts': 1 } } }));
  expect(open.judgements.size).toBe(0);
  expect(open.wave).toHaveLength(1);
});
