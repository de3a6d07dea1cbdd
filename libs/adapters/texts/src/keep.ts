import { tellsOfFault, type KeptEvent, type LogEvent, type Recognition } from '@app/model';
import type { TextReader } from './reader.port.js';

type Why = KeptEvent['why'];

/**
 * Kept at most of each kind, 2,000 together (ADR 5: each is judged and matched again). Half is for what decides, since every failure of a loop
 * of a day must find room; noise has one for each signature, and plain text without any header comes in few pieces.
 */
const mostKept: Readonly<Record<Why, number>> = { recognised: 1_000, noise: 100, trace: 400, level: 300, state: 180, plain: 20 };

/** Of these the first stay, which tell how it began; the rest is the newest. */
const firstShare = 0.25;

/** The same event this soon again is counted, not kept: beyond it a new burst of failures begins (restart delay 60 s + 60 s). */
const sameWithin = 120_000;

/** Events that may come again, remembered at a time: a key is some hundred bytes, so this is a few MB. Forgetting one only keeps it twice. */
const mostOpen = 10_000;

/** Characters of message and exception by which two events are the same: classes and constant words stand at their beginning. */
const sameHead = 240;

/** Characters of an event that are kept: the heads of a long chain of causes, and its end. 2,000 of them are 32 MB. */
const longestText = 16_000;
/** Of its message and of the line that decided: as much as an answer shows. */
const longestMessage = 1_000;
const longestQuote = 300;

const warns = /^(?:WARN|WARNING|ERROR|SEVERE|FATAL)$/;

/** What a job or task came through, as the JobManager logs it. */
const stateLogger = /\.(?:ExecutionGraph|ClusterEntrypoint|TaskManagerRunner|TaskExecutor|CheckpointCoordinator)$/;
const stateText = /^Job .+ switched from state|switched from \w+ to FAILED|^Restoring job|^\s*Starting .*(?:Entrypoint|TaskManager) \(|^RECEIVED SIGNAL|^Successful registration at resource manager/;

/** Picks the events worth keeping as they come by; order of time, bounded memory. */
export class Kept {
  private readonly kinds = new Map<Why, Shelf>();
  private readonly open = new Map<string, KeptEvent>();
  private lost = 0;

  constructor(private readonly reader: Pick<TextReader, 'keep'>) {}

  add(event: LogEvent, recognition: Recognition): void {
    const why = reason(event, recognition);
    if (why === null) return;
    const signature = recognition.match?.signature ?? '';
    const key = why === 'noise' ? `noise\n${signature}` : [event.file, why, signature, event.logger, headOf(event, recognition)].join('\n');
    const before = this.open.get(key);
    if (before !== undefined && (why === 'noise' || isSoon(before, event))) {
      before.count += 1;
      before.lastAt = event.at ?? before.lastAt;
      return;
    }
    const kept = keptOf(this.reader.keep(event), recognition, why);
    const shelf = this.kinds.get(why) ?? new Shelf(mostKept[why]);
    this.kinds.set(why, shelf);
    if (shelf.add(kept)) this.lost += 1;
    if (this.open.size > mostOpen) this.open.clear();
    this.open.set(key, kept);
  }

  /** Events that were worth keeping but found no room. */
  get leftOut(): number {
    return this.lost;
  }

  /** In the order of time; an event without a time stands behind the one that was read before it. */
  events(): KeptEvent[] {
    const all = [...this.kinds.values()].flatMap((shelf) => shelf.all()).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    let file = '';
    let last = 0;
    return all
      .map((event) => {
        if (event.file !== file) [file, last] = [event.file, 0];
        last = event.at ?? last;
        return { event, time: last };
      })
      .sort((a, b) => a.time - b.time)
      .map(({ event }) => event);
  }
}

/** Keeps the first ones and the newest. */
class Shelf {
  private readonly first: KeptEvent[] = [];
  private readonly newest: KeptEvent[] = [];

  constructor(private readonly most: number) {}

  /** True when another one had to go for it. */
  add(event: KeptEvent): boolean {
    if (this.first.length < this.most * firstShare) {
      this.first.push(event);
      return false;
    }
    this.newest.push(event);
    return this.newest.length > this.most * (1 - firstShare) && this.newest.shift() !== undefined;
  }

  all(): readonly KeptEvent[] {
    return [...this.first, ...this.newest];
  }
}

function reason(event: LogEvent, { match }: Recognition): Why | null {
  if (match !== null) return tellsOfFault(match.role) ? 'recognised' : 'noise';
  if (event.trace !== null && event.level !== 'DEBUG' && event.level !== 'TRACE') return 'trace';
  if (warns.test(event.level)) return 'level';
  if ((stateLogger.test(event.logger) || event.logger === '') && stateText.test(event.message)) return 'state';
  return event.level === '' && event.logger === '' && event.at === null ? 'plain' : null;
}

/** What stays the same when an event comes again: its words, without numbers, ids and quoted values. */
const headOf = (event: LogEvent, { root }: Recognition): string =>
  `${event.message.slice(0, 300)} ${root?.className ?? ''} ${root?.message.slice(0, 200) ?? ''}`.replace(/0x[0-9a-f]+|[0-9a-f]{8,}|\d+/gi, '#').slice(0, sameHead);

const isSoon = (before: KeptEvent, event: LogEvent): boolean =>
  event.at === null || before.lastAt === null || Math.abs(event.at - before.lastAt) <= sameWithin;

function keptOf(event: LogEvent, { match, root, quote }: Recognition, why: Why): KeptEvent {
  const lines = event.text.split('\n');
  const head = quote ?? headLine(lines, root?.className ?? '');
  return {
    file: event.file, line: event.firstLine, at: event.at, level: event.level, logger: event.logger, message: event.message.slice(0, longestMessage), text: shortened(event.text), trace: event.trace !== null, why,
    match: match === null ? null : { ...match },
    quote: { text: head.text.trim().slice(0, longestQuote), line: event.firstLine + head.line }, count: 1, lastAt: event.at,
  };
}

/** The head of the innermost exception; without one, the first line. */
function headLine(lines: readonly string[], className: string): { readonly text: string; readonly line: number } {
  const line = className === '' ? 0 : Math.max(0, lines.findLastIndex((one) => !/^\s+at /.test(one) && one.includes(className)));
  return { text: lines[line] ?? '', line };
}

const shortened = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText / 2)}\n[... ${text.length - longestText} characters left out ...]\n${text.slice(-longestText / 2)}`;
