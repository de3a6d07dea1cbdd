import type { FactValue, Unit } from './fact.js';

const steps = (value: number, scale: readonly (readonly [number, string])[]): string => {
  for (const [size, name] of scale) if (Math.abs(value) >= size) return `${trim(value / size)} ${name}`;
  const last = scale.at(-1);
  return last === undefined ? trim(value) : `${trim(value / last[0])} ${last[1]}`;
};

/** At most three significant digits below 1000, no trailing zeros. */
const trim = (value: number): string => {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
};

const duration = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's'], [1, 'ms']] as const;
const size = [[1_099_511_627_776, 'TB'], [1_073_741_824, 'GB'], [1_048_576, 'MB'], [1_024, 'KB'], [1, 'B']] as const;

/** A fact's value as a person reads it: `10 min`, `1.5 GB`, `87 %`, `3 slots`. Binary sizes, as Flink writes them. */
export function formatValue(value: FactValue, unit: Unit): string {
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return String(value);
  switch (unit) {
    case 'ms': return steps(value, duration);
    case 's': return steps(value * 1_000, duration);
    case 'bytes': return steps(value, size);
    case 'ratio': return `${trim(value * 100)} %`;
    case 'time': return new Date(value).toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
    case 'slots': return `${trim(value)} ${value === 1 ? 'slot' : 'slots'}`;
    case 'cores': return `${trim(value)} ${value === 1 ? 'core' : 'cores'}`;
    case 'ms/s': return `${trim(value)} ms/s`;
    case 'records/s': return `${trim(value)} records/s`;
    case 'records': return `${trim(value)} records`;
    default: return trim(value);
  }
}
