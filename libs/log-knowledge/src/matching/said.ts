import type { LogEvent, ThrowableInfo } from '@app/model';
import { originOf, readThrowables, userFrameOf, type Throwables } from '../throwable/throwable.js';

const longestText = 20_000;
/** Frames are not words; a chat program may have put a whole trace on one line. */
const isFrame = (line: string): boolean => /^\s+(?:at |\.\.\. \d+ more)/.test(line) && !line.includes('Caused by:');

/** The texts a person would read: messages, not frames. Bounded, because a message may carry a whole record. */
export const withoutFrames = (text: string): string => (text.includes('\n') ? text.split(/\r?\n/).filter((line) => !isFrame(line)).join('\n') : text).slice(0, longestText);

/** A text or an event, as conditions look at it. Its exception is read when one first asks. */
export class Said {
  private read: Throwables | null = null;
  private frame: string | null | undefined;
  private thrownIn: string | null | undefined;
  private wordsRead: string | null = null;
  private plainRead: string | null = null;

  private constructor(readonly text: string, private readonly throwable: string | null, private readonly message: string, readonly logger: string, readonly file: string) {}

  static ofText(text: string): Said {
    return new Said(text, text, text, '', '');
  }

  static ofEvent({ text, trace, message, logger, file }: LogEvent, throwable: string | null): Said {
    return new Said(text, throwable, trace === null ? message : `${message}\n${trace}`, logger, file);
  }

  private get throwables(): Throwables {
    this.read ??= this.throwable === null ? none : readThrowables(this.throwable);
    return this.read;
  }

  get chain(): readonly ThrowableInfo[] {
    return this.throwables.chain;
  }

  get suppressed(): readonly ThrowableInfo[] {
    return this.throwables.suppressed;
  }

  get userFrame(): string | null {
    if (this.frame === undefined) this.frame = userFrameOf(this.chain);
    return this.frame;
  }

  get origin(): string | null {
    if (this.thrownIn === undefined) this.thrownIn = originOf(this.chain);
    return this.thrownIn;
  }

  /** Message and heads of the trace, without header: here `^` is the begin of the message. */
  get words(): string {
    this.wordsRead ??= withoutFrames(this.message);
    return this.wordsRead;
  }

  /** The same as it was printed. */
  get printed(): string {
    this.plainRead ??= this.text === this.message ? this.words : withoutFrames(this.text);
    return this.plainRead;
  }
}

const none: Throwables = { chain: [], suppressed: [] };
