import { needKey, textsNeed, type Need, type NeedKind, type Snapshot, type Subject } from '@app/model';
import { ask, exceptionsOf, jobDetails, read, taskManagerLog, taskManagersOf, vertexLoad } from './answered.js';
import { suspect, watched } from './checkpoints/suspect.js';
import { lostIn } from './failures/lost.js';
import { namesClusterDefault } from './failures/restart-delay.js';
import { jobOf, vertexOf } from './ids.js';
import { waiting, worthAsking } from './jobs/choice.js';
import { mostLogs } from './logs/choice.js';
import { jobLogNeeds } from './logs/needs.js';
import { zoneIn } from './logs/zone.js';

export const taskManagerMetrics = ['Status.JVM.CPU.Load', 'Status.JVM.GarbageCollector.All.TimeMsPerSecond', 'Status.JVM.Memory.Metaspace.Used', 'Status.JVM.Memory.Metaspace.Max'] as const;
/** Requests that one fan-out may cost at most; what lies beyond is not looked at. */
const widest = 20;

/** Thread dumps of one vertex: enough to tell what its subtasks do. */
const mostDumps = 4;

export type Needs = readonly Need[] | 'unreachable';

const ofCluster = (what: string) => (): Needs => [ask(what)];
const ofJob = (build: (job: string, snapshot: Snapshot) => readonly Need[]) => (subject: Subject, snapshot: Snapshot): Needs => {
  const job = jobOf(subject);
  return job === null ? 'unreachable' : build(job, snapshot);
};
const ofVertex = (build: (job: string, vertex: string) => Need) => (subject: Subject): Needs => {
  const job = jobOf(subject);
  const vertex = vertexOf(subject);
  return job === null || vertex === null ? 'unreachable' : [build(job, vertex)];
};
const registered = (build: (tm: string) => Need) => (subject: Subject, snapshot: Snapshot): Needs => {
  if (subject.scope !== 'taskmanager') return 'unreachable';
  const list = read.taskManagers(snapshot, ask('taskmanagers'));
  if (list === null) return [ask('taskmanagers')];
  return list.taskmanagers.some(({ id }) => id === subject.id) ? [build(subject.id)] : [];
};

export const taskManagerDetails = (tm: string): Need => ask('taskmanager', { tm });

