import { isBlank, rewritten, sense, type PasteLine } from './line.js';

/** What stands before every line of a text that was quoted, numbered or searched. */
interface Mark {
  readonly pattern: RegExp;
  /** `name`: whose line it is; `number`: goes up from line to line. */
  readonly tells: 'name' | 'number' | 'nothing';
}

const levels = String.raw`(?!(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL)\b)`;
const marks: readonly Mark[] = [
  { pattern: /^\s*(?:> ?)+/, tells: 'nothing' },
  { pattern: /^\s*\| ?(?!.*\|\s*$)/, tells: 'nothing' },
  { pattern: /^\s*\/\/+ ?/, tells: 'nothing' },
  { pattern: /^\s*#+ ?/, tells: 'nothing' },
  { pattern: /^\s*\*+ ?(?!\*)/, tells: 'nothing' },
  { pattern: /^\s*-- ?/, tells: 'nothing' },
  { pattern: /^\[?\d\d:\d\d(?::\d\d)?\]? /, tells: 'nothing' },
  // grep: file, file and line, line
  { pattern: /^[\w./-]{1,200}\.(?:log|out|err|txt|stdout|stderr)(?:\.\d+)?[:-](?:\d+[:-])?/, tells: 'nothing' },
  { pattern: /^\s*(\d+)(?:[:.)-] ?|\t| ?\||\s{2})/, tells: 'number' },
  { pattern: new RegExp(String.raw`^\[${levels}([A-Za-z][\w./-]*)\] ?`), tells: 'name' },
];

/** Of the lines between the first and the last that bear a mark, so many bear it. */
const share = 0.95;
const mostNames = 50;

/** Takes off what stands before every line, if more can be read as a log or trace without it. */
export function unmarked(lines: readonly PasteLine[]): readonly PasteLine[] {
  let best = lines;
  let most = -1;
  for (const mark of marks) {
    const taken = without(mark, lines);
    if (taken === null) continue;
    const gained = sense(taken.map(({ text }) => text));
    if (gained > Math.max(most, sense(lines.map(({ text }) => text)))) [best, most] = [taken, gained];
  }
  return best;
}

function without({ pattern, tells }: Mark, lines: readonly PasteLine[]): readonly PasteLine[] | null {
  const found = lines.map(({ text }) => pattern.exec(text));
  const first = found.findIndex((one) => one !== null);
  if (first < 0) return null;
  const last = found.findLastIndex((one) => one !== null);
  const block = found.slice(first, last + 1);
  const bare = block.filter((one, index) => one === null && !isBlank(lines[first + index]?.text ?? '')).length;
  if (bare > block.length * (1 - share)) return null;
  const told = block.flatMap((one) => (one === null ? [] : [one[1] ?? '']));
  if (tells === 'number' && !told.every((number, index) => index === 0 || Number(number) > Number(told[index - 1]))) return null;
  if (tells === 'name' && (first > 0 || last < lines.length - 1 || new Set(told).size > mostNames)) return null;
  return lines.map((line, index) => {
    const one = found[index];
    if (one === null || one === undefined) return line;
    return { ...rewritten(line, line.text.slice(one[0].length)), key: tells === 'name' ? (one[1] ?? '') : line.key };
  });
}
