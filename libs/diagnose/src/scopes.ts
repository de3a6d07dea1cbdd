import type { Relation, Scope } from '@app/model';

/** Whose facts a subject may read besides its own: those of what it lies in. */
const enclosing: Readonly<Record<Scope, readonly Scope[]>> = {
  cluster: [],
  job: ['cluster'],
  vertex: ['job', 'cluster'],
  subtask: ['vertex', 'job', 'cluster'],
  taskmanager: ['cluster'],
  host: ['cluster'],
  checkpoint: ['job', 'cluster'],
  connector: ['vertex', 'job', 'cluster'],
  'log-template': ['job', 'cluster'],
};

const leadsTo: Readonly<Record<Scope, Partial<Readonly<Record<Relation, Scope>>>>> = {
  cluster: { jobs: 'job', taskmanagers: 'taskmanager' },
  job: { cluster: 'cluster', vertices: 'vertex', taskmanagers: 'taskmanager', checkpoints: 'checkpoint', 'failed-on': 'taskmanager', 'log-templates': 'log-template' },
  vertex: { cluster: 'cluster', job: 'job', upstream: 'vertex', downstream: 'vertex', subtasks: 'subtask', taskmanagers: 'taskmanager' },
  subtask: { cluster: 'cluster', job: 'job', vertex: 'vertex', taskmanager: 'taskmanager' },
  taskmanager: { cluster: 'cluster', jobs: 'job', job: 'job', subtasks: 'subtask', host: 'host' },
  host: { cluster: 'cluster', taskmanagers: 'taskmanager' },
  checkpoint: { cluster: 'cluster', job: 'job' },
  connector: { cluster: 'cluster', job: 'job', vertex: 'vertex' },
  'log-template': { cluster: 'cluster', job: 'job' },
};

export const readableFrom = (scope: Scope): readonly Scope[] => [scope, ...enclosing[scope]];

/** Scope at the end of a chain of relations, or null when one of them does not start where the last ended. */
export function follow(scope: Scope, via: readonly Relation[]): Scope | null {
  let here: Scope = scope;
  for (const relation of via) {
    const next = leadsTo[here][relation];
    if (next === undefined) return null;
    here = next;
  }
  return here;
}

/**
 * How a child's subject is reached from a parent's: its `via` where that leads to the child's scope,
 * otherwise the same subject when both have one scope, otherwise not at all (null).
 */
export function routeBetween(parent: Scope, child: Scope, via: readonly Relation[]): readonly Relation[] | null {
  if (via.length > 0 && follow(parent, via) === child) return via;
  return parent === child ? [] : null;
}
