import type { Observation, Relation } from '@app/model';
import type { Tree } from './condition.js';
import type { GivenLeaf, Prepared } from './prepared.js';
import { readLeaf } from './read-leaf.js';
import type { LeafReading, Missing, Place, Reading } from './reading.js';

export type RuleVerdict = 'fires' | 'quiet' | 'unknown';

export interface Judged {
  readonly verdict: RuleVerdict;
  /** Every leaf as it was read. */
  readonly readings: readonly LeafReading[];
  /** Leaves that decided; none when unknown. */
  readonly decided: readonly LeafReading[];
  /** What would have to be known; empty unless unknown. */
  readonly missing: readonly Missing[];
}

/**
 * Three-valued (Kleene) judgement by a two-valued engine: asked with what is missing taken as false (fires → fires),
 * then as true (quiet → quiet, else unknown). With nothing missing one question is enough.
 */
export async function judgeCondition(prepared: Prepared, place: Place, observation: Observation): Promise<Judged> {
  const readings: LeafReading[] = [];
  for (const [index, leaf] of prepared.leaves.entries()) {
    const where = prepared.wheres[index];
    const counted = where && leaf.left.kind === 'aggregate' ? await count(where, leaf.left.over, place, observation) : null;
    readings.push(readLeaf(leaf, place, observation, counted));
  }
  const at = (side: 'low' | 'high'): readonly GivenLeaf[] => readings.map((reading) => ({ value: reading[side], limit: reading.limit }));
  const pick = (indexes: readonly number[]): readonly LeafReading[] => indexes.flatMap((index) => readings[index] ?? []);

  const low = await prepared.ask(at('low'));
  if (low.holds) return { verdict: 'fires', readings, decided: pick(deciding(prepared.tree, low.leaves)), missing: [] };
  const certain = readings.every((reading) => reading.low === reading.high);
  const high = certain ? low : await prepared.ask(at('high'));
  if (!high.holds) return { verdict: 'quiet', readings, decided: pick(deciding(prepared.tree, high.leaves)), missing: [] };
  const open = pick(undecided(prepared.tree, low.leaves, high.leaves));
  return { verdict: 'unknown', readings, decided: [], missing: open.flatMap((reading) => reading.missing) };
}

/** A related subject counts 1 where the filter fires, 0 where it is quiet, something between where it is unknown. */
async function count(filter: Prepared, over: Relation, place: Place, observation: Observation): Promise<readonly Reading[]> {
  const related = observation.related(place.subject, over);
  const counted: Reading[] = [];
  for (const subject of related.known ? related.subjects : []) {
    const { verdict, readings, missing } = await judgeCondition(filter, { subject, parent: place.subject }, observation);
    const range = { lo: verdict === 'fires' ? 1 : 0, hi: verdict === 'quiet' ? 0 : 1 };
    counted.push({ range, at: readings[0]?.at ?? null, source: readings[0]?.source ?? '', missing });
  }
  return counted;
}

const holds = (tree: Tree, leaves: readonly boolean[]): boolean => {
  if (tree.kind === 'leaf') return leaves[tree.index] === true;
  return tree.kind === 'all' ? tree.of.every((node) => holds(node, leaves)) : tree.of.some((node) => holds(node, leaves));
};

/** Leaves that made the tree what it is: all true ones that count, or the first false ones that suffice. */
function deciding(tree: Tree, leaves: readonly boolean[]): readonly number[] {
  if (tree.kind === 'leaf') return [tree.index];
  const outcome = holds(tree, leaves);
  const same = tree.of.filter((node) => holds(node, leaves) === outcome);
  const enough = tree.kind === 'all' && !outcome ? same.slice(0, 1) : same;
  return enough.flatMap((node) => deciding(node, leaves));
}

/** Leaves that would change the outcome: missing themselves, below nothing that is decided already. */
function undecided(tree: Tree, low: readonly boolean[], high: readonly boolean[]): readonly number[] {
  if (holds(tree, low) === holds(tree, high)) return [];
  return tree.kind === 'leaf' ? [tree.index] : tree.of.flatMap((node) => undecided(node, low, high));
}
