import { cleaned } from '../framing/characters.js';
import { createUnwrap } from '../framing/containers.js';
import { mended } from './broken.js';
import { unwrapped } from './columns.js';
import { fromDocument } from './document.js';
import { unfoldedLines } from './folded.js';
import type { PasteLine } from './line.js';
import { unmarked } from './marks.js';
import { withoutMarkup } from './markup.js';
import { oldestFirst } from './order.js';
import { unstamped } from './stamps.js';
import { fromTable } from './table.js';

/** A text up to this length is looked at as a whole before it is framed: what a person pastes, or an export. Longer ones are logs. */
export const longestPaste = 1_048_576;

type Step = (lines: readonly PasteLine[]) => readonly PasteLine[];

/** What wrapping did to a text is seen where nothing stands before its lines; what stands before them is seen where they are whole. */
const steps: readonly Step[] = [
  fromDocument, fromTable, withoutMarkup, unfoldedLines, unmarked, unwrapped, mended, fromContainers, fromTable, unmarked, oldestFirst, unstamped, unwrapped, mended, unfoldedLines,
];

/**
 * The lines of a pasted text as they were printed, as far as the text shows what was done to it. Each step leaves alone what it does not evidently concern;
 * a log as it was printed comes out unchanged.
 */
export function restored(text: string): readonly PasteLine[] {
  const lines = cleaned(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return steps.reduce<readonly PasteLine[]>((done, step) => step(done), lines.map((line, index) => ({ text: line, at: index + 1, key: '', stamp: '' })));
}

/** Lines that a container runtime or `kubectl` wrote, without what it put before them. A line that the runtime cut is whole again. */
function fromContainers(lines: readonly PasteLine[]): readonly PasteLine[] {
  const unwrap = createUnwrap();
  const open = new Map<string, PasteLine>();
  const whole: PasteLine[] = [];
  for (const line of lines) {
    const { key, rest, partial, stamp } = unwrap(line.text);
    const name = key === '' ? line.key : key;
    const before = open.get(name);
    const next: PasteLine = { text: `${before?.text ?? ''}${rest}`, at: before?.at ?? line.at, key: name, stamp: before?.stamp ?? stamp };
    if (partial) open.set(name, next);
    else {
      open.delete(name);
      whole.push(next);
    }
  }
  return [...whole, ...open.values()];
}
