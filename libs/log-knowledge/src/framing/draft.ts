import type { LogEvent } from '@app/model';
import type { Header } from './header.js';
import { leftOut, longest, longestHead, longestTail } from './lines.js';
import { unfolded } from './paste.js';
import { isCause, isFrame, isThrowableHead, throwableIn } from './trace-lines.js';

/** Where an event stands. */
export interface Place {
  readonly file: string;
  readonly firstLine: number;
}

const indented = (line: string): boolean => {
  const code = line.charCodeAt(0);
  return code === 9 || code === 32;
};

/** An event that may still get lines. */
export class Draft {
  /** Stack frames were seen: what is indented goes on with them, and another throwable begins something new. */
  traced = false;
  private rest: string[] | null = null;
  private tail: string[] = [];
  private tailSize = 0;
  private dropped = 0;
  private size: number;
  private lastLine: number;

  /** `raw` is the line as printed, `line` the same without container prefix, `message` without header too. */
  constructor(readonly header: Header | null, private readonly raw: string, private readonly line: string, private readonly message: string, private readonly place: Place) {
    this.size = line.length;
    this.lastLine = place.firstLine;
  }

  /** Text that is no trace is cut into several events rather than left out. */
  isFull(line: string): boolean {
    return this.size > longestHead && !indented(line) && !isCause(line);
  }

  add(line: string, at: number): void {
    this.lastLine = Math.max(this.lastLine, at);
    if (!this.traced) this.traced = isFrame(line);
    this.size += line.length + 1;
    if (this.size <= longestHead) {
      this.rest ??= [];
      this.rest.push(line);
      return;
    }
    this.tail.push(line);
    this.tailSize += line.length + 1;
    while (this.tailSize > longestTail && this.tail.length > 1) {
      const gone = (this.tail.shift() ?? '').length + 1;
      this.tailSize -= gone;
      this.dropped += gone;
    }
  }

  event(): LogEvent {
    if (this.rest === null && this.tail.length === 0 && !isFolded(this.message) && this.header !== null && !this.message.includes('Exception')) return this.with(this.message, null, this.line);
    const left = this.dropped === 0 ? this.tail : [leftOut(this.dropped), ...this.tail];
    const rest = [...(this.rest ?? []), ...left];
    const body = [this.message, ...rest].flatMap((line) => (isFolded(line) ? unfolded(line).split('\n') : [line]));
    const { message, trace } = parts(body);
    return this.with(message, trace, [this.line, ...rest].join('\n').slice(0, longest));
  }

  /** Written out, because spreading objects takes ten times as long as all else. */
  private with(message: string, trace: string | null, text: string): LogEvent {
    const { header, place } = this;
    if (header === null) {
      return { at: null, zoned: false, level: '', logger: '', thread: '', message, trace, line: this.raw, text, file: place.file, firstLine: place.firstLine, lastLine: this.lastLine };
    }
    return {
      at: header.at, zoned: header.zoned, level: header.level, logger: header.logger, thread: header.thread, message, trace,
      line: this.raw, text, file: place.file, firstLine: place.firstLine, lastLine: this.lastLine,
    };
  }
}

/** Message and trace of the lines of an event; the first line has no header any more. */
function parts(body: readonly string[]): { readonly message: string; readonly trace: string | null } {
  const frame = body.findIndex((line) => isFrame(line) || isCause(line));
  const head = body.findIndex(isThrowableHead);
  const from = head >= 0 && (frame < 0 || head <= frame) ? head : frame;
  if (from < 0) return { message: body.join('\n').trimEnd(), trace: null };
  const [first = ''] = body;
  // "… switched to FAILED with failure cause: java.io.IOException: no" and frames below
  const inside = from > 0 && from === frame ? throwableIn(first) : -1;
  const trace = inside >= 0 ? [first.slice(inside), ...body.slice(1)] : body.slice(from);
  const message = body.slice(0, from).join('\n').trimEnd();
  return { message: message === '' ? (body[from] ?? '') : message, trace: trace.join('\n') };
}

const isFolded = (line: string): boolean => line.includes('\\n') || line.includes('.java:') || line.includes('(Unknown Source)') || (line.includes('Caused by: ') && !isCause(line));
