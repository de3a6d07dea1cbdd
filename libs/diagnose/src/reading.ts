import type { FactValue, Subject, Unit } from '@app/model';
import type { ComparisonName } from './comparisons.js';
import type { Given } from './prepared.js';

/** The subject that a condition is judged for, and the one that led to it. */
export interface Place {
  readonly subject: Subject;
  readonly parent: Subject | null;
}

export interface Missing {
  readonly subject: Subject;
  readonly fact: string;
  readonly why: string;
  readonly notYet: boolean;
}

/** A value, or the bounds between which it lies when only a part could be read, or what is missing. */
export interface Reading {
  readonly range: { readonly lo: FactValue; readonly hi: FactValue } | null;
  readonly at: Date | null;
  readonly source: string;
  readonly missing: readonly Missing[];
}

/** One leaf as it was read: what the engine is given at its lower and upper bound, and what evidence can be told. */
export interface LeafReading {
  readonly fact: string;
  readonly subject: Subject;
  readonly unit: Unit;
  /** Null when the fact is only shown. */
  readonly operator: ComparisonName | null;
  readonly low: Given;
  readonly high: Given;
  readonly limit: FactValue | null;
  readonly limitSource: string | null;
  readonly value: FactValue | null;
  readonly at: Date | null;
  readonly source: string;
  readonly missing: readonly Missing[];
}

export const nothing = (missing: readonly Missing[]): Reading => ({ range: null, at: null, source: '', missing });
