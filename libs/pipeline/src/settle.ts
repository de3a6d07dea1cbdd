import type { Collector } from '@app/collect';
import { judge, openTrial, wanted, type Trial } from '@app/diagnose';
import { catalogue, needsOf, relationNeeds } from '@app/observe';
import { needKey, subjectKey, type FactSpec, type Need, type NeedKind, type Observation, type Snapshot, type Subject } from '@app/model';
import type { Stages } from './stages.js';

export interface Settled {
  readonly trial: Trial;
  readonly snapshot: Snapshot;
  readonly observation: Observation;
}

interface Seen {
  readonly snapshot: Snapshot;
  readonly observation: Observation;
}

const specs: ReadonlyMap<string, FactSpec> = new Map(catalogue.map((spec) => [spec.name, spec]));

/** Each round can only reveal subjects one relation further away; no rule reaches further than this. */
const mostRounds = 6;

/** The interval of Flink's metric fetcher decides how long a second reading is worth waiting for. */
const fetcherInterval: Need = { source: 'flink', what: 'jobmanager-config', params: {} };

/** Judges wave after wave until nothing that fired has children left. */
export async function settle(stages: Stages, root: Subject, collector: Collector, base: Snapshot, open: { readonly around?: boolean } = {}): Promise<Settled> {
  let trial = openTrial(stages.pack, root, open);
  let seen: Seen = { snapshot: base, observation: stages.observe(base, root) };
  let mayWait = true;
  while (trial.wave.length > 0) {
    seen = await look(stages, trial, root, collector, seen);
    let judged = await judge(trial, seen.observation);
    const cold = mayWait ? coldNeeds(trial, judged, seen) : [];
    if (cold.length > 0) {
      mayWait = false;
      const known = await collector.collect([fetcherInterval], seen.snapshot);
      const snapshot = await collector.collect([], known, { again: cold });
      seen = await look(stages, trial, root, collector, { snapshot, observation: stages.observe(snapshot, root) });
      judged = await judge(trial, seen.observation);
    }
    trial = judged;
  }
  return { trial, ...seen };
}

/** Collects what the wave needs. A relation that becomes known brings subjects, whose facts are needed in turn. */
async function look(stages: Stages, trial: Trial, root: Subject, collector: Collector, start: Seen): Promise<Seen> {
  let seen = start;
  for (let round = 0; round < mostRounds; round += 1) {
    const needs = missingNeeds(trial, seen);
    if (needs.length === 0) return seen;
    const snapshot = await collector.collect(needs, seen.snapshot);
    seen = { snapshot, observation: stages.observe(snapshot, root) };
  }
  return seen;
}

function missingNeeds(trial: Trial, { snapshot, observation }: Seen): Need[] {
  const { facts, relations } = wanted(trial, observation);
  const asked = new Map<string, Need>();
  const add = (kinds: readonly NeedKind[], subject: Subject): void => {
    for (const need of concrete(kinds, subject, snapshot)) if (!snapshot.entries.has(needKey(need))) asked.set(needKey(need), need);
  };
  for (const { subject, relation } of relations) add(relationNeeds(relation, subject), subject);
  for (const { subject, fact } of facts) add(specs.get(fact)?.needs ?? [], subject);
  return [...asked.values()];
}

const concrete = (kinds: readonly NeedKind[], subject: Subject, snapshot: Snapshot): readonly Need[] =>
  kinds.flatMap((kind) => {
    const needs = needsOf(kind, subject, snapshot);
    return needs === 'unreachable' ? [] : needs;
  });

/**
 * What is worth a second reading: the facts that left a rule of this wave undecided and that are only not there yet.
 * A fact that did not matter to any verdict is not waited for.
 */
function coldNeeds(trial: Trial, judged: Trial, { snapshot, observation }: Seen): Need[] {
  const before = new Set(trial.unknown.map((rule) => `${rule.code} ${subjectKey(rule.subject)}`));
  const cold = new Map<string, Need>();
  for (const rule of judged.unknown) {
    if (before.has(`${rule.code} ${subjectKey(rule.subject)}`)) continue;
    for (const { subject, fact } of rule.facts) {
      const state = observation.fact(subject, fact);
      if (state.known || !state.notYet) continue;
      for (const need of concrete(specs.get(fact)?.needs ?? [], subject, snapshot)) {
        if (snapshot.entries.get(needKey(need))?.readings.length === 1) cold.set(needKey(need), need);
      }
    }
  }
  return [...cold.values()];
}

