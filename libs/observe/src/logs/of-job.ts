import { jobOf } from '../ids.js';
import { Checkpoints } from '../checkpoints/schema.js';
import { LogText, Zone } from '../job-log/schema.js';
import { JobDetails } from '../job-state/schema.js';
import { JobList, type JobLine } from '../jobs/schema.js';
import { missing, once, payload, type Got, type Look } from '../look.js';
import { needsOf } from '../needs.js';
import { zoneIn } from './zone.js';
import { logBehind, type LogLine, type Printed, type UnknownLine } from './lines.js';

/** Lines of one signature, or of one template that no signature knows, in one log, as far as they can be this job's. */
export interface LogGroup<Line extends Printed = Printed> {
  readonly id: string;
  readonly lines: readonly Timed<Line>[];
  readonly first: Timed<Line>;
  readonly newest: Timed<Line>;
  readonly concernsJob: boolean;
}
/** `utc` = epoch ms in UTC. */
export type Timed<Line> = Line & { readonly utc: number };

export interface JobLogs {
  readonly groups: readonly LogGroup<LogLine>[];
  /** What no signature knows, not yet put together. */
  readonly unknown: readonly Timed<UnknownLine>[];
  readonly isMine: (line: Timed<Printed>) => boolean;
  readonly read: number;
  /** Ids of TaskManagers whose logs were read. */
  readonly readOf: readonly string[];
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

/** What the logs that were chosen for the job say: recognised lines by log and signature, and what is left. */
export const jobLogs = once((look: Look): Got<JobLogs> => {
  const details = job(look);
  if (!details.ok) return details;
  const offset = zone(look);
  if (!offset.ok) return offset;
  const needs = needsOf('job-logs', look.subject, look.snapshot);
  if (needs === 'unreachable') return missing('logs cannot be asked for');
  const { jid, 'start-time': started } = details.value;
  const timed = <Line extends Printed>(lines: readonly Line[]): readonly Timed<Line>[] =>
    lines.map((line) => ({ ...line, utc: line.zoned ? line.at : line.at - offset.value })).filter(({ utc }) => utc >= started - aroundStart);
  const lines: Timed<LogLine>[] = [];
  const unknown: Timed<UnknownLine>[] = [];
  let unread: JobLogs['unread'] = null;
  let absent: string | null = null;
  let read = 0;
  const readOf: string[] = [];
  let at = details.at;
  for (const need of needs.filter(({ what }) => what === 'jobmanager-log' || what === 'taskmanager-log')) {
    const log = logBehind(look, need);
    if (log.kind === 'unread') unread ??= log;
    else if (log.kind === 'absent') absent ??= log.why;
    else {
      read += 1;
      if (need.params['tm'] !== undefined) readOf.push(need.params['tm']);
      at = log.at < at ? log.at : at;
      lines.push(...timed(log.lines));
      unknown.push(...timed(log.unknown));
    }
  }
  const isMine = concerns(details.value, othersOf(look, details.value));
  return { ok: true, at, value: { groups: groupsOf(jid, lines, isMine, ({ match }) => match.signature), unknown, isMine, read, readOf, unread, absent } };
});

/** Groups of lines that have one key and stand in one log; where some are this job's, those alone. */
export function groupsOf<Line extends Printed>(jid: string, lines: readonly Timed<Line>[], isMine: (line: Timed<Printed>) => boolean, keyOf: (line: Line) => string): readonly LogGroup<Line>[] {
  const byKey = new Map<string, Timed<Line>[]>();
  for (const line of lines) {
    const key = `${jid}/${line.taskManager ?? 'jobmanager'}/${keyOf(line)}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [line]);
    else known.push(line);
  }
  return [...byKey].flatMap(([id, all]) => {
    const mine = all.filter(isMine);
    const own = mine.length > 0 ? mine : all;
    const [first] = own;
    const newest = own.at(-1);
    return first === undefined || newest === undefined ? [] : [{ id, lines: own, first, newest, concernsJob: mine.length > 0 }];
  });
}

interface Span {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Other jobs and when they lived; none where the cluster has only this one. The list is asked only where there are several.
 * A job that starts again from its savepoint prints at once what it could not print before, so its former run counts to its end only.
 */
function othersOf(look: Look, { name }: JobDetails): readonly Span[] {
  const list = jobs(look);
  const own = jobOf(look.subject);
  if (!list.ok) return [];
  const endOf = (one: JobLine): number => (one['end-time'] > 0 ? one['end-time'] + (one.name === name ? 0 : afterEnd) : Number.POSITIVE_INFINITY);
  return list.value.jobs.filter(({ jid }) => jid !== own).map((one) => ({ id: one.jid, from: one['start-time'] - aroundStart, to: endOf(one) }));
}

const concerns = ({ jid, vertices }: JobDetails, others: readonly Span[]) => (line: Timed<Printed>): boolean => {
  if (line.text.includes(jid)) return true;
  if (others.some(({ id }) => line.text.includes(id))) return false;
  if (vertices.some(({ id, name }) => line.text.includes(id) || line.text.includes(`${name} (`))) return true;
  return !others.some(({ from, to }) => from <= line.utc && line.utc <= to);
};
