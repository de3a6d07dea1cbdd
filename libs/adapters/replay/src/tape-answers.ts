import type { RecordedAnswer, Tape } from './schema.js';

/** `status` 0: this was asked while recording and did not answer. */
export interface TapeAnswer {
  readonly status: number;
  readonly isText: boolean;
  readonly body: unknown;
}
type Frame = Tape['frames'][number];
type Metrics = Readonly<Record<string, string | null>>;

const notFound = (path: string): TapeAnswer => ({ status: 404, isText: false, body: { errors: [`Not found: ${path}`] } });
const json = (status: number, body: unknown): TapeAnswer => ({ status, isText: false, body });

/** What the recorded Flink answers to a path at one frame. A path that a frame lacks is looked for in the last one. */
export const answerFromTape = (tape: Tape, frameNumber: number, pathAndQuery: string): TapeAnswer => {
  const url = new URL(pathAndQuery, 'http://tape');
  const path = decoded(url.pathname).replace(/^\/v1\//, '/');
  const last = tape.frames[tape.frames.length - 1] ?? {};
  const frame = tape.frames[Math.min(Math.max(0, frameNumber), tape.frames.length - 1)] ?? last;
  const log = own(tape.logs, path);
  if (log !== undefined) return { status: log.s, isText: true, body: log.t };
  if (isAggregate(path) && (url.searchParams.get('get') || own(frame, path) === undefined)) return json(200, aggregated(frame, path, url.searchParams));
  const recorded = own(frame, path) ?? own(last, path);
  if (recorded === undefined) return notFound(path);
  if ('m' in recorded) return json(200, values(recorded.m, url.searchParams.get('get')));
  if (path.endsWith('/exceptions')) return exceptions(own(frame, `${path}?maxExceptions=100`) ?? recorded, Number(url.searchParams.get('maxExceptions') ?? 20));
  return json(recorded.s, path === '/jobmanager/config' ? withFrameInterval(recorded.b, tape.every) : recorded.b);
};

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const values = (metrics: Metrics, get: string | null): readonly unknown[] =>
  get === null ? Object.keys(metrics).map((id) => ({ id })) : get.split(',').flatMap((id) => (own(metrics, id) == null ? [] : [{ id, value: metrics[id] }]));

const isAggregate = (path: string): boolean => /^\/(?:jobs|taskmanagers)\/metrics$|\/subtasks\/metrics$/.test(path);

/** Flink's own aggregation over subtasks, TaskManagers or jobs: values that are no number are skipped, ids without any are left out. */
const aggregated = (frame: Frame, path: string, query: URLSearchParams): readonly unknown[] => {
  const selected = selection(query);
  const all = membersOf(frame, path).filter(({ id }) => selected === null || selected.has(id)).map(({ metrics }) => metrics);
  const ids = query.get('get')?.split(',');
  if (ids === undefined) return [...new Set(all.flatMap((metrics) => Object.keys(metrics)))].map((id) => ({ id }));
  const wanted = query.get('agg')?.split(',') ?? ['min', 'max', 'avg', 'sum'];
  return ids.flatMap((id) => {
    const numbers = all.flatMap((metrics) => own(metrics, id) ?? []).map(Number).filter((value) => !Number.isNaN(value));
    if (numbers.length === 0) return [];
    const sum = numbers.reduce((total, value) => total + value, 0);
    const results = { min: Math.min(...numbers), max: Math.max(...numbers), avg: sum / numbers.length, sum };
    return [{ id, ...Object.fromEntries(Object.entries(results).filter(([name]) => wanted.includes(name))) }];
  });
};

const membersOf = (frame: Frame, path: string): readonly { readonly id: string; readonly metrics: Metrics }[] => {
  const start = path.slice(0, -'metrics'.length);
  const end = '/metrics';
  return Object.entries(frame).flatMap(([at, answer]) => {
    const id = at.slice(start.length, -end.length);
    return 'm' in answer && at.startsWith(start) && at.endsWith(end) && id !== '' && !id.includes('/') ? [{ id, metrics: answer.m }] : [];
  });
};

const selection = (query: URLSearchParams): ReadonlySet<string> | null => {
  const listed = query.get('jobs') ?? query.get('taskmanagers');
  if (listed !== null) return new Set(listed.split(','));
  const subtasks = query.get('subtasks');
  return subtasks === null ? null : new Set(subtasks.split(',').flatMap(range));
};

const range = (text: string): readonly string[] => {
  const [from = 0, to = from] = text.split('-').map(Number);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String(from + index));
};

const exceptions = (recorded: RecordedAnswer, most: number): TapeAnswer => {
  const body: unknown = 'b' in recorded ? recorded.b : null;
  if (!isRecord(body) || !isRecord(body['exceptionHistory'])) return json(recorded.s, body);
  const history = body['exceptionHistory'];
  const entries = history['entries'];
  if (!Array.isArray(entries) || entries.length <= most) return json(recorded.s, body);
  return json(recorded.s, { ...body, exceptionHistory: { ...history, entries: entries.slice(0, most), truncated: true } });
};

/** Values change from frame to frame, so this is how long a second reading must wait. */
const withFrameInterval = (body: unknown, every: number): unknown => {
  if (!Array.isArray(body)) return body;
  const key = 'metrics.fetcher.update-interval';
  return [...body.filter((entry) => !isRecord(entry) || entry['key'] !== key), { key, value: `${every} ms` }];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
