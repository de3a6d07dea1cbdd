import type { FactSpec, Language, Relation } from '@app/model';
import type { FactTerm } from './condition.js';
import type { Prepared } from './prepared.js';
import type { RuleFile } from './rule-schema.js';

export interface Texts {
  readonly says: string;
  readonly because: string;
  readonly advice: readonly string[];
  readonly saysHealed: string | null;
  /** Why the confidence is what it is; null = the usual reason for the level. */
  readonly why: string | null;
}

/** A rule, checked and ready to be judged. */
export interface Rule {
  readonly code: string;
  readonly file: string;
  readonly written: Omit<RuleFile, 'when' | 'healed'>;
  /** Judged without a parent, too: nothing stands under `under`, or `root: true`. */
  readonly isRoot: boolean;
  readonly under: readonly string[];
  readonly via: readonly Relation[];
  readonly when: Prepared;
  readonly healed: Prepared | null;
  /** Reads `parent.x`, so it is judged once per parent and not only once per subject. */
  readonly readsParent: boolean;
  /** Collected once it fired: `shows`, `since` and nothing else. */
  readonly shows: readonly FactTerm[];
  readonly since: readonly FactTerm[];
  readonly texts: Readonly<Record<Language, Texts>>;
}

/** All rules of one version, without retired ones, sorted by code. */
export interface Pack {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly roots: readonly Rule[];
  /** Codes of the rules that must not be unknown for a job to be called healthy. */
  readonly mandatory: readonly string[];
  /** Codes of faults and risks of at least warning that could vanish with a reading and so make a verdict look better (see weak-spots.ts). */
  readonly weakSpots: readonly string[];
  readonly facts: ReadonlyMap<string, FactSpec>;
  rule(code: string): Rule | null;
  /** Rules directly under this code. */
  children(code: string): readonly Rule[];
}

/** Names that a text may use besides facts. */
export const nameWords = ['subject.name', 'parent.name', 'root.name', 'job.name', 'cluster.name'] as const;
export const isNameWord = (name: string): boolean => nameWords.some((word) => word === name);

/** Names in braces. */
export const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => (match[1] ?? '').trim());
