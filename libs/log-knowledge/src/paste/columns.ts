import { createUnwrap } from '../framing/containers.js';
import { isCause, isFrame, isThrowableHead } from '../framing/trace-lines.js';
import { glued, looksCutAtBlanks, looksCutInWords, type Seam } from './glue.js';
import { hasHeader, isBlank, rewritten, type PasteLine } from './line.js';

/** Narrower or wider is no window and no mail. */
const narrowest = 56;
const widest = 260;
/** Widths of terminals, mails and editors: where only one line is cut, only these are believed. */
const usual = new Set([64, 70, 72, 74, 76, 88, 96, 128, 132, 133, ...[80, 100, 120].flatMap((width) => [width - 1, width - 2]), ...Array.from({ length: 19 }, (_, index) => 60 + index * 10)]);

/** How the lines of a text were cut: all at one column, or at the last blank before it. */
interface Cut {
  /** Lines that go on in the next one. */
  readonly joins: ReadonlySet<number>;
  /** Put between a line and the one that it goes on in. */
  readonly glue: (line: string) => string;
  /** Blanks before the continuation that the cutting put there; null = all of them. */
  readonly indent: number | null;
}

/**
 * Joins lines that were wrapped at a column. They are only joined where the text shows the column: several lines end at it, or the word that follows would
 * have gone beyond it, and what follows begins nothing by itself (no header, no stack frame, no cause). Lines of one container are looked at together.
 */
export function unwrapped(lines: readonly PasteLine[]): readonly PasteLine[] {
  const byKey = new Map<string, PasteLine[]>();
  for (const line of lines) {
    const same = byKey.get(line.key);
    if (same === undefined) byKey.set(line.key, [line]);
    else same.push(line);
  }
  if (byKey.size <= 1) return joined(lines);
  return [...byKey.values()].flatMap(joined).sort((a, b) => a.at - b.at);
}

function joined(given: readonly PasteLine[]): readonly PasteLine[] {
  const lines = atBackslashes(withoutPadding(given));
  const texts = lines.map(({ text }) => text);
  const cut = texts.length < 2 ? null : cutOf(texts);
  if (cut === null) return lines;
  const whole: PasteLine[] = [];
  for (const [index, line] of lines.entries()) {
    const before = whole.at(-1);
    const indent = cut.indent ?? line.text.length - line.text.trimStart().length;
    if (before !== undefined && cut.joins.has(index - 1)) whole[whole.length - 1] = rewritten(before, `${before.text}${cut.glue(texts[index - 1] ?? '')}${line.text.slice(indent)}`);
    else whole.push(line);
  }
  return whole;
}

/** A window copies its empty columns too: as many blanks as the line has that has the fewest. */
function withoutPadding(lines: readonly PasteLine[]): readonly PasteLine[] {
  const padding = lines.reduce((least, { text }) => (text === '' ? least : Math.min(least, text.length - text.trimEnd().length)), Number.POSITIVE_INFINITY);
  return padding < 2 || padding === Number.POSITIVE_INFINITY ? lines : lines.map((line) => rewritten(line, line.text.slice(0, line.text.length - padding)));
}

/** A shell's way to go on in the next line. */
function atBackslashes(lines: readonly PasteLine[]): readonly PasteLine[] {
  if (!lines.some(({ text }) => text.endsWith('\\') && text.length >= narrowest)) return lines;
  const whole: PasteLine[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    if (before?.text.endsWith('\\') === true) whole[whole.length - 1] = rewritten(before, `${before.text.slice(0, -1)}${line.text}`);
    else whole.push(line);
  }
  return whole;
}

function cutOf(texts: readonly string[]): Cut | null {
  const plain = hardAt(texts, (text) => text.length);
  const hard = texts.some((text) => text.includes('\t')) ? better(plain, hardAt(texts, columnsOf)) : plain;
  const soft = softAt(texts);
  if (hard === null || soft === null) return hard ?? soft;
  const seams = [...hard.joins].map((index) => ({ line: texts[index] ?? '', next: (texts[index + 1] ?? '').slice(hard.indent ?? 0) }));
  const atBlanks = soft.short + seams.filter(looksCutAtBlanks).length;
  return atBlanks > seams.length / 2 + seams.filter(looksCutInWords).length ? soft : hard;
}

const better = (a: Cut | null, b: Cut | null): Cut | null => (a === null || (b !== null && b.joins.size > a.joins.size) ? b : a);

/** Width on a screen, where a tab goes on to the next of every eight columns. */
function columnsOf(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) width = text.charCodeAt(index) === 9 ? width - (width % 8) + 8 : width + 1;
  return width;
}

