import { RE2JS } from 're2js';
import type { FactType, FactValue } from '@app/model';

/** What a fact is compared with: one value, or a list for `in` and `notIn`. */
export type Limit = FactValue | readonly FactValue[];

interface Comparison {
  readonly holds: (left: FactValue, right: Limit) => boolean;
  /** Holds exactly where this one does not. */
  readonly opposite: ComparisonName;
  readonly types: readonly FactType[];
  readonly takesList: boolean;
}

export const comparisonNames = [
  'equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive',
  'in', 'notIn', 'contains', 'doesNotContain', 'matches', 'doesNotMatch',
] as const;
export type ComparisonName = (typeof comparisonNames)[number];

const every: readonly FactType[] = ['number', 'string', 'boolean'];
const isIn = (left: FactValue, right: Limit): boolean => Array.isArray(right) && right.includes(left);
const contains = (left: FactValue, right: Limit): boolean => String(left).includes(String(right));
const patterns = new Map<string, RE2JS>();
const matches = (left: FactValue, right: Limit): boolean => {
  const source = String(right);
  const pattern = patterns.get(source) ?? RE2JS.compile(source);
  patterns.set(source, pattern); // bounded: patterns stand in rule files only
  return pattern.matcher(String(left)).find();
};

/** The words of `operator:` in a rule. Each has its exact opposite, so that `not` can be pushed down to the leaves. */
export const comparisons: Readonly<Record<ComparisonName, Comparison>> = {
  equal: { holds: (l, r) => l === r, opposite: 'notEqual', types: every, takesList: false },
  notEqual: { holds: (l, r) => l !== r, opposite: 'equal', types: every, takesList: false },
  lessThan: { holds: (l, r) => l < r, opposite: 'greaterThanInclusive', types: ['number'], takesList: false },
  lessThanInclusive: { holds: (l, r) => l <= r, opposite: 'greaterThan', types: ['number'], takesList: false },
  greaterThan: { holds: (l, r) => l > r, opposite: 'lessThanInclusive', types: ['number'], takesList: false },
  greaterThanInclusive: { holds: (l, r) => l >= r, opposite: 'lessThan', types: ['number'], takesList: false },
  in: { holds: isIn, opposite: 'notIn', types: every, takesList: true },
  notIn: { holds: (l, r) => !isIn(l, r), opposite: 'in', types: every, takesList: true },
  contains: { holds: contains, opposite: 'doesNotContain', types: ['string'], takesList: false },
  doesNotContain: { holds: (l, r) => !contains(l, r), opposite: 'contains', types: ['string'], takesList: false },
  matches: { holds: matches, opposite: 'doesNotMatch', types: ['string'], takesList: false },
  doesNotMatch: { holds: (l, r) => !matches(l, r), opposite: 'matches', types: ['string'], takesList: false },
};

/** Why a pattern is not RE2, or null. RE2 has no look-ahead and never takes exponential time. */
export function patternTrouble(source: string): string | null {
  try {
    RE2JS.compile(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
