import { subjectKey, type FactSpec, type FactState, type FactValue, type Observation, type Relation, type Subject } from '@app/model';
import { judge, openTrial, wanted, type Trial } from './trial.js';
import { loadPack } from './load-pack.js';
import type { Pack } from './rule.js';

/** A small catalogue for specs. */
export const facts: readonly FactSpec[] = [
  spec('cluster.reachable', 'boolean'), spec('cluster.slotsFree', 'number', 'slots'),
  spec('job.name', 'string'), spec('job.age', 'number', 'ms'), spec('job.restarts', 'number', 'count'), spec('job.failedAt', 'number', 'time'),
  { ...spec('job.state', 'string'), values: ['RUNNING', 'FAILED', 'CANCELED'] },
  spec('job.heap', 'number', 'bytes'), spec('job.share', 'number', 'ratio'), spec('job.stateful', 'boolean'),
  spec('vertex.name', 'string'), spec('vertex.busy', 'number', 'ms/s'), spec('vertex.backpressure', 'number', 'ms/s'),
  spec('subtask.busy', 'number', 'ms/s'), spec('taskmanager.load', 'number', 'ratio'),
];

function spec(name: string, type: FactSpec['type'], unit: FactSpec['unit'] = 'none'): FactSpec {
  const scope = (['cluster', 'job', 'vertex', 'subtask', 'taskmanager'] as const).find((one) => name.startsWith(`${one}.`)) ?? 'job';
  return { name, scope, type, unit, needs: [], doc: '' };
}

export const now = new Date('2026-11-24T03:00:00Z');
export const job: Subject = { scope: 'job', id: 'j1', name: 'j1' };
export const vertex = (id: string): Subject => ({ scope: 'vertex', id: `j1/${id}`, name: id });

export type Facts = Readonly<Record<string, FactValue>>;
export type World = {
  /** By subject key; enclosing subjects' facts are found by the scope in the fact's name. */
  readonly facts: Readonly<Record<string, Facts>>;
  /** By `<subject key> <relation>`. */
  readonly related?: Readonly<Record<string, readonly Subject[]>>;
};

export function observe(world: World): Observation {
  const fact = (subject: Subject, name: string): FactState => {
    const value = world.facts[subjectKey(subject)]?.[name] ?? (name.startsWith('job.') || name.startsWith('cluster.') ? world.facts['job:j1']?.[name] : undefined);
    return value === undefined ? { known: false, why: 'not read', notYet: false } : { known: true, value, at: now, source: 'flink' };
  };
  return {
    at: now, root: job, fact,
    related: (subject: Subject, relation: Relation) => {
      const subjects = world.related?.[`${subjectKey(subject)} ${relation}`];
      return subjects ? { known: true, subjects } : { known: false, why: 'not read', notYet: false };
    },
  };
}

/** YAML of a rule: what is not given is the usual. */
export function rule(id: string, lines: string): string {
  const usual: Readonly<Record<string, string>> = {
    scope: 'job', kind: 'fault', stage: 'running', group: 'runtime', side: 'user', status: 'trial', severity: 'warning', needsAction: 'yes',
    says: `${id} says`, because: 'because', advice: '[do it]', zh: '{ says: 说, because: 因为, advice: [做] }', confidence: 'high',
  };
  const given = new Set([...lines.matchAll(/^(\w+):/gm)].map((match) => match[1]));
  const rest = Object.entries(usual).filter(([name]) => !given.has(name)).map(([name, value]) => `${name}: ${value}`);
  return [`id: ${id}`, lines.trim(), ...rest].join('\n');
}

export const files = (rules: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rules).map(([id, lines]) => [`f/${id}.yaml`, rule(id, lines)]));

export function packOf(rules: Readonly<Record<string, string>>): Pack {
  const loaded = loadPack(files(rules), facts);
  if (!loaded.ok) throw new Error(loaded.problem.why);
  return loaded.value;
}

/** Wave after wave, as the pipeline does. */
export async function settle(pack: Pack, observation: Observation, root: Subject = job): Promise<Trial> {
  let trial = openTrial(pack, root);
  for (let wave = 0; trial.wave.length > 0; wave += 1) {
    if (wave > 50) throw new Error('the waves do not end');
    wanted(trial, observation);
    trial = await judge(trial, observation);
  }
  return trial;
}
