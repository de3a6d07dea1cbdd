import { createMiner, type Miner } from '@app/log-templates';
import { textsNeed, needKey, TextsAnswer, type Reading, type SignatureMatcher, type Snapshot, type TemplateSeen } from '@app/model';
import { Zone } from '../job-log/schema.js';
import { linesOf, wordsOf, type Printed } from '../logs/lines.js';
import { ExceptionHistory } from '../seen-events/schema.js';

export interface WhoseLogs {
  readonly cluster: string;
  /** Name of the job that was looked at; null = none, or it is not told. */
  readonly job: string | null;
}

/** An event that no signature knows, at its place. */
interface Unknown {
  readonly place: string;
  readonly at: number;
  readonly level: string;
  readonly logger: string;
  readonly exception: string | null;
  /** What is mined. */
  readonly line: string;
  readonly sample: string;
}
interface Events {
  readonly unknown: readonly Unknown[];
  /** Times of faults, by which an unknown event may come before one. */
  readonly faults: readonly number[];
}

/** As long before a failure an event may have to do with it; ms. A longer chain of events would have told on the way. */
const before = 300_000;
/** New templates of one look: a log that brings more is garbled, and the queue keeps 10,000 in all. */
const mostTemplates = 100;
/** Of an event that was counted instead of kept, so many are counted: what is frequent is first in the queue by then. */
const mostRepeats = 1_000;
/** Characters of an event: the words and the first frames, by which a person tells what it is. */
const longestSample = 4_000;

/** Templates of warnings, errors and exceptions of a snapshot that no signature knows, for the labelling queue. What was not looked at is not in it. */
export function unlabelledIn(snapshot: Snapshot, signatures: SignatureMatcher, whose: WhoseLogs): readonly TemplateSeen[] {
  const parts = [...logsIn(snapshot, signatures), historyIn(snapshot, signatures), textsIn(snapshot, signatures)];
  const faults = parts.flatMap((part) => part.faults);
  const [ids, texts] = [createMiner(), createMiner()];
  const found = new Map<string, { one: Unknown; id: string; events: TemplateSeen['events'][number][] }>();
  for (const one of parts.flatMap((part) => part.unknown)) {
    // the same words from two classes are two templates
    const id = ids.add(`${one.logger} ${one.line}`).templateId;
    const key = `${id}\n${one.place}`;
    const entry = found.get(key) ?? { one, id, events: [] };
    entry.events.push({ at: one.at, beforeFailure: faults.some((fault) => fault >= one.at && fault - one.at <= before) });
    found.set(key, entry);
  }
  return [...found.values()].slice(0, mostTemplates).map(({ one, id, events }) => ({
    id, text: templateOf(texts, one.line), logger: one.logger, level: one.level, exception: one.exception, sample: one.sample,
    cluster: whose.cluster, place: one.place, job: whose.job, events: events.sort((a, b) => a.at - b.at),
  }));
}

function templateOf(miner: Miner, line: string): string {
  const { templateId } = miner.add(line);
  return miner.resolve(templateId)?.text ?? line;
}

function logsIn(snapshot: Snapshot, signatures: SignatureMatcher): readonly Events[] {
  const zone = Zone.safeParse(payloadOf(snapshot, ({ what }) => what === 'config'));
  const offset = zone.success ? zone.data : 0;
  const utc = ({ at, zoned }: Printed): number => (zoned ? at : at - offset);
  return [...snapshot.entries.values()].flatMap(({ need, readings }) => {
    const [, process] = /^(jobmanager|taskmanager)-log$/.exec(need.what) ?? [];
    const log = process === undefined ? null : linesOf(newestPayload(readings), need, signatures);
    if (log === null || 'absent' in log) return [];
    const place = [process, ...Object.values(need.params)].join(' ');
    return [{
      unknown: log.unknown.map((line) => ({ place, at: utc(line), level: line.level, logger: line.logger, exception: line.exception, line: line.words, sample: line.text.slice(0, longestSample) })),
      faults: log.lines.filter(({ match }) => match.role === 'cause').map(utc),
    }];
  });
}

/** Exceptions that Flink itself keeps: each is a failure. */
function historyIn(snapshot: Snapshot, signatures: SignatureMatcher): Events {
  const history = ExceptionHistory.safeParse(payloadOf(snapshot, ({ what }) => what === 'exceptions'));
  if (!history.success) return { unknown: [], faults: [] };
  const { entries } = history.data.exceptionHistory;
  const unknown = entries.flatMap(({ stacktrace, timestamp, exceptionName }): Unknown[] => {
    const { match, root } = signatures.match(stacktrace);
    return match !== null ? [] : [{ place: 'exceptions', at: timestamp, level: 'ERROR', logger: '', exception: root?.className ?? exceptionName, line: wordsOf('', root), sample: stacktrace.slice(0, longestSample) }];
  });
  return { unknown: unknown.filter(({ line }) => line !== ''), faults: entries.map(({ timestamp }) => timestamp) };
}

/** Events of texts that a person handed over. One without a time happened when it was read. */
function textsIn(snapshot: Snapshot, signatures: SignatureMatcher): Events {
  const entry = snapshot.entries.get(needKey(textsNeed));
  const answer = TextsAnswer.safeParse(entry === undefined ? null : newestPayload(entry.readings));
  if (!answer.success) return { unknown: [], faults: [] };
  const timed = answer.data.events.map((event) => ({ ...event, at: event.at ?? snapshot.at.getTime() }));
  return {
    unknown: timed.filter(({ match, why }) => match === null && (why === 'trace' || why === 'level')).flatMap(({ file, at, level, logger, message, text, count, lastAt }): Unknown[] => {
      const { root } = signatures.match(text);
      const one = { place: `text ${file}`, level, logger, exception: root?.className ?? null, line: wordsOf(message, root), sample: text.slice(0, longestSample) };
      // the same again is kept as a count
      return [{ ...one, at }, ...Array.from({ length: Math.min(mostRepeats, count - 1) }, () => ({ ...one, at: lastAt ?? at }))];
    }),
    faults: timed.filter(({ match }) => match?.role === 'cause').map(({ at }) => at),
  };
}

const payloadOf = (snapshot: Snapshot, is: (need: { readonly what: string }) => boolean): unknown => {
  const entry = [...snapshot.entries.values()].find(({ need }) => is(need));
  return entry === undefined ? null : newestPayload(entry.readings);
};
const newestPayload = (readings: readonly Reading[]): unknown => {
  const reading = readings.findLast(({ kind }) => kind === 'read');
  return reading?.kind === 'read' ? reading.payload : null;
};
