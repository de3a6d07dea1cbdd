/** What people put before a line when they quote it: comment signs, bullets, quotes, numbers of a list. */
const marker = /^[ \t]*(?:(?:\/{2,}|\*+|#+|>+|\||\d{1,2}[.)、]|[(（]\d{1,2}[)）])[ \t]?)+/;
const frame = /[ \t]+at[ \t]+(?=(?:[\w.@-]*\/){0,2}[\w$]+(?:\.[\w$<>]+)+\([^()\s]*(?:\.\w+:\d+|Unknown Source|Native Method)\))/g;
const qualified = String.raw`(?:[\p{L}_$][\p{L}\p{N}_$]*\.)+[\p{Lu}][\p{L}\p{N}_$]*(?:Exception|Error|Throwable|Failure)`;
const simple = String.raw`[\p{Lu}][\p{L}\p{N}_$]*(?:Exception|Error)`;
/** A throwable as it is printed: its class, then a message; or the class alone at the end of a line. */
const head = new RegExp(String.raw`(?<![\p{L}\p{N}_$.\/])(?:${qualified}(?=\s*(?:$|[:：]|\x60))|${simple}(?=[:：]\s*\S))`, 'u');
const nextCause = /(?!^)\s*(Caused by:?\s+)(?=(?:[\w$]+\.)*[A-Z][\w$]*(?:Exception|Error)\b)/g;
/** Characters and lines that are read: a longer text is a log, and quotes stand near its beginning. */
const longest = 20_000;
const mostLines = 400;

/**
 * Stack traces quoted in running text (an article, a comment in code, a list of errors), written as Java prints them, so that `parseThrowable` reads them:
 * marks before the lines and words before the exception are left out, a message that goes over several lines becomes one, frames get lines of their own.
 * Null where the text names no exception. For texts that people write; what a logger printed needs none of this.
 */
export function quotedTraces(text: string): string | null {
  if (!/(?:Exception|Error|Throwable)\b/.test(text)) return null;
  const out: string[] = [];
  let open = false;
  for (const line of linesOf(text)) {
    const found = head.exec(line);
    if (found !== null) {
      out.push(`${out.length > 0 ? 'Caused by: ' : ''}${endOfQuote(line.slice(found.index), line.slice(0, found.index))}`);
      open = true;
    } else if (/^\s*at /.test(line)) {
      if (open) out.push(`\t${line.trim()}`);
    } else if (line.trim() === '' || /^```/.test(line.trim())) {
      // a head with nothing behind it goes on below an empty line, a message does not
      open = open && /:$/.test(out.at(-1)?.trim() ?? '');
    } else if (open && isMessage(out.at(-1))) {
      out.push(`${out.pop() ?? ''} ${line.trim()}`);
    }
  }
  return out.length === 0 ? null : out.join('\n');
}

/** Lines with every cause and every frame at the start of one. A backslash at the end of a line carries it on. */
function linesOf(text: string): readonly string[] {
  const unescaped = text.slice(0, longest).replace(/\\\r?\n\s*(?:[#*>]|\/\/)?\s*/g, '').replace(/\\([_*.[\]:-])/g, '$1').replaceAll('：', ': ');
  return unescaped.split(/\r?\n/).slice(0, mostLines).flatMap((line) => {
    const unmarked = line.replace(marker, '');
    const parts = unmarked.replace(nextCause, '\n$1').replace(frame, '\n\tat ').split('\n').filter((part) => part.trim() !== '');
    return parts.length === 0 ? [''] : parts;
  });
}

const named = /(?<![\p{L}\p{N}_$.])(?:[\p{L}_$][\p{L}\p{N}_$]*\.)*[\p{Lu}][\p{L}\p{N}_$]*(?:Exception|Error)(?![\p{L}\p{N}_$])/gu;
/** Release notes, code and run-books name exceptions that nobody met; somebody who met one says so in the same line. */
const met = /报错|抛出|出现|遇到|错误|\b(?:[Ee]rror|got|gets|getting|facing|hit|hits|ran into|(?:fail|crash|abort)(?:s|ed|ing)? with)\b(?!\w)/;
const averted = /\b(?:[Ff]ix(?:e[ds])?|no longer|instead of|avoid|prevent|guard|catch)\b|修复/;
const mostNames = 2;
const longestReport = 1500;

/** The one or two exceptions that a short report only names, as a chain without messages: the last resort for what a person wrote. Else null. */
export function namedExceptions(text: string): string | null {
  if (text.length > longestReport) return null;
  const lines = text.split('\n');
  const names = [...new Set(lines.flatMap((line) => line.match(named) ?? []))];
  const isReport = lines.some((line) => new RegExp(named, 'u').test(line) && met.test(line) && !averted.test(line));
  return !isReport || names.length > mostNames ? null : names.map((name, at) => (at === 0 ? name : `Caused by: ${name}`)).join('\n');
}

const isMessage = (line: string | undefined): boolean => line !== undefined && !/^\s*at /.test(line);

/** A quote that began with a backtick or a quotation mark ends with it. */
function endOfQuote(rest: string, before: string): string {
  const mark = /([`"“'*]+)\s*(?:Caused by: )?$/.exec(before)?.[1]?.at(-1);
  const until = mark === undefined ? -1 : rest.lastIndexOf(mark === '“' ? '”' : mark);
  return (until > 0 ? rest.slice(0, until) : rest).replace(/\s+$/, '').replace(/：/g, ':');
}
