import { jobOf, jobSubject, taskManagerSubject } from '../ids.js';
import { JobDetails } from '../job-state/schema.js';
import { missing, once, payload, type Got, type Look, type Reader } from '../look.js';
import { TaskManager, TaskManagers } from '../taskmanagers/schema.js';
import { allTasksRunning, finalStates, slotsRequired } from './choice.js';

const details = payload('job', JobDetails);
const taskManagers = payload('taskmanagers', TaskManagers);
const taskManager = payload('registered-taskmanager', TaskManager);
/** As many TaskManagers as one diagnosis asks for their slots. */
export const countable = 20;

/** Slots by job id that TaskManagers have allocated. Missing as soon as one of them did not answer. */
export const allocated: Reader<ReadonlyMap<string, number>> = once((look): Got<ReadonlyMap<string, number>> => {
  const list = taskManagers(look);
  if (!list.ok) return list;
  if (list.value.taskmanagers.length > countable) return missing(`the cluster has more than ${countable} TaskManagers: who holds which slot is not counted`);
  const held = new Map<string, number>();
  for (const { id } of list.value.taskmanagers) {
    const one = taskManager(look.of(taskManagerSubject(id)));
    if (!one.ok) return one;
    for (const { jobId } of one.value.allocatedSlots) held.set(jobId, (held.get(jobId) ?? 0) + 1);
  }
  return { ok: true, value: held, at: list.at };
});

/** What a job needs and holds. A job whose tasks all run holds what it needs, and one that ended holds nothing. */
export const slotsOf: Reader<{ readonly required: number; readonly held: number; readonly wanted: boolean }> = once((look: Look) => {
  const id = jobOf(look.subject);
  if (id === null) return missing('not a job');
  const job = details(look.of(jobSubject(id, look.subject.name)));
  if (!job.ok) return job;
  const required = slotsRequired(job.value);
  if (allTasksRunning(job.value)) return { ok: true, value: { required, held: required, wanted: false }, at: job.at };
  if (finalStates.includes(job.value.state)) return { ok: true, value: { required, held: 0, wanted: job.value.state === 'FAILED' }, at: job.at };
  const held = allocated(look);
  return held.ok ? { ok: true, value: { required, held: held.value.get(id) ?? 0, wanted: true }, at: job.at } : held;
});
