import { headerOf } from '../framing/header.js';
import { isCause, isFrame, isThrowableHead } from '../framing/trace-lines.js';

/** A line of a pasted text while it is put right. */
export interface PasteLine {
  readonly text: string;
  /** Number of the line of the given text that it begins in, from 1. */
  readonly at: number;
  /** The container that printed it; '' = not told. */
  readonly key: string;
  /** When the container runtime read it, as printed; '' = not told. */
  readonly stamp: string;
}

export const isBlank = (line: string): boolean => line.trim() === '';
export const hasHeader = (line: string): boolean => {
  const header = headerOf(line);
  return header !== null && (header.at !== null || header.level !== '');
};

/** Lines that only a logger or the JVM prints: how much of a text can be read as one. */
export const sense = (lines: readonly string[]): number => {
  let count = 0;
  for (const line of lines) if (isFrame(line) || isCause(line) || isThrowableHead(line) || hasHeader(line)) count++;
  return count;
};

export const rewritten = (line: PasteLine, text: string): PasteLine => ({ ...line, text });
