import type { FactState, FactValue, Observation, Related } from '@app/model';
import { summarise } from './aggregate.js';
import { limitValue, termName, type AggregateTerm, type FactTerm, type Leaf } from './condition.js';
import { takenFalse, takenTrue, type Given } from './prepared.js';
import { nothing, type LeafReading, type Place, type Reading } from './reading.js';

/** Reads a fact of the place. A value of another type than the catalogue says, or older than `within`, is missing. */
export function readFact(term: FactTerm, place: Place, observation: Observation, within: number | null): Reading {
  const fact = termName(term);
  const subject = term.from === 'parent' ? place.parent : place.subject;
  if (!subject) return nothing([{ subject: place.subject, fact, why: 'nothing led here', notYet: false }]);
  const state = observation.fact(subject, term.name);
  if (!state.known) return nothing([{ subject, fact: term.name, why: state.why, notYet: state.notYet }]);
  const trouble = troubleWith(state, term, observation.at, within);
  if (trouble) return nothing([{ subject, fact: term.name, why: trouble, notYet: false }]);
  return { range: { lo: state.value, hi: state.value }, at: state.at, source: state.source, missing: [] };
}

function troubleWith(state: Extract<FactState, { known: true }>, term: FactTerm, now: Date, within: number | null): string | null {
  if (typeof state.value !== term.type || Number.isNaN(state.value)) return `its value is not a ${term.type}`;
  if (within === null) return null;
  const reach = now.getTime() - (state.from ?? state.at).getTime();
  return reach < within ? `the readings cover ${Math.max(0, Math.round(reach / 1000))} s of the ${Math.round(within / 1000)} s asked for` : null;
}

function readAggregate(term: AggregateTerm, place: Place, observation: Observation, within: number | null, counted: readonly Reading[] | null): Reading {
  const related: Related = observation.related(place.subject, term.over);
  if (!related.known) return nothing([{ subject: place.subject, fact: term.over, why: related.why, notYet: related.notYet }]);
  if (term.fact === null) return summarise(term, place.subject, counted ?? related.subjects.map(() => countOne(observation)), observation.at);
  const fact: FactTerm = { kind: 'fact', name: term.fact, from: 'own', type: 'number', unit: term.unit };
  return summarise(term, place.subject, related.subjects.map((subject) => readFact(fact, { subject, parent: place.subject }, observation, within)), observation.at);
}

const countOne = (observation: Observation): Reading => ({ range: { lo: 1, hi: 1 }, at: observation.at, source: '', missing: [] });

/**
 * Reads both sides of a leaf and says what the engine is to be given at each bound.
 * `counted`: for an aggregate with a filter, how much each related subject counts.
 */
export function readLeaf(leaf: Leaf, place: Place, observation: Observation, counted: readonly Reading[] | null): LeafReading {
  const { left, right } = leaf;
  const reading = left.kind === 'fact' ? readFact(left, place, observation, leaf.within) : readAggregate(left, place, observation, leaf.within, counted);
  const other = right.kind === 'fact' ? readFact(right.term, place, observation, null) : null;
  const limit = right.kind === 'constant' ? right.value : scaled(other?.range?.lo ?? null, right.times);
  const told = limit === null ? null : limitValue(limit);
  const source = right.kind === 'constant' ? leaf.limit : `${termName(right.term)}${right.times === 1 ? '' : ` × ${right.times}`}`;
  const [low, high]: readonly [Given, Given] = reading.range === null || limit === null ? [takenFalse, takenTrue] : boundsFor(leaf, reading.range, limit);
  return {
    fact: termName(left), unit: left.unit, operator: leaf.operator, low, high, limit: told, limitSource: source,
    subject: left.kind === 'fact' && left.from === 'parent' && place.parent ? place.parent : place.subject,
    value: reading.range && (Number.isFinite(reading.range.lo) || typeof reading.range.lo !== 'number' ? reading.range.lo : reading.range.hi),
    at: reading.at, source: reading.source,
    missing: low === high ? [] : [...reading.missing, ...(other?.missing ?? [])],
  };
}

const scaled = (value: FactValue | null, times: number): FactValue | null => (typeof value === 'number' ? value * times : value);

/** The least and the most favourable value between the bounds, for this comparison. */
function boundsFor(leaf: Leaf, { lo, hi }: { readonly lo: FactValue; readonly hi: FactValue }, limit: FactValue | readonly FactValue[]): readonly [Given, Given] {
  if (lo === hi) return [lo, lo];
  if (leaf.operator.startsWith('greaterThan')) return [lo, hi];
  if (leaf.operator.startsWith('lessThan')) return [hi, lo];
  const targets = typeof limit === 'object' ? limit : [limit];
  const reachable = targets.some((target) => target >= lo && target <= hi);
  if (reachable) return [takenFalse, takenTrue];
  return leaf.operator === 'equal' || leaf.operator === 'in' ? [takenFalse, takenFalse] : [takenTrue, takenTrue];
}

/** A fact that is only shown: no limit, nothing decided by it. */
export function readShown(term: FactTerm, place: Place, observation: Observation): LeafReading {
  const reading = readFact(term, place, observation, null);
  return {
    fact: termName(term), unit: term.unit, operator: null, low: takenFalse, high: takenTrue, limit: null, limitSource: null,
    subject: term.from === 'parent' && place.parent ? place.parent : place.subject,
    value: reading.range?.lo ?? null, at: reading.at, source: reading.source, missing: reading.missing,
  };
}
