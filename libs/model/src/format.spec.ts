import { expect, it } from 'vitest';
import type { FactValue, Unit } from './index.js';
import { formatValue } from './format.js';

it.each<[FactValue, Unit, string, string]>([
  [600_000, 'ms', '10 min', '10 min'], [7_500_000, 'ms', '2 h 5 min', '2 h 5 min'], [1500, 'ms', '1.5 s', '1.5 s'], [250, 'ms', '250 ms', '250 ms'], [0, 'ms', '0 ms', '0 ms'],
  [3_599_999, 'ms', '1 h', '1 h'], [86_399_000, 'ms', '24 h', '24 h'], [90, 's', '1 min 30 s', '1 min 30 s'], [-60_000, 'ms', '-1 min', '-1 min'],
  [1.5 * 1024 ** 3, 'bytes', '1.5 GB', '1.5 GB'], [512, 'bytes', '512 B', '512 B'], [0, 'bytes', '0 B', '0 B'],
  [0.87, 'ratio', '87 %', '87 %'], [0.012, 'ratio', '1.2 %', '1.2 %'], [1, 'slots', '1 slot', '1 个 slot'], [3, 'slots', '3 slots', '3 个 slot'], [2, 'cores', '2 cores', '2 核'],
  [12_345, 'records', '12,345 records', '12,345 条'], [1200, 'records/s', '1,200 records/s', '1,200 条/s'], [871.4, 'ms/s', '871 ms/s', '871 ms/s'], [1234.56, 'count', '1,234.6', '1,234.6'],
  [1_795_489_200_000, 'time', '2026-11-24 03:00:00 UTC', '2026-11-24 03:00:00 UTC'], [true, 'none', 'yes', '是'], ['RUNNING', 'none', 'RUNNING', 'RUNNING'],
])('%s %s', (value, unit, en, zh) => {
  expect(formatValue(value, unit)).toBe(en);
  expect(formatValue(value, unit, 'zh')).toBe(zh);
});
