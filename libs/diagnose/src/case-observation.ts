import type { FactState, FactValue, Observation, Relation, Scope, Subject } from '@app/model';
import type { Place } from './reading.js';
import { follow } from './scopes.js';

type Values = ReadonlyMap<string, FactValue>;

/** What a case gives; everything else is missing. */
export interface CaseFacts {
  readonly own: Values;
  readonly parent: Values | null;
  readonly related: ReadonlyMap<Relation, readonly Values[]>;
}

const now = new Date('2026-01-01T00:00:00Z');
/** Given values cover every window. */
const always = new Date(0);

/** An observation that knows exactly what the case gives. Related subjects see the case's own facts, too, as of what they lie in. */
export function caseObservation(scope: Scope, facts: CaseFacts): { readonly observation: Observation; readonly place: Place } {
  const subject: Subject = { scope, id: 'case', name: 'case' };
  const parent: Subject | null = facts.parent ? { scope, id: 'parent', name: 'parent' } : null;
  const values = new Map<string, Values>([[subject.id, facts.own], ...(facts.parent ? [['parent', facts.parent] as const] : [])]);
  const related = new Map<Relation, readonly Subject[]>();
  for (const [relation, given] of facts.related) {
    related.set(relation, given.map((own, index): Subject => {
      const id = `case/${relation}/${index}`;
      const there = follow(scope, [relation]) ?? scope;
      const inherited = [...facts.own].filter(([name]) => there !== scope || !name.startsWith(`${scope}.`));
      values.set(id, new Map([...inherited, ...own]));
      return { scope: there, id, name: id };
    }));
  }
  const fact = (of: Subject, name: string): FactState => {
    const value = values.get(of.id)?.get(name);
    return value === undefined
      ? { known: false, why: 'the case does not give it', notYet: false }
      : { known: true, value, at: now, source: 'case', from: always };
  };
  const observation: Observation = {
    at: now, root: subject, fact,
    related: (of, relation) => {
      const subjects = of.id === subject.id ? related.get(relation) : undefined;
      return subjects ? { known: true, subjects } : { known: false, why: `the case does not give ${relation}`, notYet: false };
    },
  };
  return { observation, place: { subject, parent } };
}
