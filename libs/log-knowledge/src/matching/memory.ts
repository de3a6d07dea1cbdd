import type { LogEvent } from '@app/model';
import type { Before, Prepared } from './prepared.js';
import { named } from './conditions.js';
import type { Said } from './said.js';

/** Where events have no time, so many lines count as soon, on the wide side: a condition that is too far off rarely holds by chance. */
const soonLines = 5_000;
/** Streams that are remembered apart, the one heard of longest ago is forgotten. */
const mostStreams = 1_000;

interface Seen {
  readonly at: number | null;
  readonly line: number;
}

/** What came before in each stream: the newest event that each condition `after` was seen in. */
export class Memory {
  private readonly streams = new Map<string, Map<number, Seen>>();

  note(order: number, { file, at, firstLine }: LogEvent): void {
    let stream = this.streams.get(file);
    if (stream === undefined) {
      const [eldest] = this.streams.size >= mostStreams ? this.streams.keys() : [];
      if (eldest !== undefined) this.streams.delete(eldest);
      stream = new Map();
      this.streams.set(file, stream);
    }
    stream.set(order, { at, line: firstLine });
  }

  holds({ order, before }: Prepared, { file, at, firstLine }: LogEvent): boolean {
    const seen = this.streams.get(file)?.get(order);
    if (seen === undefined || before === null) return false;
    if (seen.at === null || at === null) return before.atLeast === 0 && firstLine - seen.line <= soonLines;
    return at - seen.at <= before.within && at - seen.at >= before.atLeast;
  }
}

/** Whether an event is what another signature waits for. */
export function isAwaited({ classes, message, text }: Before, said: Said): boolean {
  if (text !== null && !text.test(said.words) && !text.test(said.printed)) return false;
  if (classes === null && message === null) return true;
  return said.chain.some((link) => (classes === null || named(classes, link.className)) && (message === null || message.test(link.message)));
}
