import type { Subject } from '@app/model';

/** Job id within the path of a job, vertex, subtask or checkpoint; null for things that belong to no single job. */
export function jobOf(subject: Subject): string | null {
  const owned = subject.scope === 'job' || subject.scope === 'vertex' || subject.scope === 'subtask' || subject.scope === 'checkpoint' || subject.scope === 'log-template';
  return owned ? (subject.id.split('/')[0] ?? null) : null;
}

/** Vertex id of a vertex or subtask. */
export const vertexOf = (subject: Subject): string | null =>
  subject.scope === 'vertex' || subject.scope === 'subtask' ? (subject.id.split('/')[1] ?? null) : null;

export const indexOf = (subject: Subject): number | null => (subject.scope === 'subtask' ? Number(subject.id.split('/')[2]) : null);

export const jobSubject = (id: string, name: string): Subject => ({ scope: 'job', id, name });
export const vertexSubject = (job: string, id: string, name: string): Subject => ({ scope: 'vertex', id: `${job}/${id}`, name });
export const subtaskSubject = (job: string, vertex: string, index: number, name: string): Subject => ({ scope: 'subtask', id: `${job}/${vertex}/${index}`, name: `${name} (${index})` });
export const taskManagerSubject = (id: string): Subject => ({ scope: 'taskmanager', id, name: id });
