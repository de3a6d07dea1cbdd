import { jsonEvent, jsonLine } from '../framing/json.js';
import { isThrowableHead } from '../framing/trace-lines.js';
import { hasHeader, type PasteLine } from './line.js';

/** Deeper than this no answer of a service holds a log. */
const deepest = 30;
const className = /^(?:[a-z][\w$]*\.)+[A-Z][\w$]*$/;
const mostTried = 200;

/** Takes a text; `before` is the header that the fields beside it make. */
type Add = (text: string, before?: string) => void;

/**
 * The texts inside an answer of a service that was pasted as JSON: exceptions of Flink's REST API, the status of a Flink deployment, hits of a log search.
 * A log whose lines are JSON stays as it is.
 */
export function fromDocument(lines: readonly PasteLine[]): readonly PasteLine[] {
  const given = lines.map(({ text }) => text).join('\n');
  const place = placeOf(given);
  if (place === null) return lines.flatMap((line) => embedded(line) ?? [line]);
  const value = parse(given.slice(place.from, place.to));
  if (value === undefined || isLogLine(value)) return lines.flatMap((line) => embedded(line) ?? [line]);
  const first = given.slice(0, place.from).split('\n').length - 1;
  const last = given.slice(0, place.to).split('\n').length;
  return [...lines.slice(0, first), ...textsOf(value, given, lines), ...lines.slice(last)];
}

/** From the first line that begins with a bracket to the last that ends with one. */
function placeOf(text: string): { readonly from: number; readonly to: number } | null {
  const from = /^[ \t]*[[{]\s*(?:$|["{[\]}])/m.exec(text)?.index;
  if (from === undefined) return null;
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  return to > from + 2 ? { from, to } : null;
}

/** A document in the middle of a line, as `kubectl get -o yaml` prints the error of a Flink deployment. */
function embedded(line: PasteLine): readonly PasteLine[] | null {
  const from = line.text.indexOf('{"');
  if (from < 0 || !/Exception|Error/.test(line.text) || isLogLine(jsonLine(line.text))) return null;
  const value = parse(line.text.slice(from, line.text.lastIndexOf('}') + 1));
  if (value === undefined || isLogLine(value)) return null;
  return textsOf(value, '', [line]);
}

const isLogLine = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value) && (jsonEvent({ ...value }) !== null || 'log' in value || 'kubernetes' in value);

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown, given: string, lines: readonly PasteLine[]): readonly PasteLine[] {
  const texts: (readonly [text: string, before: string])[] = [];
  const seen = new Set<string>();
  walk(value, 0, (text, before = '') => {
    if (seen.has(text) || !/\s|Exception|Error/.test(text)) return;
    // Flink gives a trace twice; lines of a log may well be the same
    if (text.includes('\n')) seen.add(text);
    texts.push([text, before]);
  });
  // what has headers of its own needs none, and its other lines go on with them
  const isLog = texts.some(([text]) => hasHeader(text));
  const found: PasteLine[] = [];
  const [begin] = lines;
  let from = 0;
  let line = 0;
  let tried = 0;
  for (const [text, before] of texts) {
    // the line of the document that holds it, for a reader who looks it up
    const at = ++tried > mostTried ? -1 : given.indexOf(JSON.stringify(text).slice(1, 40), from);
    if (at >= 0) {
      for (; from < at; from++) if (given.charCodeAt(from) === 10) line++;
    }
    for (const part of (isLog ? text : `${before}${text}`).split(/\r?\n/)) found.push({ text: part, at: lines[line]?.at ?? begin?.at ?? 1, key: '', stamp: '' });
  }
  return found;
}

function walk(value: unknown, depth: number, add: Add): void {
  if (depth > deepest) return;
  if (typeof value === 'string') {
    const inner = /^\s*[[{]\s*["{[]/.test(value) ? parse(value) : undefined;
    if (inner === undefined) add(value);
    else walk(inner, depth + 1, add);
  } else if (Array.isArray(value)) for (const one of value) walk(one, depth + 1, add);
  else if (typeof value === 'object' && value !== null) ofObject({ ...value }, depth, add);
}

/** An exception as an object, an event of a JSON layout, or anything. */
function ofObject(fields: Readonly<Record<string, unknown>>, depth: number, add: Add): void {
  const { type, message, throwableList } = fields;
  if (typeof type === 'string' && className.test(type)) {
    const said = typeof message === 'string' ? message : '';
    // the Kubernetes operator wraps whatever failed: what it wraps tells
    if (isThrowableHead(said) || said.includes('\n')) add(said);
    else add(said === '' ? type : `${type}: ${said}`);
    for (const cause of Array.isArray(throwableList) ? throwableList : []) walk(cause, depth + 1, (text) => add(`Caused by: ${text}`));
    return;
  }
  const event = jsonEvent(fields);
  if (event === null) {
    for (const one of Object.values(fields)) walk(one, depth + 1, add);
    return;
  }
  const { level, logger, message: said } = event.header;
  const time = typeof fields['@timestamp'] === 'string' ? fields['@timestamp'] : '';
  const before = [time, level, level === '' ? '' : logger, level === '' || logger === '' ? '' : '-'].filter((part) => part !== '').join(' ');
  add([said, ...(event.trace === null ? [] : [event.trace])].filter((part) => part !== '').join('\n'), before === '' ? '' : `${before} `);
}
