import type { Header } from './header.js';
import { levelOf } from './header.js';
import { timeOfField } from './time.js';

/** One event of a JSON layout: its header and the stack trace that its fields hold. */
export interface JsonEvent {
  readonly header: Header;
  readonly trace: string | null;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a line that is one JSON object; null = it is not. */
export function jsonLine(line: string): Fields | null {
  if (line.charCodeAt(0) !== 123) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/** Field by dotted name, whether it is written flat (`"log.level"`) or nested (`"log": {"level": …}`). */
function field(fields: Fields, path: string): unknown {
  const flat = fields[path];
  if (flat !== undefined) return flat;
  const dot = path.indexOf('.');
  const inner = dot < 0 ? undefined : fields[path.slice(0, dot)];
  return isFields(inner) ? field(inner, path.slice(dot + 1)) : undefined;
}
const first = (fields: Fields, paths: readonly string[]): unknown => {
  for (const path of paths) {
    const value = field(fields, path);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
};
const word = (fields: Fields, paths: readonly string[]): string => {
  const value = first(fields, paths);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

// log4j JsonTemplateLayout (ECS, Logstash, GELF, GCP), log4j JsonLayout, logstash-logback-encoder, logback's JsonEncoder, reload4j's JSONEventLayout
const times = ['@timestamp', 'timestamp', 'time', 'timeMillis', 'instant', 'ts', 'date', 'asctime'];
const levels = ['level', 'log.level', 'severity', 'levelname', 'log_level'];
const loggers = ['logger_name', 'loggerName', 'log.logger', 'logger', 'name', 'category'];
const threads = ['thread_name', 'threadName', 'process.thread.name', 'thread'];
const messages = ['message', 'msg', 'formattedMessage', 'short_message', 'log', 'event.original', 'jsonPayload.message', 'textPayload'];
const traces = ['stack_trace', 'stackTrace', 'stacktrace', 'error.stack_trace', 'exception.stacktrace', 'exception.stackTrace', 'thrown', 'throwable', 'exception', 'error', 'exc_info', 'full_message'];

/** The event of a JSON layout; null where the object has neither message nor trace with a time or a level beside it. */
export function jsonEvent(fields: Fields): JsonEvent | null {
  const level = levelOf(word(fields, levels).toUpperCase());
  const time = timeOf(first(fields, times));
  const message = word(fields, messages);
  const trace = traceOf(first(fields, traces), 0);
  if ((level === '' && time.at === null) || (message === '' && trace === null)) return null;
  return { header: { ...time, level, logger: word(fields, loggers), thread: word(fields, threads), message }, trace: trace === message ? null : trace };
}

function timeOf(value: unknown): { readonly at: number | null; readonly zoned: boolean } {
  if (!isFields(value)) return timeOfField(value);
  const { epochSecond, nanoOfSecond } = value;
  if (typeof epochSecond !== 'number') return { at: null, zoned: false };
  return { at: epochSecond * 1000 + Math.floor((typeof nanoOfSecond === 'number' ? nanoOfSecond : 0) / 1_000_000), zoned: true };
}

const deepest = 50;

/** Stack trace as Java prints it, from a text or from the objects that layouts make of a throwable. */
function traceOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return /[.\w](?:Exception|Error|Throwable)\b|\n\s*at |Traceback/.test(value) ? value : null;
  if (!isFields(value) || depth > deepest) return null;
  const whole = first(value, ['stack_trace', 'stackTrace', 'stacktrace', 'extendedStackTrace', 'stack']);
  if (typeof whole === 'string' && whole.includes('\n')) return whole;
  const name = word(value, ['className', 'exception_class', 'type', 'name', 'class']);
  if (name === '') return null;
  const message = word(value, ['message', 'exception_message', 'localizedMessage']);
  const head = message === '' ? name : `${name}: ${message}`;
  const steps = first(value, ['extendedStackTrace', 'stackTrace', 'stepArray', 'steps']);
  const frames = (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => (isFields(step) ? [frameOf(step)] : []));
  const cause = traceOf(field(value, 'cause'), depth + 1);
  return [head, ...frames, ...(cause === null ? [] : [`Caused by: ${cause}`])].join('\n');
}

const frameOf = (step: Fields): string =>
  `\tat ${word(step, ['class', 'className'])}.${word(step, ['method', 'methodName'])}(${word(step, ['file', 'fileName']) || 'Unknown Source'}${word(step, ['line', 'lineNumber']).replace(/^(?=\d)/, ':')})`;
