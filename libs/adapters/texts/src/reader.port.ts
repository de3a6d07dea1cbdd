import type { LogEvent, Recognition } from '@app/model';

export interface ReadEnd {
  /** Bytes of text, after unpacking. */
  readonly bytes: number;
  /** Why reading ended early (binary, damaged, too large), or null. What came before it was handed over. */
  readonly why: string | null;
}

/** What a source of texts needs to know about logs; implemented over `libs/log-knowledge`, handed in by the wiring. */
export interface TextReader {
  /** Unpacks, decodes and frames one text in bounded memory. An error of `chunks` rejects. */
  read(chunks: AsyncIterable<Uint8Array>, file: string, take: (events: readonly LogEvent[]) => void): Promise<ReadEnd>;
  /** A recogniser for the events of one text, in their order. */
  follow(): (event: LogEvent) => Recognition;
  /** A copy that keeps nothing else in memory than the event. */
  keep(event: LogEvent): LogEvent;
}
