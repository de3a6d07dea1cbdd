import type { Scope, Subject, Relation } from './subject.js';

/** `ms` and `bytes` are rendered for people (`10 min`, `1.5 GB`); `ratio` is 0..1; `ms/s` is 0..1000; `time` is epoch ms. */
export const units = ['count', 'ms', 's', 'bytes', 'ratio', 'ms/s', 'records/s', 'records', 'slots', 'time', 'cores', 'none'] as const;
export type Unit = (typeof units)[number];

export type FactType = 'number' | 'string' | 'boolean';
export type FactValue = number | string | boolean;

/** One entry of the fact catalogue. `needs` are kinds of questions; all must be read for the fact to be known. */
export interface FactSpec {
  readonly name: string;
  readonly scope: Scope;
  readonly type: FactType;
  readonly unit: Unit;
  /** Closed vocabulary of a string fact, if it has one: rules and cases are checked against it. */
  readonly values?: readonly string[];
  readonly needs: readonly NeedKind[];
  /** A fact that compares two readings: the needs are read a second time. */
  readonly twoReadings?: boolean;
  readonly doc: string;
}

/** Kind of question of one subject; `observe` turns kind + subject into a `Need`. */
export type NeedKind = string;

export type FactState =
  | {
      readonly known: true; readonly value: FactValue; readonly at: Date; readonly source: string;
      /** Start of the span that the value sums up (`within:` in a rule); without it the value is of the moment `at`. */
      readonly from?: Date;
    }
  | { readonly known: false; readonly why: string; readonly notYet: boolean };

/** What is known at one moment about every subject in reach, and what is missing and why. */
export interface Observation {
  readonly at: Date;
  /** The subject the diagnosis is about. */
  readonly root: Subject;
  /** Never throws: a fact outside the catalogue or of a subject out of reach is missing. Own scope or an enclosing one. */
  fact(subject: Subject, name: string): FactState;
  /** Related subjects, or why they could not be told (which makes an aggregate over them missing). */
  related(subject: Subject, relation: Relation): Related;
}
export type Related = { readonly known: true; readonly subjects: readonly Subject[] } | { readonly known: false; readonly why: string; readonly notYet: boolean };
