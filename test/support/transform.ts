import { createTapeTransport, createVirtualClock, type Recording, type Tape } from '@app/adapters/replay';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const withTape = (recording: Recording, tape: Tape): Recording => {
  const clock = createVirtualClock(new Date(tape.recordedAt));
  return { ...recording, tape, clock, transport: createTapeTransport(tape, clock) };
};

const isJson = (value: unknown): value is Json => value !== undefined;
const asJson = (value: unknown): Json => (isJson(value) ? value : null);
const isObject = (value: Json): value is { readonly [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);

const mapStrings = (value: Json, change: (text: string) => string): Json => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, change));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)])) : value;
};

type Answer = Tape['frames'][number][string];
const mapFrames = (tape: Tape, change: (path: string, answer: Answer) => Answer): Tape => ({
  ...tape,
  frames: tape.frames.map((frame) => Object.fromEntries(Object.entries(frame).map(([path, answer]) => [path, change(path, answer)]))),
});

const namesIn = (tape: Tape): string[] => {
  const names = new Set<string>();
  const walk = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (!isObject(value)) return;
    if (typeof value['name'] === 'string' && ('jid' in value || 'parallelism' in value)) names.add(value['name']);
    for (const item of Object.values(value)) walk(item);
  };
  for (const frame of tape.frames) for (const [path, answer] of Object.entries(frame)) if (path.startsWith('/jobs') && 'b' in answer) walk(asJson(answer.b));
  return [...names].filter((name) => name.length > 4).sort((a, b) => b.length - a.length);
};

/** What Flink adds to the name of an operator. */
const role = /^(Source: )?(.*?)(: Writer|: Committer)?$/s;
/** As REST writes a name in the id of a metric. */
const inMetric = (name: string): string => name.replaceAll(/[ .:,]/g, '_');

/** Other words for every job, vertex and operator of a sink, and another package for user code. Engine names stay. */
export function renamed(tape: Tape, userPackage = 'com.acme'): Tape {
  const operators = new Map<string, string>();
  const other = (part: string): string => {
    const [, source = '', own = '', does = ''] = role.exec(part) ?? [];
    const name = operators.get(own) ?? `zq-${operators.size} thing`;
    operators.set(own, name);
    return `${source}${name}${does}`;
  };
  const words = namesIn(tape).map((name) => [name, name.includes(': Committer') ? name.split(' -> ').map(other).join(' -> ') : other(name)] as const);
  const metric = (id: string): string => {
    const [, before = '', own = '', rest = ''] = /^(\d+\.)?(.+?)(__(?:Writer|Committer)\..+)$/.exec(id) ?? [];
    const found = [...operators].find(([from]) => inMetric(from) === own);
    return found === undefined ? id : `${before}${inMetric(found[1])}${rest}`;
  };
  const change = (text: string): string =>
    words.reduce((changed, [from, to]) => changed.replaceAll(from, to), text)
      .replaceAll(new RegExp(`${userPackage.replaceAll('.', '\\.')}(\\.[a-z]\\w*)*`, 'g'), 'io.zebra.quux');
  const moved = mapFrames(tape, (_, answer) => {
    if ('b' in answer) return { ...answer, b: mapStrings(asJson(answer.b), change) };
    return 'm' in answer ? { ...answer, m: Object.fromEntries(Object.entries(answer.m).map(([id, value]) => [metric(id), value])) } : answer;
  });
  return { ...moved, logs: Object.fromEntries(Object.entries(tape.logs).map(([path, log]) => [path, { ...log, t: change(log.t) }])) };
}

const subtaskPath = /^(.*\/vertices\/[^/]+\/subtasks\/)(\d+)(\/metrics)?$/;

/** Counts that grow with the parallelism of a job and the slots of its cluster. */
const counted = new Set([
  'parallelism', 'slots-total', 'slots-available', 'slotsNumber', 'freeSlots', 'num_subtasks', 'num_acknowledged_subtasks', 'total',
  ...['created', 'scheduled', 'deploying', 'running', 'finished', 'canceling', 'canceled', 'failed', 'reconciling', 'initializing'].flatMap((state) => [state, state.toUpperCase()]),
]);
const countedOnlyIn = new Set(['tasks', 'status-counts', 'task-counts']);
const states = /^(created|scheduled|deploying|running|finished|canceling|canceled|failed|reconciling|initializing|total)$/i;

const grown = (value: Json, times: number, within = ''): Json => {
  if (Array.isArray(value)) {
    const items: Json[] = value.map((item: Json) => grown(item, times, within));
    if (within === 'allocatedSlots') return Array.from({ length: times }, () => items).flat();
    if (within !== 'subtasks') return items;
    return Array.from({ length: times }, (_, turn) => items.map((item) => shifted(item, turn * items.length))).flat();
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const counts = counted.has(key) && (!states.test(key) || countedOnlyIn.has(within));
      return [key, counts && typeof item === 'number' && item > 0 ? item * times : grown(item, times, key)];
    }),
  );
};

const shifted = (item: Json, by: number): Json => {
  if (!isObject(item)) return item;
  const moved = { ...item };
  for (const key of ['subtask', 'index']) if (typeof moved[key] === 'number') Object.assign(moved, { [key]: Number(moved[key]) + by });
  return moved;
};

/** The same job with `times` as many subtasks on as many more slots: every subtask appears `times` times. */
export function scaled(tape: Tape, times: number): Tape {
  const bigger = mapFrames(tape, (path, answer) =>
    'b' in answer && !/\/(config|exceptions|metrics|accumulators|execution-result)/.test(path) ? { ...answer, b: grown(asJson(answer.b), times) } : answer,
  );
  return {
    ...bigger,
    frames: bigger.frames.map((frame) => {
      const copies: Record<string, Answer> = { ...frame };
      const perVertex = new Map<string, number>();
      for (const path of Object.keys(frame)) {
        const [, vertex, index] = subtaskPath.exec(path) ?? [];
        if (vertex !== undefined && index !== undefined) perVertex.set(vertex, Math.max(perVertex.get(vertex) ?? 0, Number(index) + 1));
      }
      for (const [path, answer] of Object.entries(frame)) {
        const [, vertex, index, tail] = subtaskPath.exec(path) ?? [];
        if (vertex === undefined || index === undefined) continue;
        for (let turn = 1; turn < times; turn += 1) copies[`${vertex}${Number(index) + turn * (perVertex.get(vertex) ?? 0)}${tail ?? ''}`] = answer;
      }
      return copies;
    }),
  };
}
