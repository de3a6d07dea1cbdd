import { isCause, isFrame, isThrowableHead } from '../framing/trace-lines.js';
import { hasHeader, type PasteLine } from './line.js';
import { headersOf } from './stamps.js';

/** Log viewers export the newest line first: then a trace begins with its last frame. */
export function oldestFirst(lines: readonly PasteLine[]): readonly PasteLine[] {
  return isFalling(lines) || isUpsideDown(lines.map(({ text }) => text)) ? [...lines].reverse() : lines;
}

/** Every line has a time, and none is later than the one above. */
function isFalling(lines: readonly PasteLine[]): boolean {
  const times = (headersOf(lines) ?? []).flatMap((header) => (header?.at === null || header === null ? [] : [header.at]));
  return times.length > 2 && (times[0] ?? 0) > (times.at(-1) ?? 0) && times.every((time, index) => index === 0 || time <= (times[index - 1] ?? 0));
}

/** Frames and causes stand above the heads of their exceptions, never below. */
function isUpsideDown(texts: readonly string[]): boolean {
  let above = 0;
  /** Trace lines since the last head or header. */
  let pending = 0;
  let headed = false;
  for (const text of texts) {
    if (isFrame(text) || isCause(text)) {
      if (headed) return false;
      pending++;
    } else if (isThrowableHead(text)) {
      if (pending > 1) above++;
      headed = pending === 0;
      pending = 0;
    } else if (hasHeader(text)) [headed, pending] = [false, 0];
  }
  return above > 0;
}