const kinds: Readonly<Record<NeedKind, (subject: Subject, snapshot: Snapshot) => Needs>> = {
  'overview': ofCluster('overview'),
  'config': ofCluster('config'),
  'jobmanager-config': ofCluster('jobmanager-config'),
  'jobmanager-log': ofCluster('jobmanager-log'),
  'jobs': ofCluster('jobs'),
  'taskmanagers': ofCluster('taskmanagers'),
  'job': ofJob((job) => [jobDetails(job)]),
  'exceptions': ofJob((job) => [exceptionsOf(job)]),
  'checkpoints': ofJob((job) => [ask('checkpoints', { job })]),
  'checkpoints-config': ofJob((job) => [ask('checkpoints-config', { job })]),
  'job-config': ofJob((job) => [ask('job-config', { job })]),
  'job-restarts': ofJob((job) => [ask('job-metrics', { job, get: 'numRestarts' })]),
  'vertex': ofVertex((job, vertex) => ask('vertex', { job, vertex })),
  'backpressure': ofVertex((job, vertex) => ask('backpressure', { job, vertex })),
  // what is counted depends on the operators that its name tells
  'vertex-load': (subject, snapshot) => {
    const [job, vertex] = [jobOf(subject), vertexOf(subject)];
    if (job === null || vertex === null) return 'unreachable';
    const details = read.jobDetails(snapshot, jobDetails(job));
    if (details === null) return [jobDetails(job)];
    return details.vertices.filter(({ id }) => id === vertex).map((one) => vertexLoad(job, one));
  },
  'registered-taskmanager': registered(taskManagerDetails),
  'taskmanager-load': registered((tm) => ask('taskmanager-metrics', { tm, get: taskManagerMetrics.join(',') })),

  // asked only when the history has something to group
  'restart-strategy': ofJob((job, snapshot) => {
    const exceptions = read.exceptions(snapshot, exceptionsOf(job));
    if (exceptions === null) return [exceptionsOf(job)];
    if (exceptions.failures.length < 2) return [];
    const config = read.restartConfig(snapshot, ask('job-config', { job }));
    return config !== null && namesClusterDefault(config) ? [ask('job-config', { job }), ask('jobmanager-config')] : [ask('job-config', { job })];
  }),
  // load of every RUNNING vertex: one request each
  'vertex-loads': ofJob((job, snapshot) => {
    const details = read.jobDetails(snapshot, jobDetails(job));
    if (details === null) return [jobDetails(job)];
    return details.vertices.filter(({ status }) => status === 'RUNNING').map((one) => vertexLoad(job, one));
  }),
  // who holds which slots: asked only while tasks of the job wait
  'own-slots': ofJob((job, snapshot) => {
    const details = read.jobDetails(snapshot, jobDetails(job));
    if (details === null) return [jobDetails(job)];
    return waiting(details) ? slotHolders(snapshot) : [];
  }),
  'waiting-jobs': (_, snapshot) => {
    const jobs = read.jobList(snapshot, ask('jobs'));
    if (jobs === null) return [ask('jobs')];
    const chosen = jobs.jobs.filter(worthAsking.waiting).slice(0, widest);
    return chosen.length === 0 ? [] : [...chosen.map(({ jid }) => jobDetails(jid)), ...slotHolders(snapshot)];
  },
  'neighbour-exceptions': (_, snapshot) => {
    const jobs = read.jobList(snapshot, ask('jobs'));
    if (jobs === null) return [ask('jobs')];
    return worthAsking.neighbours(jobs.jobs, widest).map(({ jid }) => exceptionsOf(jid));
  },
  // the newest checkpoint that failed or hangs, with its acknowledgements by vertex
  'suspect-checkpoint': ofJob((job, snapshot) => {
    const checkpoints = read.checkpoints(snapshot, ask('checkpoints', { job }));
    if (checkpoints === null) return [ask('checkpoints', { job })];
    const id = suspect(checkpoints);
    return id === null ? [] : [ask('checkpoint-details', { job, checkpoint: String(id) })];
  }),
  // one thread dump of each TaskManager of the vertex: costly, so only for a vertex that is the bottleneck
  'vertex-thread-dumps': (subject, snapshot) => {
    const [job, vertex] = [jobOf(subject), vertexOf(subject)];
    if (job === null || vertex === null) return 'unreachable';
    const need = ask('vertex', { job, vertex });
    const details = read.vertex(snapshot, need);
    if (details === null) return [need];
    return [...taskManagersOf(details)].sort().slice(0, mostDumps).map((tm) => ask('taskmanager-thread-dump', { tm }));
  },
  // the ends of JobManager's log and of some TaskManagers' logs; the list of jobs only where the job is not the only one
  'job-logs': ofJob(jobLogNeeds),
  // the zone of the logs: asked only where JobManager's log does not tell it
  'log-zone': ofJob((job, snapshot) => {
    const log = ask('jobmanager-log');
    const details = read.jobDetails(snapshot, jobDetails(job));
    const history = ask('checkpoints', { job });
    if (!snapshot.entries.has(needKey(log)) || details === null || !snapshot.entries.has(needKey(history))) return [jobDetails(job), log, history].filter((need) => !snapshot.entries.has(needKey(need)));
    const text = read.logText(snapshot, log);
    const known = text !== null && 'text' in text && zoneIn(text.text, details, read.checkpoints(snapshot, history)) !== null;
    return known ? [] : [ask('config')];
  }),
  // the log of a TaskManager that the newest failure calls lost: only while it is registered is there one to read
  'lost-taskmanager-logs': ofJob((job, snapshot) => {
    const history = read.exceptions(snapshot, exceptionsOf(job));
    if (history === null) return [exceptionsOf(job)];
    const newest = history.failures.at(-1);
    const lost = newest === undefined ? [] : [newest, ...newest.concurrent].flatMap(({ stack }) => lostIn(stack));
    if (lost.length === 0) return [];
    const list = read.taskManagers(snapshot, ask('taskmanagers'));
    if (list === null) return [ask('taskmanagers')];
    const registered = list.taskmanagers.filter(({ id }) => lost.includes(id)).slice(0, mostLogs);
    return registered.length === 0 ? [] : [ask('config'), ...registered.map(({ id }) => taskManagerLog(id))];
  }),
  // where the newest finished checkpoint spent its time in one vertex
  'checkpoint-times': (subject, snapshot) => {
    const [job, vertex] = [jobOf(subject), vertexOf(subject)];
    if (job === null || vertex === null) return 'unreachable';
    const checkpoints = read.checkpoints(snapshot, ask('checkpoints', { job }));
    if (checkpoints === null) return [ask('checkpoints', { job })];
    const one = watched(checkpoints);
    return one === null ? [] : [ask('checkpoint-subtasks', { job, checkpoint: String(one.id), vertex })];
  },
};

/** Kinds of questions that log events answer. */
const toldByTexts: Readonly<Partial<Record<Subject['scope'], readonly NeedKind[]>>> = { job: ['exceptions', 'restart-strategy', 'taskmanagers'], cluster: ['jobmanager-log', 'config'], 'log-template': ['job-logs'] };

/** Slots by job stand only in the details of each TaskManager. */
function slotHolders(snapshot: Snapshot): readonly Need[] {
  const list = read.taskManagers(snapshot, ask('taskmanagers'));
  if (list === null) return [ask('taskmanagers')];
  return list.taskmanagers.slice(0, widest).map(({ id }) => taskManagerDetails(id));
}

/**
 * What has to be asked so that questions of `kind` can be answered for `subject`.
 * Some kinds depend on an earlier answer: while that is not in the snapshot, its need is returned instead, so call again after
 * collecting until nothing new appears (three rounds at most). An empty list means: nothing has to be asked, the answer is plain.
 * Where texts were handed over, they are all there is: they answer what a history of failures would.
 * `unreachable`: such a question makes no sense for this subject.
 */
export function needsOf(kind: NeedKind, subject: Subject, snapshot: Snapshot): readonly Need[] | 'unreachable' {
  if (snapshot.entries.has(needKey(textsNeed))) return toldByTexts[subject.scope]?.includes(kind) === true ? [textsNeed] : 'unreachable';
  return kinds[kind]?.(subject, snapshot) ?? 'unreachable';
}

export const needKinds: readonly NeedKind[] = Object.keys(kinds);
