import { subjectKey, type Observation, type Relation, type Subject } from '@app/model';
import type { Prepared } from './prepared.js';
import type { Missing, Place } from './reading.js';

/** Facts and relations that have to be known; each once. */
export interface Wanted {
  readonly facts: readonly { readonly subject: Subject; readonly fact: string }[];
  readonly relations: readonly { readonly subject: Subject; readonly relation: Relation }[];
}

export interface Reached {
  readonly subjects: readonly Subject[];
  /** Relations that could not be followed. */
  readonly blocked: readonly Missing[];
}

/** Collects wishes without repeating them. */
export class WishList {
  private readonly facts = new Map<string, { subject: Subject; fact: string }>();
  private readonly relations = new Map<string, { subject: Subject; relation: Relation }>();

  addFact(subject: Subject, fact: string): void {
    this.facts.set(`${subjectKey(subject)} ${fact}`, { subject, fact });
  }

  addRelation(subject: Subject, relation: Relation): void {
    this.relations.set(`${subjectKey(subject)} ${relation}`, { subject, relation });
  }

  /** All that a condition reads at a place, as far as the observation knows the related subjects. */
  addCondition({ leaves, wheres }: Prepared, place: Place, observation: Observation | null): void {
    leaves.forEach(({ left, right }, index) => {
      for (const term of [left, ...(right.kind === 'fact' ? [right.term] : [])]) {
        if (term.kind === 'fact') {
          const subject = term.from === 'parent' ? place.parent : place.subject;
          if (subject) this.addFact(subject, term.name);
          continue;
        }
        this.addRelation(place.subject, term.over);
        const related = observation?.related(place.subject, term.over);
        for (const subject of related?.known ? related.subjects : []) {
          if (term.fact !== null) this.addFact(subject, term.fact);
          const where = wheres[index];
          if (where) this.addCondition(where, { subject, parent: place.subject }, observation);
        }
      }
    });
  }

  all(): Wanted {
    return { facts: [...this.facts.values()], relations: [...this.relations.values()] };
  }
}

/** Follows a chain of relations; each subject comes once. `onHop` hears of every relation that is needed on the way. */
export function reach(from: Subject, via: readonly Relation[], observation: Observation | null, onHop?: (subject: Subject, relation: Relation) => void): Reached {
  let here: readonly Subject[] = [from];
  const blocked: Missing[] = [];
  for (const relation of via) {
    const next = new Map<string, Subject>();
    for (const subject of here) {
      onHop?.(subject, relation);
      const related = observation?.related(subject, relation);
      if (related?.known) for (const one of related.subjects) next.set(subjectKey(one), one);
      else blocked.push({ subject, fact: relation, why: related?.why ?? 'not looked at yet', notYet: related?.notYet ?? true });
    }
    here = [...next.values()];
  }
  return { subjects: here, blocked };
}
