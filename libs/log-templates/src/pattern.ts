import { formOf } from './form.js';
import type { Group } from './group.js';
import { type Item, Lexicon, Made, SLOT } from './item.js';
import { Scanner } from './scanner.js';
import { Kind } from './tokens.js';
import { WILD } from './words.js';

const latin = new TextDecoder('latin1');
const encoder = new TextEncoder();
const scanner = new Scanner();
const bytesOf = (word: string): string => latin.decode(encoder.encode(word));

/** Places of a group that are slots by evidence, not by what stands there. */
export const wildPlaces = (keys: Int32Array, like: readonly Item[]): number[] =>
  Array.from(keys.keys()).filter((at) => keys[at] === SLOT && (like[at]?.key !== SLOT || like[at]?.kind === Made.Wild));

/** Length and wild places. */
export const shapeOf = (keys: Int32Array, like: readonly Item[]): string => `${keys.length}:${wildPlaces(keys, like).join(',')}`;

/** Where the constant items of a form stand in the line it was read from, or null if one cannot be found again. */
export function locate(form: readonly Item[], line: Uint8Array): (readonly [start: number, end: number] | undefined)[] | null {
  const text = latin.decode(line);
  scanner.scan(line, 0, line.length);
  let cursor = 0;
  const spans: (readonly [number, number] | undefined)[] = [];
  for (const item of form) {
    if (item.key === SLOT || item.kind === Kind.Name) {
      spans.push(undefined);
      continue;
    }
    const word = bytesOf(item.text);
    const found = find(text, word, cursor);
    if (found < 0) return null;
    cursor = found + word.length;
    spans.push([found, cursor]);
  }
  return spans;
}

/**
 * A line that stands for all lines of a group: that of its first leaf, with a sign in place of each word that varies.
 * Read again it has the group's keys; null if that cannot be had.
 */
export function patternOf(group: Group, sample: Uint8Array): Uint8Array | null {
  const spans = locate(group.like, sample);
  if (spans === null) return null;
  const text = latin.decode(sample);
  let out = '';
  let copied = 0;
  for (const at of wildPlaces(group.keys, group.like)) {
    const [start, end] = spans[at] ?? [copied, copied];
    if (start === end) continue;
    out += text.slice(copied, start) + bytesOf(WILD);
    copied = end;
  }
  const line = Uint8Array.from(out + text.slice(copied), (char) => char.charCodeAt(0));
  const slots = formOf(line, [], new Lexicon()).map(({ key }) => key === SLOT);
  return slots.length === group.keys.length && slots.every((slot, at) => slot === (group.keys[at] === SLOT)) ? line : null;
}

/** Where the word stands outside the values of the line that the scanner has just read. */
function find(text: string, word: string, from: number): number {
  let found = text.indexOf(word, from);
  for (let token = 0; token < scanner.count && found >= 0; token += 1) {
    if (scanner.kind(token) === Kind.Text || scanner.end(token) <= found) continue;
    if (scanner.start(token) > found) break;
    found = text.indexOf(word, scanner.end(token));
  }
  return found;
}
