import { cleaned } from '../framing/characters.js';
import { mended } from './broken.js';
import { unwrapped } from './columns.js';
import type { PasteLine } from './line.js';

/** A text up to this length is looked at as a whole before it is framed: what a person pastes, or an export. Longer ones are logs. */
export const longestPaste = 1_048_576;

/**
 * The lines of a pasted text as they were printed, as far as the text shows what was done to it. Each step leaves alone what it does not evidently concern;
 * a log as it was printed comes out unchanged.
 */
export function restored(text: string): readonly PasteLine[] {
  const whole = cleaned(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const lines = whole.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return mended(unwrapped(lines.map((line, index) => ({ text: line, at: index + 1, key: '', stamp: '' }))));
}
