import type { Exceptions } from '../failures/schema.js';
import type { JobDetails } from '../job-state/schema.js';
import type { TaskManagers } from '../taskmanagers/schema.js';

/** Logs of TaskManagers in one diagnosis: Flink copies a whole log through its blob server for each (ADR 0004). */
export const mostLogs = 2;
/** More of them where an earlier diagnosis found a fault. */
const mostTold = 2;
/** The round of scheduled checks is a minute unless it is set longer; within one, the jobs of a cluster share what is read. */
const turnMs = 60_000;
/** By steps of the golden ratio every place comes up soon, whatever the distance of two checks. */
const golden = (Math.sqrt(5) - 1) / 2;

type TaskManager = TaskManagers['taskmanagers'][number];
const isBusy = ({ slotsNumber, freeSlots }: TaskManager): boolean => slotsNumber > freeSlots;

/** TaskManagers on which the job may run; where none has a slot taken, all. */
export function candidates({ taskmanagers }: TaskManagers): readonly string[] {
  const busy = taskmanagers.filter(isBusy);
  return (busy.length > 0 ? busy : taskmanagers).map(({ id }) => id).sort();
}

/**
 * The vertex whose TaskManagers are worth knowing before logs are chosen: one where records leave the job, because what is lost there
 * stands in no other log. Null where all logs are read anyhow, where the sink may run everywhere, and where jobs share the cluster: there all of them look at the same logs,
 * for a log of each job's own would cost the cluster more than it may.
 */
export function sinkToAsk(list: TaskManagers, jobsRunning: number, { plan, vertices }: JobDetails, at: Date): string | null {
  if (jobsRunning > 1 || candidates(list).length <= mostLogs) return null;
  const read = new Set(plan.nodes.flatMap(({ inputs = [] }) => inputs.map(({ id }) => id)));
  const sinks = vertices.filter(({ id }) => !read.has(id));
  const sink = onTurn(sinks, at);
  return sink === undefined || sink.parallelism >= candidates(list).length ? null : sink.id;
}

export interface Hints {
  /** Where the sink runs; empty = not known. */
  readonly sinks: readonly string[];
  /** Whose logs told of a fault before. */
  readonly told: readonly string[];
}

/**
 * Whose logs are read: of TaskManagers that failures name; of one where a sink runs, then of one of the others, each in its turn;
 * and besides those that told of a fault before. So a job on many TaskManagers is looked through within a few checks.
 */
export function chosenLogs(list: TaskManagers, { failures }: Pick<Exceptions, 'failures'>, { sinks, told }: Hints, at: Date): readonly string[] {
  const failed = new Set(failures.flatMap((failure) => [failure, ...failure.concurrent]).map(({ taskManager }) => taskManager));
  const registered = list.taskmanagers.map(({ id }) => id).sort();
  const busy = candidates(list);
  const chosen = new Set(registered.filter((id) => failed.has(id)).slice(0, mostLogs));
  const take = (from: readonly string[], shift: number): void => {
    const next = chosen.size < mostLogs ? onTurn(from.filter((id) => !chosen.has(id)), at, shift) : undefined;
    if (next !== undefined) chosen.add(next);
  };
  take(busy.filter((id) => sinks.includes(id)), 0);
  take(busy.filter((id) => !sinks.includes(id)), 0);
  for (let more = 0; more < mostLogs; more += 1) take(busy, 0.5);
  for (let more = 0; more < mostLogs; more += 1) take(registered, 0);
  const again = told.filter((id) => registered.includes(id) && !chosen.has(id)).slice(0, mostTold);
  return [...chosen, ...again];
}

function onTurn<T>(list: readonly T[], at: Date, shift = 0): T | undefined {
  const place = (Math.floor(at.getTime() / turnMs) * golden + shift) % 1;
  return list[Math.floor(place * list.length)];
}
