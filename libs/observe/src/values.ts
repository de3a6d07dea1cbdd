import { z } from 'zod';

/** A number that may come as text: integers beyond 2^53, metric values, `"NaN"`. */
export const numeric = z.union([z.number(), z.string().regex(/^-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NaN|Infinity)$/).transform(Number)]);

/** Numbers of `GET …/metrics?get=`, by id. */
export const MetricValues = z.array(z.object({ id: z.string(), value: z.union([z.string(), z.number()]) }))
  .transform((list): ReadonlyMap<string, number> => new Map(list.map(({ id, value }) => [id, Number(value)])));

/** `[{key, value}]` of a configuration, as a map. */
export const Settings = z.array(z.object({ key: z.string(), value: z.string() }))
  .transform((list): ReadonlyMap<string, string> => new Map(list.map(({ key, value }) => [key, value])));

/** Units that Flink's TimeUtils reads. */
const perUnit: ReadonlyMap<string, number> = new Map([
  ['', 1], ...['ms', 'milli', 'millis', 'millisecond', 'milliseconds'].map((unit) => [unit, 1] as const),
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((unit) => [unit, 1000] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 60_000] as const),
  ...['h', 'hour', 'hours'].map((unit) => [unit, 3_600_000] as const),
  ...['d', 'day', 'days'].map((unit) => [unit, 86_400_000] as const),
]);

/** Milliseconds of a Flink or ISO duration (`10 s`, `1min`, `PT1M30S`, bare milliseconds); null if it is none. */
export function durationOf(text: string): number | null {
  const iso = /^PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(text.trim());
  if (iso) return Number(iso[1] ?? 0) * 3_600_000 + Number(iso[2] ?? 0) * 60_000 + Number(iso[3] ?? 0) * 1000;
  const plain = /^(\d+)\s*([a-z]*)$/i.exec(text.trim());
  if (plain === null) return null;
  const factor = perUnit.get((plain[2] ?? '').toLowerCase());
  return factor === undefined ? null : Number(plain[1]) * factor;
}

export const shorten = (text: string, most = 300): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
export const simpleClass = (name: string): string => name.split(/[.$]/).filter((part) => part !== '' && !/^\d+$/.test(part)).at(-1) ?? name;
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const largest = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));