/** Every line ends at the same column at the latest, and goes on below where it reached it. */
function hardAt(texts: readonly string[], widthOf: (text: string) => number): Cut | null {
  const widths = texts.map(widthOf);
  const width = widths.reduce((most, one) => Math.max(most, one), 0);
  if (width < narrowest || width > widest) return null;
  const joins: number[] = [];
  let ends = 0;
  for (let index = 0; index < texts.length - 1; index++) {
    if (widths[index] !== width) continue;
    if (mayGoOn(texts[index + 1] ?? '')) joins.push(index);
    else ends++;
  }
  if (joins.length === 0 || ends > joins.length) return null;
  const [only = 0] = joins;
  if (joins.length === 1 && (!usual.has(width) || /[.:;]$/.test(texts[only] ?? ''))) return null;
  if (areRows(joins.map((index) => ({ line: texts[index] ?? '', next: texts[index + 1] ?? '' })))) return null;
  return { joins: new Set(joins), glue: () => '', indent: indentOf(joins.map((index) => texts[index + 1] ?? '')) };
}

/** Rows of a table or list are as wide as one another too, but they also begin alike. */
const areRows = (seams: readonly Seam[]): boolean => seams.length > 1 && seams.every(({ line, next }) => line.slice(0, 2) === next.slice(0, 2));

/** One blank may be what the line was cut at; two, or a tab, on every one were put there. */
function indentOf(continued: readonly string[]): number {
  const least = continued.reduce((fewest, text) => Math.min(fewest, text.length - text.trimStart().length), Number.POSITIVE_INFINITY);
  if (least >= 2) return least % 2 === 0 ? least : least - 1;
  return least === 1 && continued.every((text) => text.startsWith('\t')) ? 1 : 0;
}

interface SoftCut extends Cut {
  /** Joins behind lines that do not reach the column: a line cut at blanks seldom does. */
  readonly short: number;
}

/** A line ends where the next word would have gone beyond the column. */
function softAt(texts: readonly string[]): SoftCut | null {
  let width = 0;
  for (const text of texts) if (text.length > width && isBreakable(text)) width = text.length;
  if (width < narrowest || width > widest) return null;
  const inTrace: number[] = [];
  const elsewhere: number[] = [];
  let loose = 0;
  for (let index = 0; index < texts.length - 1; index++) {
    const text = texts[index] ?? '';
    const next = texts[index + 1] ?? '';
    if (isBlank(text) || !mayFollow(next, text) || isSentenceEnd(text, next)) continue;
    const isTight = text.trimEnd().length + 1 + firstWord(next).length > width;
    // the message of an exception: joined by a blank it says the same
    if (isTight && (inTrace.at(-1) === index - 1 || isThrowableHead(text) || isCause(text) || hasHeader(text))) inTrace.push(index);
    else if (isTight) elsewhere.push(index);
    else loose++;
  }
  const joins = loose > inTrace.length + elsewhere.length ? inTrace : [...inTrace, ...elsewhere];
  if (joins.length === 0) return null;
  const short = joins.filter((index) => (texts[index] ?? '').length < width).length;
  return { joins: new Set(joins), glue: (line) => (line.length === width && !/\s/.test(line.trim()) ? '' : glued(line)), indent: null, short };
}

const firstWord = (text: string): string => /\S+/.exec(text)?.[0] ?? '';
/** A blank stands between words, other than the one behind `at`. */
const isBreakable = (text: string): boolean => /\S\s+\S/.test(text.replace(/^\s*at\s+/, ''));

function beginsAnew(line: string): boolean {
  const { key, stamp } = createUnwrap()(line);
  return key !== '' || stamp !== '' || isFrame(line) || isCause(line) || hasHeader(line) || line.startsWith('{"');
}
const fenced = /^\s*(?:`{3}|\{code)/;
/** Nothing says that the line begins something. The head of an exception may stand behind another one. */
const mayGoOn = (line: string): boolean => !isBlank(line) && !fenced.test(line) && !beginsAnew(line);
const listed = /^\s*(?:[-*+•] |\d+[.)] |={3}|-{3})/;
const isSentenceEnd = (text: string, next: string): boolean => /[.?!。？！]\s*$/.test(text) && /^\s*[\p{Lu}\p{Script=Han}]/u.test(next);
const mayFollow = (line: string, before: string): boolean => mayGoOn(line) && !listed.test(line) && !fenced.test(before) && (!isThrowableHead(line) || (before.trimEnd().endsWith(':') && (isThrowableHead(before) || isCause(before))));
