/** One event of a log: what one call of a logger printed, with the lines below it; or a stack trace that stands without any header. */
export interface LogEvent {
  /** Epoch ms; null where the text gives no time (stdout, a bare stack trace, a window that began inside an event). */
  readonly at: number | null;
  /** The printed time names its zone. If not, `at` is what it would be in UTC: subtract the zone of the process. */
  readonly zoned: boolean;
  /** `TRACE … FATAL` in capitals; '' = not told. */
  readonly level: string;
  readonly logger: string;
  readonly thread: string;
  /** What was logged, without header and without the stack trace; may have several lines. */
  readonly message: string;
  /** The stack trace below or in it, as Java prints it; null = none. */
  readonly trace: string | null;
  /** The first line as it was printed, with container prefix and header. */
  readonly line: string;
  /** The whole event without container prefixes, at most 64 KiB. */
  readonly text: string;
  /** Name of the file or stream, as the reader was told; '' = not told. */
  readonly file: string;
  /** Line numbers in that file, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}
