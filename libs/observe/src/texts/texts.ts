import { needKey, tellsOfFault, TextsAnswer, textsNeed, type KeptEvent, type ReadText, type Snapshot } from '@app/model';
import type { Failure, FailureEntry } from '../failures/schema.js';
import { missing, newest, parsed, type Got } from '../look.js';

export const hasTexts = (snapshot: Snapshot): boolean => snapshot.entries.has(needKey(textsNeed));

const known = new WeakMap<Snapshot, Got<TextsAnswer>>();

/** What was read of texts; missing where the diagnosis is not about texts. Parsed once a snapshot. */
export function textsIn(snapshot: Snapshot): Got<TextsAnswer> {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const got = hasTexts(snapshot) ? parsed(newest(snapshot, needKey(textsNeed)), 'texts', TextsAnswer) : missing('no texts were handed over');
  known.set(snapshot, got);
  return got;
}

/** What one thread prints of one failure, and what its neighbours print of it, comes within this time; ms. */
const sameFailure = 2_000;

const failedTask = /^(.+? \(\d+\/\d+\))(?:#\d+)? \([0-9a-f_]+\) switched from \w+ to FAILED(?: on (\S+) @)?/;
const failed = /switched from (?:state )?\w+ to (?:FAILED|FAILING|RESTARTING)\b/;
const severe = /^(?:ERROR|FATAL|SEVERE|)$/;

/** An event that no signature knows counts as a failure beside known ones only if a task or job failed by it: much that is logged with a trace is handled. */
const isFault = ({ match, why, message }: KeptEvent): boolean => (match === null ? why === 'trace' && failed.test(message) : tellsOfFault(match.role));

/** Every process prints it that is told to end, also at an ordinary stop. */
const ordinaryEnd = /^RECEIVED SIGNAL \d+: SIG(?:TERM|INT|HUP)\b/;
/** A task notices the end of its TaskManager within this time; ms. */
const noticedWithin = 120_000;
/** A cluster's processes are stopped within this time; ms. */
const stoppedWithin = 30_000;
/** Lines that are handed over alone are quoted for what they say; a log that was folded into one line covers some time. */
const quotedLines = 2;

const isQuote = (texts: TextsAnswer['texts']): boolean =>
  texts.reduce((sum, { lines }) => sum + lines, 0) <= quotedLines && texts.every(({ from, to }) => (to ?? 0) - (from ?? 0) <= sameFailure);

/** Whether an event is a process being ended as clusters are stopped: JobManager too, or nothing fails by it. */
function isStop(event: KeptEvent, { events, texts }: TextsAnswer): boolean {
  const signalled = ordinaryEnd.test(event.message);
  if (!signalled && !isAftermath(event)) return false;
  if (signalled && isQuote(texts)) return false;
  const managers = new Set(texts.filter(({ process }) => process === 'jobmanager').map(({ name }) => name));
  const began = event.at ?? Number.NEGATIVE_INFINITY;
  const after = ({ at }: KeptEvent): number => (at ?? began) - began;
  if (signalled && events.some((other) => managers.has(other.file) && ordinaryEnd.test(other.message) && Math.abs(after(other)) <= stoppedWithin)) return true;
  return !events.some((other) => failed.test(other.message) && after(other) >= -sameFailure && after(other) <= noticedWithin);
}

/** A TaskManager that is up before its JobManager asks until it is heard; then nothing is wrong. */
const registered = /^Successful registration at resource manager/;
const isSettled = ({ match, level, trace, file, line }: KeptEvent, { events }: TextsAnswer): boolean =>
  ((match?.role === 'symptom' && level === 'INFO') || match?.role === 'follow-up') && !trace && events.some((other) => other.file === file && other.line > line && registered.test(other.message));

/** Whether what may pass by itself has passed: the log goes on for long without it. */
function hasPassed({ match, file }: KeptEvent, { events, texts }: TextsAnswer): boolean {
  const ends = texts.find(({ name }) => name === file)?.to ?? null;
  if (match?.transient === undefined || ends === null) return false;
  const last = events.reduce((latest, other) => (other.file === file && other.match?.signature === match.signature ? Math.max(latest, other.lastAt ?? 0) : latest), 0);
  return last > 0 && ends - last > match.transient;
}

/** What ordinary operation prints too, such as a connection that is closed because its TaskManager is told to end. */
const isAftermath = ({ match, level, trace }: KeptEvent): boolean => match?.role === 'follow-up' && level === 'INFO' && !trace;

/** Where nothing is known: an error with a trace, then any trace, then any error. */
const unknownFaults: readonly ((event: KeptEvent) => boolean)[] = [({ trace, level }) => trace && severe.test(level), ({ trace }) => trace, ({ why, level }) => why === 'level' && severe.test(level)];

/** The log events of texts as a history of failures, like the one that Flink keeps: what is printed of one failure is one entry. */
export function failuresIn(answer: TextsAnswer, asOf: Date): readonly FailureEntry[] {
  const texts = new Map(answer.texts.map((text) => [text.name, text]));
  const unknown = answer.events.filter(({ match }) => match === null);
  const events = [answer.events.filter((event) => isFault(event) && !isStop(event, answer) && !isSettled(event, answer) && !hasPassed(event, answer)), ...unknownFaults.map((kind) => unknown.filter(kind))].find(({ length }) => length > 0) ?? [];
  const entries: { head: Failure; concurrent: Failure[] }[] = [];
  let time = events.find(({ at }) => at !== null)?.at ?? asOf.getTime();
  for (const event of events) {
    time = event.at ?? time;
    const failure = failureOf(event, texts.get(event.file), time);
    const last = entries.at(-1);
    if (last !== undefined && event.at !== null && failure.at - last.head.at <= sameFailure) last.concurrent.push(failure);
    else entries.push({ head: failure, concurrent: [] });
  }
  return entries.map(({ head, concurrent }) => ({ ...head, concurrent }));
}

function failureOf(event: KeptEvent, text: ReadText | undefined, at: number): Failure {
  const [, task, on] = failedTask.exec(event.message) ?? [];
  return {
    at, name: '', stack: event.text, task: task ?? null, taskManager: on ?? text?.taskManager ?? null, endpoint: null,
    logged: { match: event.match, quote: event.quote.text, place: placeOf(event), own: text?.process === 'taskmanager', timed: event.at !== null, count: event.count },
  };
}

export const placeOf = ({ file, quote }: KeptEvent): string => `${file}:${quote.line}`;
