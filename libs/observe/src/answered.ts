import { needKey, ToldLogs, type Need, type Snapshot } from '@app/model';
import { Checkpoints } from './checkpoints/schema.js';
import { Overview } from './cluster/schema.js';
import { RestartConfig } from './failures/restart-delay.js';
import { Exceptions } from './failures/schema.js';
import { LogText } from './job-log/schema.js';
import { JobDetails, VertexLoad } from './job-state/schema.js';
import { JobList } from './jobs/schema.js';
import { remembering, type Schema } from './remembering.js';
import { TaskManagers } from './taskmanagers/schema.js';
import { MetricValues } from './values.js';
import { giveUpMetrics } from './vertices/committers.js';
import { Vertex } from './vertices/schema.js';

/** Payload of a need, parsed; null while it is not read or not understood. */
function answers<T>(written: Schema<T>): (snapshot: Snapshot, need: Need) => T | null {
  const schema = remembering(written);
  return (snapshot, need) => {
    const reading = snapshot.entries.get(needKey(need))?.readings.at(-1);
    if (reading?.kind !== 'read') return null;
    const result = schema.safeParse(reading.payload);
    return result.success ? result.data : null;
  };
}

/** Earlier answers on which further questions depend. */
export const read = {
  checkpoints: answers(Checkpoints),
  exceptions: answers(Exceptions),
  jobDetails: answers(JobDetails),
  jobList: answers(JobList),
  logText: answers(LogText),
  metricValues: answers(MetricValues),
  overview: answers(Overview),
  restartConfig: answers(RestartConfig),
  taskManagers: answers(TaskManagers),
  toldLogs: answers(ToldLogs),
  vertex: answers(Vertex),
  vertexLoad: answers(VertexLoad),
};

/** Metric ids of the load of a vertex, in the order in which they are asked. */
export const loadMetrics = ['busyTimeMsPerSecond', 'backPressuredTimeMsPerSecond', 'hardBackPressuredTimeMsPerSecond', 'idleTimeMsPerSecond', 'numRecordsInPerSecond', 'numRecordsOutPerSecond'] as const;
const loads = loadMetrics.join(',');
export const ask = (what: string, params: Readonly<Record<string, string>> = {}): Need => ({ source: 'flink', what, params });

export const vertexLoad = (job: string, { id, name }: JobDetails['vertices'][number]): Need => ask('vertex-load', { job, vertex: id, get: [loads, ...giveUpMetrics(name)].join(',') });
export const jobDetails = (job: string): Need => ask('job', { job });
export const exceptionsOf = (job: string): Need => ask('exceptions', { job });
export const taskManagerLog = (tm: string): Need => ask('taskmanager-log', { tm });

/** Where the subtasks of a vertex run; none where that is not known. */
export const taskManagersOf = (vertex: Vertex | null): readonly string[] =>
  [...new Set(vertex?.subtasks.map((subtask) => subtask['taskmanager-id'] ?? '') ?? [])].filter((id) => id !== '' && id !== '(unassigned)');

