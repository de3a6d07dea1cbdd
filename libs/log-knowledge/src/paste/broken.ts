import { isThrowableHead } from '../framing/trace-lines.js';
import { rewritten, type PasteLine } from './line.js';

const alone = /^\s*(?:at|Caused by:)\s*$/;
const frameRest = /^\s*(?:[\w.@-]*\/){0,2}[\w$.<>/-]+\(/;

/** Joins what no printer ever writes apart: `at` and its frame, `Caused by:` and the exception that it names. */
export function mended(lines: readonly PasteLine[]): readonly PasteLine[] {
  if (!lines.some(({ text }) => alone.test(text))) return lines;
  const whole: PasteLine[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    const isRest = before !== undefined && alone.test(before.text) && before.key === line.key && (frameRest.test(line.text) || isThrowableHead(line.text));
    if (isRest) whole[whole.length - 1] = rewritten(before, `${before.text.trimEnd()} ${line.text.trimStart()}`);
    else whole.push(line);
  }
  return whole;
}
