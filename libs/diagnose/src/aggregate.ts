import type { Subject } from '@app/model';
import type { AggregateTerm } from './condition.js';
import { nothing, type Reading } from './reading.js';

const numbers = (parts: readonly Reading[]): readonly { readonly lo: number; readonly hi: number }[] =>
  parts.flatMap(({ range }) => (range && typeof range.lo === 'number' && typeof range.hi === 'number' ? [{ lo: range.lo, hi: range.hi }] : []));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/**
 * One number over the related subjects. Where parts are missing, `count`, `share`, `max` and `min` still have a bound
 * ("at least 2 of 5"); the others are missing. Over no subject at all `count` and `sum` are 0 and the others have no value.
 * `spread` is the largest minus the smallest.
 */
export function summarise(term: AggregateTerm, subject: Subject, parts: readonly Reading[], now: Date): Reading {
  const missing = parts.flatMap((part) => part.missing);
  const known = numbers(parts);
  const at = parts.reduce<Date | null>((oldest, part) => (part.at && (!oldest || part.at < oldest) ? part.at : oldest), null) ?? now;
  const source = [...new Set(parts.map((part) => part.source).filter((name) => name !== ''))].join(', ');
  const between = (lo: number, hi: number): Reading => ({ range: { lo, hi }, at, source, missing });
  const incomplete = known.length < parts.length;
  const lows = known.map(({ lo }) => lo);

  if (term.take === 'count') return between(sum(lows), sum(known.map(({ hi }) => hi)));
  if (term.take === 'sum' && !incomplete) return between(sum(lows), sum(lows));
  if (parts.length === 0) return nothing([{ subject, fact: term.label, why: `there is nothing in ${term.over}`, notYet: false }]);
  if (term.take === 'share') return between(sum(lows) / parts.length, sum(known.map(({ hi }) => hi)) / parts.length);
  if (known.length === 0) return nothing(missing);
  if (term.take === 'max') return between(Math.max(...lows), incomplete ? Infinity : Math.max(...lows));
  if (term.take === 'min') return between(incomplete ? -Infinity : Math.min(...lows), Math.min(...lows));
  if (incomplete) return nothing(missing);
  const exact = { mean: sum(lows) / lows.length, median: median(lows), spread: Math.max(...lows) - Math.min(...lows) };
  const value = term.take === 'sum' ? sum(lows) : exact[term.take];
  return between(value, value);
}
