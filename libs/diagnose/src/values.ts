import type { FactSpec, FactValue, Unit } from '@app/model';

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const durations: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
/** Powers of 1024, as Flink's MemorySize has it: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/ */
const sizes: Readonly<Record<string, number>> = { b: 1, k: 1024, kb: 1024, m: 1024 ** 2, mb: 1024 ** 2, g: 1024 ** 3, gb: 1024 ** 3, t: 1024 ** 4, tb: 1024 ** 4 };

const scaled = (text: string, scale: Readonly<Record<string, number>>): number | null => {
  const parts = /^(-?\d+(?:\.\d+)?)\s*([a-zA-Z]+)$/.exec(text.trim());
  const factor = scale[(parts?.[2] ?? '').toLowerCase()];
  return parts && factor !== undefined ? Number(parts[1]) * factor : null;
};

/** `10m`, `90 s`, `1.5h` in milliseconds, or null. */
export const parseDuration = (text: string): number | null => scaled(text, durations);

function parseNumber(raw: string, unit: Unit): number | null {
  if (unit === 'ms') return parseDuration(raw);
  if (unit === 's') return ((ms) => (ms === null ? null : ms / 1000))(parseDuration(raw));
  if (unit === 'bytes') return scaled(raw, sizes);
  if (unit === 'time') return ((ms) => (Number.isNaN(ms) ? null : ms))(Date.parse(raw));
  if (unit === 'ratio') return /^\d+(\.\d+)?\s*%$/.test(raw) ? Number.parseFloat(raw) / 100 : null;
  return null;
}

/** Reads a value as it stands in a rule or case file: `10m`, `512MB`, `87%`, a date for `time`, or the plain value. */
export function parseValue(raw: unknown, spec: Pick<FactSpec, 'name' | 'type' | 'unit' | 'values'>): Parsed<FactValue> {
  const fail = (why: string): Parsed<FactValue> => ({ ok: false, why: `${spec.name} ${why}` });
  if (spec.type === 'boolean') return typeof raw === 'boolean' ? { ok: true, value: raw } : fail('is true or false');
  if (spec.type === 'string') {
    if (typeof raw !== 'string') return fail('is a string: put it in quotes');
    if (spec.values && !spec.values.includes(raw)) return fail(`is one of ${spec.values.join(', ')}; not "${raw}"`);
    return { ok: true, value: raw };
  }
  const value = typeof raw === 'string' ? parseNumber(raw, spec.unit) : raw;
  return typeof value === 'number' && Number.isFinite(value) ? { ok: true, value } : fail(`is a number${spec.unit === 'none' ? '' : ` (unit ${spec.unit})`}; not "${String(raw)}"`);
}
