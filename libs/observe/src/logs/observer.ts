import { ageOf } from '../clock.js';
import { Zone } from '../job-log/schema.js';
import { story } from '../failures/story.js';
import { from, map, missing, once, payload, type Compute, type Got, type Look, type Observer } from '../look.js';
import { needsOf } from '../needs.js';
import { shorten } from '../values.js';
import { TaskManagers } from '../taskmanagers/schema.js';
import { candidates } from './choice.js';
import { logBehind, type LogLine } from './lines.js';
import { jobLogs, type LogGroup } from './of-job.js';
import { templateOfSubject } from './templates.js';

/** Lines of a signature that are conclusive by themselves. */
type Fault = LogGroup<LogLine>;
const none = 'the logs have no such line';

/** The group with the newest line that is conclusive by itself; null = none. Missing where none was found and a log could not be read. */
const fault = map(jobLogs, ({ groups, unread }, _, at): Got<Fault | null> => {
  const [newest] = groups.filter(({ concernsJob, newest: { match } }) => concernsJob && match.alone).sort((a, b) => b.newest.utc - a.newest.utc);
  if (newest === undefined && unread !== null) return missing(unread.why, unread.notYet);
  return { ok: true, value: newest ?? null, at };
});
/** As `fault`, where there are logs at all. */
const kept = once((look: Look): Got<Fault | null> => {
  const logs = jobLogs(look);
  return logs.ok && logs.value.absent !== null && logs.value.read === 0 ? missing(logs.value.absent) : fault(look);
});
const word = (value: (group: Fault) => string): Compute => from(fault, (group) => (group === null ? '' : value(group)));

const zone = payload('config', Zone);
/** A TaskManager notes what ends it before the others notice: heartbeat.timeout is 50 s by default, and they may restart meanwhile. */
const before = 120_000;
const after = 30_000;

/** The first concrete cause in the log of the TaskManager that the newest burst calls lost, around that time; null = none. */
const own = once((look: Look): Got<LogLine | null> => {
  const got = story(look);
  if (!got.ok) return got;
  const needs = needsOf('lost-taskmanager-logs', look.subject, look.snapshot);
  const told = got.value;
  if (told === null || needs === 'unreachable') return { ok: true, value: null, at: got.at };
  const logs = needs.filter(({ what }) => what === 'taskmanager-log').map((need) => logBehind(look, need));
  const unread = logs.find((log) => log.kind === 'unread');
  const lines = logs.flatMap((log) => (log.kind === 'read' ? log.lines : []));
  if (logs.length === 0) return { ok: true, value: null, at: got.at };
  const offset = zone(look);
  if (!offset.ok) return offset;
  const isNear = ({ at, zoned }: LogLine): boolean => {
    const utc = zoned ? at : at - offset.value;
    return utc >= told.first.at - before && utc <= told.first.at + after;
  };
  const cause = lines.find((line) => line.match.role === 'cause' && isNear(line));
  if (cause === undefined && unread?.kind === 'unread') return missing(unread.why, unread.notYet);
  return { ok: true, value: cause ?? null, at: got.at };
});
const ownWord = (value: (line: LogLine) => string): Compute => from(own, (line) => (line === null ? '' : value(line)));

export const observer: Observer = {
  compute: {
    'log.cause': from(templateOfSubject, ({ match }) => match?.code ?? ''),
    'log.role': from(templateOfSubject, ({ match }) => match?.role ?? 'unrecognised'),
    'log.alone': from(templateOfSubject, ({ match }) => match?.alone ?? false),
    'log.level': from(templateOfSubject, ({ newest }) => newest.level),
    'log.template': from(templateOfSubject, ({ text }) => shorten(text)),
    'log.count': from(templateOfSubject, ({ count }) => count),
    'log.age': from(templateOfSubject, ({ newest }, at, look) => ageOf(look, at, newest.utc)),
    'log.firstAge': from(templateOfSubject, ({ first }, at, look) => ageOf(look, at, first.utc)),
    'log.quote': from(templateOfSubject, ({ newest }) => newest.quote),
    'log.place': from(templateOfSubject, ({ newest }) => newest.place),
    'log.concernsJob': from(templateOfSubject, ({ concernsJob }) => concernsJob),
    'logs.fault': word(({ newest }) => newest.match.code),
    'logs.faultAge': from(fault, (group, at, look) => (group === null ? null : ageOf(look, at, group.newest.utc)), none),
    'logs.faultFirstAge': from(fault, (group, at, look) => (group === null ? null : ageOf(look, at, group.first.utc)), none),
    'logs.faultCount': from(fault, (group) => group?.lines.length ?? 0),
    'logs.faultQuote': word(({ newest }) => newest.quote),
    'logs.faultPlace': word(({ newest }) => newest.place),
    'logs.faultTaskManager': word(({ newest }) => newest.taskManager ?? ''),
    'logs.taskManagersRead': from(jobLogs, ({ readOf }) => readOf.length),
    'logs.taskManagers': from(payload('taskmanagers', TaskManagers), (list) => candidates(list).length),
    'logs.pastFault': from(kept, (group) => group?.newest.match.code ?? ''),
    'failure.ownLogCause': ownWord(({ match }) => match.code),
    'failure.ownLogQuote': ownWord(({ quote }) => quote),
    'failure.ownLogPlace': ownWord(({ place }) => place),
  },
};
