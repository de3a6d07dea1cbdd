import type { FactValue, Unit } from './fact.js';
import type { Language } from './diagnosis.js';

const round = (value: number, digits = 1): string => String(Number(value.toFixed(digits)));
const grouped = (value: number): string => (Number.isInteger(value) ? value : Number(value.toFixed(value < 10 ? 2 : 1))).toLocaleString('en-US');

const durationSteps = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']] as const;

/** Two steps at most: `2 h 5 min`, `1.5 s`, `250 ms`. */
function duration(ms: number): string {
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms < 1000) return `${round(ms, 0)} ms`;
  if (ms < 10_000) return `${round(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000) * 1000;
  const first = durationSteps.findIndex(([size]) => seconds >= size);
  const [size, word] = durationSteps[first] ?? [1000, 's'];
  const [small, smallWord] = durationSteps[first + 1] ?? [size, word];
  const whole = Math.floor(seconds / size);
  const rest = small === size ? 0 : Math.round((seconds - whole * size) / small);
  if (rest * small === size) return `${whole + 1} ${word}`;
  return rest === 0 ? `${whole} ${word}` : `${whole} ${word} ${rest} ${smallWord}`;
}

/** Powers of 1024 named as Flink names them. */
function bytes(value: number): string {
  const names = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(names.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10)));
  return `${round(value / 1024 ** power)} ${names[power] ?? 'B'}`;
}

const counted = (value: number, one: string, many: string): string => `${grouped(value)} ${value === 1 ? one : many}`;

/** A value as a person reads it: `10 min`, `1.5 GB`, `3 slots`, `87 %`, `2026-11-24 03:10:00 UTC`. */
export function formatValue(value: FactValue, unit: Unit, lang: Language = 'en'): string {
  if (typeof value === 'boolean') return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'ms': return duration(value);
    case 's': return duration(value * 1000);
    case 'bytes': return bytes(value);
    case 'ratio': return `${round(value * 100, Math.abs(value) < 0.1 ? 1 : 0)} %`;
    case 'time': return `${new Date(value).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
    case 'slots': return lang === 'zh' ? `${grouped(value)} 个 slot` : counted(value, 'slot', 'slots');
    case 'cores': return lang === 'zh' ? `${grouped(value)} 核` : counted(value, 'core', 'cores');
    case 'records': return lang === 'zh' ? `${grouped(value)} 条` : counted(value, 'record', 'records');
    case 'records/s': return lang === 'zh' ? `${grouped(value)} 条/s` : `${grouped(value)} records/s`;
    case 'ms/s': return `${round(value, 0)} ms/s`;
    default: return grouped(value);
  }
}
