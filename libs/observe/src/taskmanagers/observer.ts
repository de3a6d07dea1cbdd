import { jobOf, jobSubject } from '../ids.js';
import { JobList } from '../jobs/schema.js';
import { worthAsking } from '../jobs/choice.js';
import { story, type Story } from '../failures/story.js';
import { lostIn } from '../failures/lost.js';
import { serverTime } from '../clock.js';
import { from, missing, once, payload, type Compute, type Got, type Look, type Observer, type Reader } from '../look.js';
import { MetricValues } from '../values.js';
import { hostOf } from './host.js';
import { TaskManager, TaskManagers } from './schema.js';

const list = payload('taskmanagers', TaskManagers);
const jobs = payload('jobs', JobList);
/** Two events of one TaskManager this far apart are taken for one story. */
const near = 120_000;
const mostNeighbours = 20;

/** Details of a TaskManager that is still there. */
const present = <T>(reader: Reader<T>): Reader<T> => once((look: Look): Got<T> => {
  const all = list(look);
  if (!all.ok) return all;
  return all.value.taskmanagers.some(({ id }) => id === look.subject.id) ? reader(look) : missing('the TaskManager is not registered any more');
});
const details = present(payload('registered-taskmanager', TaskManager));
const load = present(payload('taskmanager-load', MetricValues));

type Line = TaskManagers['taskmanagers'][number];
const own = (value: (line: Line, at: Date) => number | null): Compute => from(list, ({ taskmanagers }, at, look) => {
  const line = taskmanagers.find(({ id }) => id === look.subject.id);
  return line === undefined ? null : value(line, at);
}, 'the TaskManager is not registered any more');
/** All TaskManagers of a cluster usually have the same memory, so any tells what a lost one had. */
const memory = (value: (line: Line) => number | undefined): Compute => from(list, ({ taskmanagers }, _, look) => {
  const line = taskmanagers.find(({ id }) => id === look.subject.id) ?? taskmanagers[0];
  return line === undefined ? null : value(line);
}, 'no TaskManager is registered');

interface Neighbours { readonly code: string; readonly job: string; readonly hit: number }

/** Other jobs that failed on this TaskManager when it was lost (or, while it lives, just now): the one with a concrete cause first. */
const neighbour = once((look: Look): Got<Neighbours> => {
  const listed = jobs(look);
  if (!listed.ok) return listed;
  const root = jobOf(look.root);
  const around = new Map<string, Story | null>();
  for (const { jid, name } of worthAsking.neighbours(listed.value.jobs, mostNeighbours)) {
    const got = story(look.of(jobSubject(jid, name)));
    if (!got.ok) return got;
    around.set(jid, got.value);
  }
  const mine = root === null ? undefined : around.get(root);
  const loss = mine?.all.find(({ stack, taskManager }) => taskManager === look.subject.id || lostIn(stack).includes(look.subject.id));
  const when = loss?.at ?? serverTime(look, listed.at);
  const hit = listed.value.jobs.filter(({ jid }) => jid !== root).flatMap(({ jid, name }) => {
    const faults = (around.get(jid)?.all ?? []).filter(({ taskManager, at }) => taskManager === look.subject.id && Math.abs(at - when) <= near);
    const cause = faults.find(({ match }) => match?.role === 'cause')?.match?.code ?? '';
    return faults.length === 0 ? [] : [{ cause, name }];
  });
  const told = hit.find(({ cause }) => cause !== '') ?? hit[0];
  return { ok: true, value: { code: told?.cause ?? '', job: told?.name ?? '', hit: hit.length }, at: listed.at };
});

export const observer: Observer = {
  compute: {
    'taskmanager.lost': from(list, ({ taskmanagers }, _, look) => !taskmanagers.some(({ id }) => id === look.subject.id)),
    'taskmanager.host': from(list, ({ taskmanagers }, _, look) => hostOf(taskmanagers.find(({ id }) => id === look.subject.id)?.path ?? '', look.subject.id)),
    'taskmanager.heartbeatAge': own((line, at) => Math.max(0, at.getTime() - line.timeSinceLastHeartbeat)),
    'taskmanager.slots': own(({ slotsNumber }) => slotsNumber),
    'taskmanager.freeSlots': own(({ freeSlots }) => freeSlots),
    'taskmanager.taskHeap': memory(({ memoryConfiguration }) => memoryConfiguration.taskHeap),
    'taskmanager.processMemory': memory(({ memoryConfiguration }) => memoryConfiguration.totalProcessMemory),
    'taskmanager.jobs': from(details, ({ allocatedSlots }) => new Set(allocatedSlots.map(({ jobId }) => jobId)).size),
    'taskmanager.heapUsed': from(details, ({ metrics }) => metrics?.heapUsed),
    'taskmanager.heapMax': from(details, ({ metrics }) => metrics?.heapMax),
    'taskmanager.heapShare': from(details, ({ metrics }) => (metrics === undefined || metrics.heapMax <= 0 ? null : metrics.heapUsed / metrics.heapMax)),
    'taskmanager.cpuLoad': from(load, (values) => values.get('Status.JVM.CPU.Load')),
    'taskmanager.gcTime': from(load, (values) => values.get('Status.JVM.GarbageCollector.All.TimeMsPerSecond')),
    'taskmanager.metaspaceShare': from(load, (values) => {
      const [used, max] = [values.get('Status.JVM.Memory.Metaspace.Used'), values.get('Status.JVM.Memory.Metaspace.Max')];
      return used === undefined || max === undefined || max <= 0 ? null : used / max;
    }, 'metaspace is unlimited or not reported'),
    'taskmanager.neighbourCause': from(neighbour, ({ code }) => code),
    'taskmanager.neighbourJob': from(neighbour, ({ job }) => job),
    'taskmanager.neighboursHit': from(neighbour, ({ hit }) => hit),
  },
};
