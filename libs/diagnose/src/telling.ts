import type { Language, Observation, Subject } from '@app/model';
import type { Trial } from './trial.js';

/** What a finding is written from. */
export interface Telling {
  readonly trial: Trial;
  readonly observation: Observation;
  readonly lang: Language;
  /** Codes of rules that could not be checked. */
  readonly unchecked: ReadonlySet<string>;
}

/** The subject's name as its own fact gives it (a job's name is known only once it was read). */
export function nameOf(subject: Subject, observation: Observation): string {
  const state = observation.fact(subject, `${subject.scope}.name`);
  return state.known && typeof state.value === 'string' && state.value !== '' ? state.value : subject.name;
}

export const named = (subject: Subject, observation: Observation): Subject => ({ scope: subject.scope, id: subject.id, name: nameOf(subject, observation) });
