import { Overview } from '../cluster/schema.js';
import { Checkpoints } from '../checkpoints/schema.js';
import { ageOf } from '../clock.js';
import { jobOf, vertexSubject } from '../ids.js';
import { allTasksRunning, finalStates, slotsRequired } from '../jobs/choice.js';
import { slotsOf } from '../jobs/slots.js';
import { both, from, once, payload, type Compute, type Got, type Look, type Observer } from '../look.js';
import { largest, MetricValues, sum } from '../values.js';
import { giveUpMetrics } from '../vertices/committers.js';
import { JobConfig, JobDetails, VertexLoad } from './schema.js';

const details = payload('job', JobDetails);
const overview = payload('overview', Overview);
const checkpoints = payload('checkpoints', Checkpoints);
const config = payload('job-config', JobConfig);
const restarts = payload('job-restarts', MetricValues);
const load = payload('vertex-load', VertexLoad);

/** Loads of all RUNNING vertices; a finished vertex has none. */
const loads = once((look: Look): Got<readonly (typeof VertexLoad)['_output'][]> => {
  const job = details(look);
  if (!job.ok) return job;
  const all: (typeof VertexLoad)['_output'][] = [];
  for (const { id, name } of job.value.vertices.filter(({ status }) => status === 'RUNNING')) {
    const one = load(look.of(vertexSubject(jobOf(look.subject) ?? '', id, name)));
    if (!one.ok) return one;
    all.push(one.value);
  }
  return { ok: true, value: all, at: job.at };
});

const tasks = (...states: readonly string[]): Compute => from(details, (job) => sum(job.vertices.flatMap((vertex) => states.map((state) => vertex.tasks[state] ?? 0))));
const tasksWaiting = (job: JobDetails): number => sum(job.vertices.map((vertex) => (vertex.tasks['CREATED'] ?? 0) + (vertex.tasks['SCHEDULED'] ?? 0)));
const keyed = (job: JobDetails): boolean => job.plan.nodes.some(({ inputs }) => (inputs ?? []).some(({ ship_strategy }) => ship_strategy === 'HASH'));

export const observer: Observer = {
  compute: {
    'job.name': from(details, (job) => job.name),
    'job.state': from(details, (job) => job.state),
    'job.type': from(details, (job) => (job['job-type'] === 'BATCH' || job['job-type'] === 'STREAMING' ? job['job-type'] : 'unknown')),
    'job.terminal': from(details, (job) => finalStates.includes(job.state)),
    'job.age': from(details, (job, at, look) => ageOf(look, at, job['start-time'])),
    'job.runningFor': from(details, (job, at, look) => (job.state === 'RUNNING' && (job.timestamps['RUNNING'] ?? 0) > 0 ? ageOf(look, at, job.timestamps['RUNNING'] ?? 0) : null), 'the job is not RUNNING'),
    'job.tasksRunningFor': from(details, (job, at, look) => {
      const youngest = largest(job.vertices.filter(({ status }) => status === 'RUNNING').map((vertex) => vertex['start-time']));
      return youngest === null ? null : ageOf(look, at, youngest);
    }, 'no vertex is RUNNING'),
    'job.endedAgo': from(details, (job, at, look) => (job['end-time'] > 0 ? ageOf(look, at, job['end-time']) : null), 'the job has not ended'),
    'job.tasksTotal': from(details, (job) => sum(job.vertices.map(({ parallelism }) => parallelism))),
    'job.tasksRunning': tasks('RUNNING'),
    'job.tasksFinished': tasks('FINISHED'),
    'job.tasksFailed': tasks('FAILED'),
    'job.tasksCanceled': tasks('CANCELED', 'CANCELING'),
    'job.tasksWaiting': tasks('CREATED', 'SCHEDULED'),
    'job.tasksDeploying': tasks('DEPLOYING'),
    'job.tasksInitializing': tasks('INITIALIZING'),
    'job.allTasksRunning': from(details, allTasksRunning),
    'job.vertices': from(details, (job) => job.vertices.length),
    'job.parallelism': from(details, (job) => largest(job.vertices.map(({ parallelism }) => parallelism)), 'the job has no vertices yet'),
    'job.slotsRequired': from(details, slotsRequired),
    'job.slotsHeld': from(slotsOf, ({ held }) => held),
    'job.slotsMissing': from(both(slotsOf, overview), ([{ required, held, wanted }, cluster]) => (wanted ? Math.max(0, required - held - cluster['slots-available']) : 0)),
    'job.waitingFor': from(details, (job, at, look) => (tasksWaiting(job) > 0 ? ageOf(look, at, Math.max(...Object.values(job.timestamps))) : 0)),
    'job.stateful': from(both(details, checkpoints), ([job, { completed, history }]) => keyed(job) || (completed?.state_size ?? 0) > 0 || history.some(({ state_size }) => state_size > 0)),
    'job.restarts': from(restarts, (metrics) => metrics.get('numRestarts')),
    'job.restartStrategy': from(config, (answer) => answer['execution-config']['restart-strategy']),
    'job.maxBackpressure': from(loads, (all) => largest(all.flatMap((one) => one.get('backPressuredTimeMsPerSecond')?.max ?? [])) ?? 0),
    'job.maxBusy': from(loads, (all) => largest(all.flatMap((one) => one.get('busyTimeMsPerSecond')?.max ?? [])), 'no vertex reports its busy time'),
    'job.failedCommittables': from(both(details, loads), ([job, all]) => {
      const counters = job.vertices.filter(({ status }) => status === 'RUNNING').flatMap(({ name }, at) => giveUpMetrics(name).map((id) => all[at]?.get(id)?.sum));
      const known = counters.filter((counter) => counter !== undefined);
      return counters.length > 0 && known.length === 0 ? null : sum(known);
    }, 'its committers do not report it (since Flink 1.19)'),
    'job.recordsInRate': from(loads, (all) => sum(all.map((one) => one.get('numRecordsInPerSecond')?.sum ?? 0))),
  },
};
