import type { JobDetails } from '../job-state/schema.js';
import type { JobLine } from './schema.js';

export const finalStates: readonly string[] = ['FAILED', 'CANCELED', 'FINISHED'];

/** Job RUNNING and every subtask RUNNING or FINISHED. A vertex without subtasks yet (adaptive scheduler) is not running. */
export function allTasksRunning({ state, vertices }: JobDetails): boolean {
  return state === 'RUNNING' && vertices.every(({ tasks, parallelism }) => (tasks['RUNNING'] ?? 0) + (tasks['FINISHED'] ?? 0) >= parallelism);
}

/** The job wants to run and does not run completely: it may lack slots. */
export const waiting = (job: JobDetails): boolean => !finalStates.includes(job.state) && !allTasksRunning(job);

/** Which jobs of a list are worth a request of their own. */
export const worthAsking = {
  waiting: ({ state, tasks }: JobLine): boolean => !finalStates.includes(state) && (tasks.created + tasks.scheduled > 0 || state !== 'RUNNING'),
  /** Those that changed last, at most `most`. */
  neighbours: (jobs: readonly JobLine[], most: number): readonly JobLine[] =>
    [...jobs].sort((a, b) => lastChange(b) - lastChange(a) || (a.jid < b.jid ? -1 : 1)).slice(0, most),
};

const lastChange = (job: JobLine): number => Math.max(job['last-modification'], job['end-time'], job['start-time']);

/** Largest parallelism of each slot sharing group, summed. Before 1.20 REST names no groups: then all vertices count as one. */
export function slotsRequired({ vertices }: JobDetails): number {
  const groups = new Map<string, number>();
  for (const { slotSharingGroupId, parallelism } of vertices) {
    const group = JSON.stringify(slotSharingGroupId ?? '');
    groups.set(group, Math.max(groups.get(group) ?? 0, parallelism));
  }
  return [...groups.values()].reduce((total, slots) => total + slots, 0);
}
