import type { Recognition, ThrowableInfo } from '@app/model';
import { simpleName } from '../throwable/throwable.js';
import type { Prepared } from './prepared.js';
import type { Said } from './said.js';

/** Characters of a quote: beyond them a message carries a record or a query, and readers shorten it further. */
const longestQuote = 500;

/** The line of `text` that decided: the head of the link, or the line in which the words stand; else the first line. */
export function quoteOf(one: Prepared, link: ThrowableInfo | null, said: Said, text: string): NonNullable<Recognition['quote']> {
  const lines = text.split(/\r?\n/);
  const line = link === null ? lineOf(wordsOf(one, said), lines) : headOf(link, lines);
  return { text: (lines[line] ?? '').trim().slice(0, longestQuote), line };
}

/** The line of the words that the pattern for texts found. */
function wordsOf({ text, template, message }: Prepared, said: Said): string {
  const pattern = text ?? template ?? message;
  for (const words of [said.words, said.printed]) {
    const at = pattern?.search(words) ?? -1;
    if (at < 0) continue;
    const from = words.lastIndexOf('\n', at) + 1;
    const end = words.indexOf('\n', at);
    return words.slice(from, end < 0 ? words.length : end);
  }
  return '';
}

const lineOf = (words: string, lines: readonly string[]): number => (words === '' ? 0 : Math.max(0, lines.findIndex((line) => line.includes(words))));

/** Links of the same class are told apart by their messages. */
function headOf({ className, message }: ThrowableInfo, lines: readonly string[]): number {
  const [begin = ''] = message.split('\n', 1);
  const told = begin.slice(0, 60);
  const isHead = (line: string): boolean => line.includes(className) && !/^\s+at /.test(line);
  const exact = lines.findLastIndex((line) => isHead(line) && line.includes(told));
  if (exact >= 0) return exact;
  const near = lines.findLastIndex((line) => isHead(line) || (told !== '' && line.includes(told)));
  return near >= 0 ? near : Math.max(0, lines.findIndex((line) => line.includes(simpleName(className))));
}
