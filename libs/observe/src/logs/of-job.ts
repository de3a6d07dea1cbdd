import type { Subject } from '@app/model';
import { jobOf, jobSubject } from '../ids.js';
import { Checkpoints } from '../checkpoints/schema.js';
import { LogText, Zone } from '../job-log/schema.js';
import { JobDetails } from '../job-state/schema.js';
import { JobList } from '../jobs/schema.js';
import { missing, once, payload, type Got, type Look } from '../look.js';
import { needsOf } from '../needs.js';
import { zoneIn } from './zone.js';
import { logBehind, type LogLine } from './lines.js';

/** Lines of one signature in one log, as far as they can be this job's. */
export interface LogGroup {
  readonly id: string;
  readonly lines: readonly TimedLine[];
  readonly first: TimedLine;
  readonly newest: TimedLine;
  readonly concernsJob: boolean;
}
export interface TimedLine extends LogLine {
  /** Epoch ms in UTC. */
  readonly utc: number;
}

export interface JobLogs {
  readonly groups: readonly LogGroup[];
  readonly read: number;
  /** Why a log could not be read; null = all could, or Flink keeps none. */
  readonly unread: { readonly why: string; readonly notYet: boolean } | null;
  /** What Flink says where it keeps no log file. */
  readonly absent: string | null;
}

const job = payload('job', JobDetails);
const jobs = payload('jobs', JobList);
const checkpoints = payload('checkpoints', Checkpoints);
const managerLog = payload('jobmanager-log', LogText);
const asked = payload('config', Zone);

/** Told by JobManager's log itself where it can be; see `zoneIn`. */
const zone = once((look: Look): Got<number> => {
  const [details, log, history] = [job(look), managerLog(look), checkpoints(look)];
  const told = details.ok && log.ok && 'text' in log.value ? zoneIn(log.value.text, details.value, history.ok ? history.value : null) : null;
  return told === null || !details.ok ? asked(look) : { ok: true, value: told, at: details.at };
});

/** A job that starts or ends prints for some time before and after; ms. */
const aroundStart = 30_000;
const afterEnd = 60_000;

/** The recognised lines of the logs that were chosen for the job, by log and signature. */
export const jobLogs = once((look: Look): Got<JobLogs> => {
  const details = job(look);
  if (!details.ok) return details;
  const offset = zone(look);
  if (!offset.ok) return offset;
  const needs = needsOf('job-logs', look.subject, look.snapshot);
  if (needs === 'unreachable') return missing('logs cannot be asked for');
  const groups = new Map<string, TimedLine[]>();
  let unread: JobLogs['unread'] = null;
  let absent: string | null = null;
  let read = 0;
  let at = details.at;
  const isMine = concerns(details.value, othersOf(look));
  for (const need of needs.filter(({ what }) => what === 'jobmanager-log' || what === 'taskmanager-log')) {
    const log = logBehind(look, need);
    if (log.kind === 'unread') unread ??= log;
    else if (log.kind === 'absent') absent ??= log.why;
    else {
      read += 1;
      at = log.at < at ? log.at : at;
      for (const line of log.lines) {
        const utc = line.zoned ? line.at : line.at - offset.value;
        if (utc < details.value['start-time'] - aroundStart) continue;
        const key = `${line.taskManager ?? 'jobmanager'}/${line.match.signature}`;
        groups.set(key, [...(groups.get(key) ?? []), { ...line, utc }]);
      }
    }
  }
  return { ok: true, at, value: { groups: [...groups].flatMap(([key, lines]) => groupOf(`${details.value.jid}/${key}`, lines, isMine)), read, unread, absent } };
});

function groupOf(id: string, all: readonly TimedLine[], isMine: (line: TimedLine) => boolean): readonly LogGroup[] {
  const mine = all.filter(isMine);
  const lines = mine.length > 0 ? mine : all;
  const [first] = lines;
  const newest = lines.at(-1);
  return first === undefined || newest === undefined ? [] : [{ id, lines, first, newest, concernsJob: mine.length > 0 }];
}

interface Span {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Other jobs and when they lived; none where the cluster has only this one. The list is asked only where there are several. */
function othersOf(look: Look): readonly Span[] {
  const list = jobs(look);
  const own = jobOf(look.subject);
  if (!list.ok) return [];
  return list.value.jobs.filter(({ jid }) => jid !== own).map((one) => ({ id: one.jid, from: one['start-time'] - aroundStart, to: one['end-time'] > 0 ? one['end-time'] + afterEnd : Number.POSITIVE_INFINITY }));
}

const concerns = ({ jid, vertices }: JobDetails, others: readonly Span[]) => (line: TimedLine): boolean => {
  if (line.text.includes(jid)) return true;
  if (others.some(({ id }) => line.text.includes(id))) return false;
  if (vertices.some(({ id, name }) => line.text.includes(id) || line.text.includes(`${name} (`))) return true;
  return !others.some(({ from, to }) => from <= line.utc && line.utc <= to);
};

export const logSubject = ({ id, newest }: LogGroup): Subject => ({ scope: 'log-template', id, name: `${newest.taskManager ?? 'JobManager'}: ${newest.match.code}` });

/** The group behind a subject of scope log-template; its id begins with the job's. */
export const groupOfSubject = once((look: Look): Got<LogGroup> => {
  const own = jobOf(look.subject) ?? '';
  const logs = jobLogs(look.of(jobSubject(own, own)));
  if (!logs.ok) return logs;
  const group = logs.value.groups.find(({ id }) => id === look.subject.id);
  return group === undefined ? missing('the log has no such line') : { ok: true, value: group, at: logs.at };
});
