import { headerOf } from './header.js';
import { looksLikeTrace } from './trace-lines.js';

const quoted = /^\s*(?:> ?)+/;
const commented = /^\s*(?:#|\/\/|\*|--)\s*/;

/** Without the marks of a quoted mail or chat, or of a comment that holds a log. Other lines stay as they are. */
export function unquoted(line: string): string {
  const quote = quoted.exec(line);
  if (quote !== null) return line.slice(quote[0].length);
  const comment = commented.exec(line);
  if (comment === null) return line;
  const rest = line.slice(comment[0].length);
  return looksLikeTrace(rest) ? `${/^at\s/.test(rest) ? '\t' : ''}${rest}` : headerOf(rest) === null ? line : rest;
}

const escaped = /\\n(?=\s|\\t|at |Caused by|\.\.\.)/;
const runIn = /(\s+)(?=at\s+[\w$.<>@/-]+\.[\w$<>]*\s*\([\w$. -]*(?::\d+)?\))|(\s+)(?=Caused by: [\w$.]+)/g;

/** A trace that was squeezed into one line, by escapes (`\n\tat`) or by copying (`… at a.b(C.java:1) at …`), in lines again. */
export function unfolded(line: string): string {
  if (escaped.test(line)) return line.replace(/(?:\\r)?\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\"/g, '"');
  if (!line.includes('at ') && !line.includes('Caused by: ')) return line;
  return line.replace(runIn, (space: string, frame: string | undefined, _: string | undefined, offset: number) => (offset === 0 ? space : frame === undefined ? '\n' : '\n\t'));
}
