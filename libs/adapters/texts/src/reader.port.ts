import type { LogEvent, Recognition } from '@app/model';

/** Frames one text, line by line, and recognises its events. What has been handed over is not kept beyond the present event. */
export interface TextFramer {
  /** One line without its end. An event comes when the next one begins. */
  push(line: string): readonly LogEvent[];
  /** What is left at the end of the text. */
  end(): readonly LogEvent[];
}

/** What a source of texts needs to know about logs; implemented over the signature files, handed in by the wiring. */
export interface TextReader {
  frame(file: string): TextFramer;
  /** A recogniser for the events of one text, in their order. */
  follow(): (event: LogEvent) => Recognition;
}
