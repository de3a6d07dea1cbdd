import { needKey, toldLogsNeed, type Need, type Snapshot } from '@app/model';
import { ask, exceptionsOf, jobDetails, read, taskManagerLog, taskManagersOf, vertexLoad } from '../answered.js';
import type { JobDetails } from '../job-state/schema.js';
import { giveUpMetrics } from '../vertices/committers.js';
import type { Vertex } from '../vertices/schema.js';
import { candidates, chosenLogs, mostLogs, sinkToAsk } from './choice.js';

/**
 * The ends of JobManager's log and of some TaskManagers' logs; the list of jobs only where the job is not the only one. Where there are more
 * TaskManagers than logs may be read, first what tells which of them are worth it.
 */
export function jobLogNeeds(job: string, snapshot: Snapshot): readonly Need[] {
  const [overview, list, history] = [read.overview(snapshot, ask('overview')), read.taskManagers(snapshot, ask('taskmanagers')), read.exceptions(snapshot, exceptionsOf(job))];
  if (overview === null || list === null || history === null) return [ask('overview'), ask('taskmanagers'), exceptionsOf(job), jobDetails(job)];
  const others = overview['jobs-running'] + overview['jobs-finished'] + overview['jobs-cancelled'] + overview['jobs-failed'] > 1;
  const needs = [...(others ? [ask('jobs')] : []), ask('jobmanager-log')];
  const details = read.jobDetails(snapshot, jobDetails(job));
  const sink = details === null ? null : sinkToAsk(list, overview['jobs-running'], details, snapshot.at);
  const vertex = (id: string): Need => ask('vertex', { job, vertex: id });
  const giving = details === null || candidates(list).length <= mostLogs ? [] : givingUp(job, details, snapshot);
  const first = [...(sink === null ? [] : [vertex(sink)]), ...giving.flatMap(({ id, counters }) => [vertex(id), counters])].filter((need) => !snapshot.entries.has(needKey(need)));
  if (first.length > 0) return [...needs, ...first];
  const sinks = sink === null ? [] : taskManagersOf(read.vertex(snapshot, vertex(sink)));
  const told = [...giving.flatMap(({ id, counters }) => whereGivenUp(read.vertex(snapshot, vertex(id)), read.metricValues(snapshot, counters))), ...(read.toldLogs(snapshot, toldLogsNeed) ?? [])];
  return [...needs, ...chosenLogs(list, history, { sinks, told }, snapshot.at).map(taskManagerLog)];
}

/** Subtasks whose counters are looked at one by one: their ids make two requests of the usual length. */
const mostCounters = 100;

/** Vertices whose committers gave something up, and the question which of their subtasks did. */
function givingUp(job: string, { vertices }: JobDetails, snapshot: Snapshot): readonly { readonly id: string; readonly counters: Need }[] {
  return vertices.flatMap((one) => {
    const load = read.vertexLoad(snapshot, vertexLoad(job, one));
    const ids = giveUpMetrics(one.name).filter((id) => (load?.get(id)?.sum ?? 0) > 0);
    if (ids.length === 0) return [];
    const subtasks = Array.from({ length: Math.min(mostCounters, one.parallelism) }, (_, subtask) => ids.map((id) => `${subtask}.${id}`));
    return [{ id: one.id, counters: ask('vertex-metrics', { job, vertex: one.id, get: subtasks.flat().join(',') }) }];
  });
}

/** TaskManagers of the subtasks whose counters are not zero. */
const whereGivenUp = (vertex: Vertex | null, counters: ReadonlyMap<string, number> | null): readonly string[] => {
  const subtasks = new Set([...(counters ?? [])].filter(([, count]) => count > 0).map(([id]) => Number.parseInt(id, 10)));
  return vertex === null ? [] : taskManagersOf({ subtasks: vertex.subtasks.filter(({ subtask }) => subtasks.has(subtask)) });
};

