import { formatValue, type Evidence, type Finding } from '@app/model';
import { nameOf } from './chain.js';
import { oneLine } from './untrusted.js';
import type { Words } from './words.js';

/** One piece of evidence in words: what, how much, compared with what. */
export interface EvidenceLine {
  readonly fact: string;
  /** Name of the thing measured, where that is not the finding's own subject. */
  readonly about: string;
  readonly value: string;
  readonly limit: string;
}

const readable = (fact: Evidence, value: Evidence['value']): string => oneLine(formatValue(value, fact.unit)) || '""';

/** A condition like `state is RUNNING` compares with the value itself, which says nothing more to a reader. */
const isSame = (fact: Evidence): boolean => typeof fact.value !== 'number' && fact.value === fact.limit && fact.limitSource === null;

/** An empty word that is only shown: "no vertex is named" helps nobody. */
const saysNothing = (fact: Evidence): boolean => fact.value === '' && fact.limit === null;

export function evidenceLines(finding: Finding, words: Words): EvidenceLine[] {
  return finding.evidence.filter((fact) => !saysNothing(fact)).map((fact) => ({
    fact: fact.fact,
    about: fact.subject.scope === finding.subject.scope && fact.subject.id === finding.subject.id ? '' : oneLine(nameOf(fact.subject)),
    value: readable(fact, fact.value),
    limit: fact.limit === null || isSame(fact) ? '' : `${words.limit} ${readable(fact, fact.limit)}${fact.limitSource === null ? '' : ` (${oneLine(fact.limitSource)})`}`,
  }));
}
