import { needKey, tellsOfFault, type Need, type SignatureMatch, type SignatureMatcher, type ThrowableInfo } from '@app/model';
import { newest, type Look } from '../look.js';
import { shorten, simpleClass } from '../values.js';
import { LogWindow } from './schema.js';

/** A line of a live log, with what belongs to it. */
export interface Printed {
  /** Epoch ms as printed, in the zone of the process unless `zoned`. */
  readonly at: number;
  readonly zoned: boolean;
  readonly level: string;
  readonly quote: string;
  readonly place: string;
  readonly text: string;
  /** Of which TaskManager the log is, or its file; null = JobManager. */
  readonly taskManager: string | null;
}
/** One that a signature recognises. */
export interface LogLine extends Printed {
  readonly match: SignatureMatch;
}
/** A warning, an error or an exception that no signature knows. */
export interface UnknownLine extends Printed {
  readonly logger: string;
  readonly exception: string | null;
  /** What is mined of it. */
  readonly words: string;
}
export interface LogLines {
  /** Those that runs print in which nothing fails left out. */
  readonly lines: readonly LogLine[];
  readonly unknown: readonly UnknownLine[];
}

export type LogRead =
  | ({ readonly kind: 'read'; readonly at: Date } & LogLines)
  | { readonly kind: 'absent'; readonly why: string }
  | { readonly kind: 'unread'; readonly why: string; readonly notYet: boolean };

const addressOf = ({ params }: Need): string => (params['tm'] === undefined ? '/jobmanager/log' : `/taskmanagers/${params['tm']}/log`);

/** What the log behind a need says, or why there is none to read. */
export function logBehind(look: Look, need: Need): LogRead {
  const reading = newest(look.snapshot, needKey(need));
  if (reading === undefined) return { kind: 'unread', why: `${addressOf(need)} was not asked`, notYet: false };
  if (reading.kind !== 'read') return { kind: 'unread', why: reading.why, notYet: reading.kind === 'not-yet' };
  const log = linesOf(reading.payload, need, look.signatures);
  if (log === null) return { kind: 'unread', why: `the answer to ${addressOf(need)} is not understood`, notYet: false };
  return 'absent' in log ? { kind: 'absent', why: log.absent } : { kind: 'read', ...log, at: reading.at };
}

/** A log is framed and matched once, whoever asks and however many jobs of a cluster share its reading. */
const known = new WeakMap<object, LogLines>();

/** The lines of a reading of a log; null where it is none. */
export function linesOf(payload: unknown, need: Need, signatures: SignatureMatcher): LogLines | { readonly absent: string } | null {
  const before = typeof payload === 'object' && payload !== null ? known.get(payload) : undefined;
  if (before !== undefined) return before;
  const window = LogWindow.safeParse(payload);
  if (!window.success) return null;
  if ('absent' in window.data) return window.data;
  const log = readLines(window.data.text, need, window.data.truncated, signatures);
  if (typeof payload === 'object' && payload !== null) known.set(payload, log);
  return log;
}

const telling = /^(?:WARN|WARNING|ERROR|SEVERE|FATAL)$/;

function readLines(log: string, need: Need, truncated: boolean, signatures: SignatureMatcher): LogLines {
  const address = addressOf(need);
  const taskManager = need.params['tm'] ?? null;
  const recognise = signatures.follow();
  const lines: LogLine[] = [];
  const unknown: UnknownLine[] = [];
  for (const event of signatures.events(log, taskManager === null ? 'jobmanager.log' : 'taskmanager.log')) {
    const { match, quote, root } = recognise(event);
    const { at, zoned, level, logger, message, text, trace } = event;
    if (at === null || (match !== null && !tellsOfFault(match.role))) continue;
    if (match === null && trace === null && !telling.test(level)) continue;
    const place = truncated ? address : `${address}:${event.firstLine + (quote?.line ?? 0)}`;
    const printed: Printed = { at, zoned, level, quote: shorten((quote?.text ?? event.line).trim()), place, text, taskManager };
    if (match !== null) lines.push({ ...printed, match });
    else unknown.push({ ...printed, logger, exception: root?.className ?? null, words: wordsOf(message, root) });
  }
  return { lines, unknown };
}

const longestWords = 2_000;

/** What is mined of an event: its message, then class and message of its innermost exception. */
export function wordsOf(message: string, root: Pick<ThrowableInfo, 'className' | 'message'> | null): string {
  const exception = root === null || root.className === '' ? '' : `${simpleClass(root.className)}: ${root.message.split('\n', 1)[0] ?? ''}`;
  return [message.replace(/\s+/g, ' ').trim(), exception].filter((part) => part !== '').join(' ').slice(0, longestWords);
}
