/** What evidence can be about. A diagnosis is about a job or a cluster; its evidence is about things inside and below it. */
export const scopes = ['cluster', 'job', 'vertex', 'subtask', 'taskmanager', 'host', 'checkpoint', 'connector', 'log-template'] as const;
export type Scope = (typeof scopes)[number];

/**
 * One thing that evidence is about. `id` is a path that is unique within one diagnosis:
 * cluster: the cluster's name; job: job id; vertex: `job/vertex`; subtask: `job/vertex/index`; taskmanager: resource id; log-template: `job/jobmanager or resource id/signature`.
 */
export interface Subject {
  readonly scope: Scope;
  readonly id: string;
  readonly name: string;
}

/** Ways from a subject to related ones. `downstream` and `upstream` lead from a vertex to its direct neighbours in the plan. */
export const relations = [
  'cluster', 'jobs', 'job', 'vertices', 'upstream', 'downstream', 'subtasks', 'vertex', 'taskmanager', 'taskmanagers', 'host', 'checkpoints', 'failed-on', 'log-templates',
] as const;
export type Relation = (typeof relations)[number];

export const subjectKey = (subject: Pick<Subject, 'scope' | 'id'>): string => `${subject.scope}:${subject.id}`;
