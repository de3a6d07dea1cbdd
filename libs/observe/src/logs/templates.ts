import { createMiner } from '@app/log-templates';
import type { SignatureMatch, Subject } from '@app/model';
import { jobOf, jobSubject } from '../ids.js';
import { map, missing, once, type Got, type Look } from '../look.js';
import { hasTexts, placeOf, textsIn } from '../texts/texts.js';
import type { UnknownLine } from './lines.js';
import { groupsOf, jobLogs, type JobLogs, type LogGroup } from './of-job.js';

/** Lines that mean the same to a reader: those that one signature recognises, or of one mined template that none does. */
export interface LogTemplate extends LogGroup {
  /** What the signature says; null = no signature knows them. */
  readonly match: SignatureMatch | null;
  /** As the miner prints it; '' where a signature stands for it. */
  readonly text: string;
  readonly count: number;
}

/** Unknown ones in one diagnosis, the worst and newest of them: a person reads no more, and each costs the rules that look at it. */
const mostUnknown = 10;
const severe = /^(?:ERROR|SEVERE|FATAL)$/;

/** All templates of the job's logs; of texts, the remarks, for what else they tell is a history of failures. The unknown are mined only when somebody asks for them. */
export const logTemplates = once((look: Look): Got<readonly LogTemplate[]> => (hasTexts(look.snapshot) ? remarks(look) : ofLogs(look)));

const ofLogs = map(jobLogs, (logs, look, at): Got<readonly LogTemplate[]> => {
  const known = logs.groups.map((group): LogTemplate => ({ ...group, match: group.newest.match, text: '', count: group.lines.length }));
  return { ok: true, value: [...known, ...mined(logs, jobOf(look.subject) ?? '')], at };
});

function remarks(look: Look): Got<readonly LogTemplate[]> {
  const texts = textsIn(look.snapshot);
  if (!texts.ok) return texts;
  const value = texts.value.events.flatMap((event): readonly LogTemplate[] => {
    const { at, file, level, text, match, quote, count } = event;
    if (match?.role !== 'remark') return [];
    const time = at ?? Number.NaN;
    const line = { at: time, utc: time, zoned: true, level, quote: quote.text, place: placeOf(event), text, taskManager: file };
    return [{ id: `${jobOf(look.subject) ?? ''}/${file}/${match.signature}`, lines: [line], first: line, newest: line, concernsJob: true, match, text: '', count }];
  });
  return { ok: true, value, at: texts.at };
}

function mined({ unknown, isMine }: JobLogs, jid: string): readonly LogTemplate[] {
  if (unknown.length === 0) return [];
  const miner = createMiner();
  const leaves = new Map<UnknownLine, string>();
  for (const line of unknown) leaves.set(line, miner.add(line.words).templateId);
  const template = (line: UnknownLine) => miner.resolve(leaves.get(line) ?? '');
  const rank = ({ concernsJob, newest }: LogGroup): number => Number(concernsJob) * 2 + Number(severe.test(newest.level));
  return groupsOf(jid, unknown, isMine, (line) => `${template(line)?.id ?? ''}@${line.logger}`)
    .map((group): LogTemplate => ({ ...group, match: null, text: template(group.newest)?.text ?? group.newest.words, count: group.lines.length }))
    .sort((a, b) => rank(b) - rank(a) || b.newest.utc - a.newest.utc || (a.id < b.id ? -1 : 1))
    .slice(0, mostUnknown);
}

export const templateSubject = ({ id, newest, match }: LogTemplate): Subject => ({ scope: 'log-template', id, name: `${newest.taskManager ?? 'JobManager'}: ${match?.code ?? newest.quote}` });

/** What stands behind a subject of scope log-template; its id begins with the job's. */
export const templateOfSubject = once((look: Look): Got<LogTemplate> => {
  const own = jobOf(look.subject) ?? '';
  const templates = logTemplates(look.of(jobSubject(own, own)));
  if (!templates.ok) return templates;
  const found = templates.value.find(({ id }) => id === look.subject.id);
  return found === undefined ? missing('the log has no such line') : { ok: true, value: found, at: templates.at };
});
