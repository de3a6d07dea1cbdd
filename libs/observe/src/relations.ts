import type { NeedKind, Related, Relation, Subject } from '@app/model';
import { story } from './failures/story.js';
import { indexOf, jobOf, jobSubject, subtaskSubject, taskManagerSubject, vertexOf, vertexSubject } from './ids.js';
import { JobDetails } from './job-state/schema.js';
import { JobList } from './jobs/schema.js';
import { jobLogs } from './logs/of-job.js';
import { logTemplates, templateSubject } from './logs/templates.js';
import { payload, type Got, type Look } from './look.js';
import { hostOf } from './taskmanagers/host.js';
import { TaskManagers } from './taskmanagers/schema.js';
import { Vertex } from './vertices/schema.js';

const job = payload('job', JobDetails);
const jobs = payload('jobs', JobList);
const taskManagers = payload('taskmanagers', TaskManagers);
const vertex = payload('vertex', Vertex);

interface Way {
  readonly needs: readonly NeedKind[];
  readonly go: (look: Look) => Related;
}
const way = (needs: readonly NeedKind[], go: (look: Look) => Related): Way => ({ needs, go });
const known = (subjects: readonly Subject[]): Related => ({ known: true, subjects });
const through = <T>(got: Got<T>, subjects: (value: T) => readonly Subject[]): Related =>
  got.ok ? known(subjects(got.value)) : { known: false, why: got.why, notYet: got.notYet };

const jobId = (look: Look): string => jobOf(look.subject) ?? '';
const vertexId = (look: Look): string => vertexOf(look.subject) ?? '';
const named = ({ vertices }: JobDetails, job: string, ids: readonly string[]): readonly Subject[] =>
  ids.map((id) => vertexSubject(job, id, vertices.find((one) => one.id === id)?.name ?? id));
const inputsOf = ({ plan }: JobDetails, id: string): readonly string[] => (plan.nodes.find((node) => node.id === id)?.inputs ?? []).map((input) => input.id);
const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
const told = (ids: readonly (string | null | undefined)[]): readonly string[] => unique(ids.flatMap((id) => (typeof id === 'string' && id !== '' && id !== '(unassigned)' ? [id] : [])));
const host = (name: string): readonly Subject[] => (name === '' ? [] : [{ scope: 'host', id: name, name }]);

const cluster = way([], (look) => known(look.root.scope === 'cluster' ? [look.root] : [{ scope: 'cluster', id: 'cluster', name: 'cluster' }]));
const ownJob = way(['job'], (look) => through(job(look), ({ name }) => [jobSubject(jobId(look), name)]));

/** Where each relation leads from each scope. What is not listed does not exist. */
const ways: Readonly<Partial<Record<`${Subject['scope']} ${Relation}`, Way>>> = {
  'cluster jobs': way(['jobs'], (look) => through(jobs(look), (list) => list.jobs.map(({ jid, name }) => jobSubject(jid, name)))),
  'cluster taskmanagers': way(['taskmanagers'], (look) => through(taskManagers(look), (list) => list.taskmanagers.map(({ id }) => taskManagerSubject(id)))),
  'job cluster': cluster, 'vertex cluster': cluster, 'subtask cluster': cluster, 'taskmanager cluster': cluster,
  'job vertices': way(['job'], (look) => through(job(look), (details) => named(details, jobId(look), details.vertices.map(({ id }) => id)))),
  'job taskmanagers': way(['taskmanagers'], (look) => through(taskManagers(look), (list) => list.taskmanagers.map(({ id }) => taskManagerSubject(id)))),
  'job failed-on': way(['exceptions', 'restart-strategy'], (look) => through(story(look), (one) => {
    if (one === null) return [];
    // the survivor that lost its peer reports the loss: it is not the place of the fault
    const place = one.lost.length > 0 && one.first.match?.role !== 'cause' ? null : one.first.taskManager;
    return told([...one.lost, place]).map(taskManagerSubject);
  })),
  'job log-templates': way(['job', 'job-logs', 'log-zone'], (look) => {
    const logs = jobLogs(look);
    return logs.ok && logs.value.unread !== null ? { known: false, ...logs.value.unread } : through(logTemplates(look), (templates) => templates.map(templateSubject));
  }),
  'log-template job': ownJob, 'log-template cluster': cluster,
  'vertex job': ownJob, 'subtask job': ownJob,
  'vertex upstream': way(['job'], (look) => through(job(look), (details) => named(details, jobId(look), unique(inputsOf(details, vertexId(look)))))),
  'vertex downstream': way(['job'], (look) => through(job(look), (details) =>
    named(details, jobId(look), unique(details.plan.nodes.filter(({ id }) => inputsOf(details, id).includes(vertexId(look))).map(({ id }) => id))))),
  'vertex subtasks': way(['job'], (look) => through(job(look), ({ vertices }) => {
    const found = vertices.find(({ id }) => id === vertexId(look));
    return Array.from({ length: found?.parallelism ?? 0 }, (_, index) => subtaskSubject(jobId(look), vertexId(look), index, found?.name ?? vertexId(look)));
  })),
  'vertex taskmanagers': way(['vertex'], (look) => through(vertex(look), ({ subtasks }) => told(subtasks.map((one) => one['taskmanager-id'])).map(taskManagerSubject))),
  'subtask vertex': way(['job'], (look) => through(job(look), (details) => named(details, jobId(look), [vertexId(look)]))),
  'subtask taskmanager': way(['vertex'], (look) => through(vertex(look), ({ subtasks }) =>
    told(subtasks.filter(({ subtask }) => subtask === indexOf(look.subject)).map((one) => one['taskmanager-id'])).map(taskManagerSubject))),
  'taskmanager host': way(['taskmanagers'], (look) => through(taskManagers(look), (list) =>
    host(hostOf(list.taskmanagers.find(({ id }) => id === look.subject.id)?.path ?? '', look.subject.id)))),
  'host taskmanagers': way(['taskmanagers'], (look) => through(taskManagers(look), (list) =>
    list.taskmanagers.filter(({ id, path }) => hostOf(path, id) === look.subject.id).map(({ id }) => taskManagerSubject(id)))),
};

/** Kinds of questions whose answers tell where `relation` leads from `subject`; ask `needsOf` for each. */
export const relationNeeds = (relation: Relation, subject: Subject): NeedKind[] => [...(ways[`${subject.scope} ${relation}`]?.needs ?? [])];

export function relatedTo(look: Look, relation: Relation): Related {
  const found = ways[`${look.subject.scope} ${relation}`];
  return found === undefined ? { known: false, why: `${relation} leads nowhere from a ${look.subject.scope}`, notYet: false } : found.go(look);
}
