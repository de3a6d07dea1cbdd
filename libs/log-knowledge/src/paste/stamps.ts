import { headerOf, type Header } from '../framing/header.js';
import { timeAt } from '../framing/time.js';
import { isCause, isFrame, isThrowableHead } from '../framing/trace-lines.js';
import { isBlank, rewritten, type PasteLine } from './line.js';

/** Of the lines that are not blank, so many have a header. */
const share = 0.95;
/** Of the lines below a viewer's header, so many begin with a header of their own or belong to a trace. */
const ownShare = 0.3;
/** The message of an exception is no longer than this. */
const longestMessage = 40;

/** Headers of the lines, if nearly every line has one: a viewer or shipper wrote them, for no message has but one line. */
export function headersOf(lines: readonly PasteLine[]): readonly (Header | null)[] | null {
  const headers = lines.map(({ text }) => headerOf(text));
  const filled = lines.filter(({ text }) => !isBlank(text)).length;
  const stamped = headers.filter((header) => header !== null).length;
  return stamped < 3 || stamped < filled * share ? null : headers;
}

/** Takes off a viewer's header that stands before the log's own, and the headers of lines that go on with a trace. */
export function unstamped(lines: readonly PasteLine[]): readonly PasteLine[] {
  const headers = headersOf(lines);
  if (headers === null) return lines;
  const owns = lines.map(({ text }) => ownHeader(text));
  const own = owns.filter((one) => one !== null).length;
  const rests = headers.map((header, index) => owns[index] ?? header?.message ?? lines[index]?.text ?? '');
  const traced = rests.filter((rest) => isFrame(rest) || isCause(rest)).length;
  const bare = (line: PasteLine, index: number): PasteLine => rewritten(line, indented(rests[index] ?? ''));
  if (own > 0 && own + traced >= rests.length * ownShare) return lines.map(bare);
  if (traced === 0) return lines;
  const inside = messagesOf(rests);
  return lines.map((line, index) => (inside.has(index) ? bare(line, index) : line));
}

const bracket = /[\s[\]]*/y;
const levelAndLogger = /(?:\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b\]?[\s:]*)?(?:[\w.$]+\s+(?:\[[^\]]*\]\s+)?-\s+)?/y;

/** The line from its second header on, if it has two: the one of a viewer, and its own. */
function ownHeader(line: string): string | null {
  const time = timeAt(line, endOf(bracket, line, 0));
  if (time === null) return null;
  const behind = endOf(bracket, line, time.end);
  for (const from of [behind, endOf(levelAndLogger, line, behind)]) {
    const header = timeAt(line, from) === null ? null : headerOf(line.slice(from));
    if (header !== null && header.level !== '') return line.slice(from);
  }
  return null;
}
function endOf(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : from;
}

/** The blanks before a frame went with the header. */
const indented = (rest: string): string => (/^at\s/.test(rest) ? `\t${rest}` : rest);

/** Lines that go on with a trace: frames, causes, and what stands between the head of an exception and its first frame. */
function messagesOf(rests: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let head = -1;
  for (const [index, rest] of rests.entries()) {
    if (isFrame(rest) || (isCause(rest) && index > 0)) {
      if (head >= 0 && index - head <= longestMessage) for (let line = head + 1; line < index; line++) inside.add(line);
      inside.add(index);
    }
    if (isFrame(rest)) head = -1;
    else if (isCause(rest) || isThrowableHead(rest)) head = index;
  }
  return inside;
}
