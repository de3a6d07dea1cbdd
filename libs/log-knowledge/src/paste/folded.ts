import { jsonLine } from '../framing/json.js';
import { rewritten, type PasteLine } from './line.js';

const breaks = /(?:\\{1,4}r)?\\{1,4}n/g;
/** What follows a line end in a trace or log. */
const telling = /\\{1,4}n(?=\s|\\{1,4}[tn]|at |Caused by|\.\.\.|\d{4}-\d\d-\d\d)/;
/** A text of so few lines was one value of something. */
const fewLines = 4;
const syslogBreaks = /#012/g;
const pageBreaks = /<br\s*\/?>/gi;

/** Lines that hold a whole text with its line ends written as escapes, in lines again. What is JSON stays: its fields say more. */
export function unfoldedLines(lines: readonly PasteLine[]): readonly PasteLine[] {
  return lines.flatMap((line) => {
    const text = unfolded(line.text, lines.length <= fewLines);
    return text === line.text ? [line] : text.split('\n').map((part) => rewritten(line, part));
  });
}

function unfolded(line: string, isAll: boolean): string {
  if (line.includes('\\n') && jsonLine(line) === null) {
    const count = line.match(breaks)?.length ?? 0;
    if (telling.test(line) || (isAll && count > 1)) return unquoted(unescaped(line));
  }
  if ((line.match(syslogBreaks)?.length ?? 0) > 1) return line.replace(syslogBreaks, '\n').replaceAll('#011', '\t');
  if ((line.match(pageBreaks)?.length ?? 0) > 1) return line.replace(pageBreaks, '\n');
  return line;
}

const unescaped = (line: string): string => line.replace(breaks, '\n').replace(/\\{1,4}t/g, '\t').replace(/\\{1,4}(["'/])/g, '$1').replace(/\\{1,4}u003c/gi, '<').replace(/\\{1,4}u003e/gi, '>').replace(/\\{1,4}u0027/gi, "'");
const unquoted = (text: string): string => (/^\s*"[\s\S]*"[\s,]*$/.test(text) ? text.trim().replace(/^"|"[\s,]*$/g, '') : text);
