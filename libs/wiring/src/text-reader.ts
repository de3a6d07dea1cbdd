import type { TextReader } from '@app/adapters/texts';
import type { LogEvent, SignatureMatcher } from '@app/model';

const begins = /^\S{0,80}?\s?(?:\d{4}-\d\d-\d\d[ T]|\d\d\/\d\d\/\d\d )\d\d:\d\d:\d\d/;
/** More lines in one event are no event any more; a stack trace of 10,000 causes has as many lines. */
const mostLines = 50_000;

/** Framing and recognition for a source of texts, by the signatures of the rule pack. */
export const textReader = (signatures: SignatureMatcher): TextReader => ({
  follow: () => signatures.follow(),
  frame(file) {
    let lines: string[] = [];
    let first = 1;
    const flush = (): readonly LogEvent[] => {
      const events = lines.length === 0 ? [] : signatures.events(lines.join('\n'), file);
      const offset = first - 1;
      first += lines.length;
      lines = [];
      return events.map((event) => ({ ...event, firstLine: event.firstLine + offset, lastLine: event.lastLine + offset }));
    };
    return {
      push(line) {
        const events = begins.test(line) || lines.length >= mostLines ? flush() : [];
        lines.push(line);
        return events;
      },
      end: flush,
    };
  },
});
