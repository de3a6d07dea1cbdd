import type { FactSpec, FactState, Need, Observation, SignatureMatcher, Snapshot, Subject } from '@app/model';
import { contextNeed, needKey, subjectKey } from '@app/model';
import { catalogue } from './catalogue.js';
import { observer as checkpoints } from './checkpoints/observer.js';
import { observer as cluster } from './cluster/observer.js';
import { observer as failures } from './failures/observer.js';
import { jobOf, jobSubject, vertexOf, vertexSubject } from './ids.js';
import { observer as jobLog } from './job-log/observer.js';
import { observer as jobState } from './job-state/observer.js';
import { observer as jobs } from './jobs/observer.js';
import { createLooks, newest, type Compute } from './look.js';
import { needsOf } from './needs.js';
import { relatedTo } from './relations.js';
import { givenIn } from './texts/given.js';
import { observer as logs } from './logs/observer.js';
import { observer as subtasks } from './subtasks/observer.js';
import { observer as taskmanagers } from './taskmanagers/observer.js';
import { observer as vertices } from './vertices/observer.js';

/** Every fact of the catalogue has exactly one entry; a spec compares both ways. */
export const computes: ReadonlyMap<string, Compute> = new Map(
  [cluster, jobs, jobLog, logs, jobState, failures, checkpoints, vertices, subtasks, taskmanagers].flatMap(({ compute }) => Object.entries(compute)),
);
const specs: ReadonlyMap<string, FactSpec> = new Map(catalogue.map((spec) => [spec.name, spec]));

/**
 * Says what a snapshot means. Lazy: a fact is worked out when asked for, once. A fact is known only if everything it needs was read and
 * holds its value; otherwise it is missing, with the first reason. Facts of an enclosing subject are readable from the inner one
 * (subtask → vertex → job → cluster, taskmanager → cluster).
 */
export function createObserve({ signatures }: { readonly signatures: SignatureMatcher }): (snapshot: Snapshot, root: Subject) => Observation {
  return (snapshot, root) => {
    const lookAt = createLooks(snapshot, root, signatures);
    const found = new Map<string, FactState>();
    const given = givenIn(snapshot);
    const find = (subject: Subject, name: string): FactState => {
      const spec = specs.get(name);
      const compute = computes.get(name);
      const said = given?.facts[name];
      if (said !== undefined && spec !== undefined && enclosing(subject, spec.scope) !== null) return { known: true, value: said, at: snapshot.at, source: contextNeed.source };
      if (spec === undefined || compute === undefined) return unknown(`there is no fact ${name}`);
      const place = enclosing(subject, spec.scope);
      if (place === null) return unknown(`${name} is about a ${spec.scope}, not a ${subject.scope}`);
      return unread(spec, place, snapshot) ?? compute(lookAt(place));
    };
    return {
      at: snapshot.at, root,
      fact: (subject, name) => {
        const key = `${subjectKey(subject)} ${name}`;
        const before = found.get(key);
        if (before) return before;
        const state = find(subject, name);
        found.set(key, state);
        return state;
      },
      related: (subject, relation) => relatedTo(lookAt(subject), relation),
    };
  };
}

const unknown = (why: string, notYet = false): FactState => ({ known: false, why, notYet });

/** The first need of a fact that has no answer, as a missing fact; null when all are read. */
function unread(spec: FactSpec, subject: Subject, snapshot: Snapshot): FactState | null {
  for (const kind of spec.needs) {
    const needs = needsOf(kind, subject, snapshot);
    if (needs === 'unreachable') return unknown(`${kind} cannot be asked for a ${subject.scope}`);
    for (const need of needs) {
      const reading = newest(snapshot, needKey(need));
      if (kind === 'restart-strategy' && need.what !== 'exceptions') continue; // grouping falls back to Flink's default delay
      if (need.what.endsWith('-log') && kind.endsWith('-logs')) continue; // one of several logs may tell enough
      if (reading === undefined) return unknown(`${label(need)} was not asked`);
      if (reading.kind !== 'read') return unknown(reading.why, reading.kind === 'not-yet');
    }
  }
  return null;
}

const label = ({ what, params }: Need): string => [what, ...Object.entries(params).filter(([name]) => name !== 'get').map(([, value]) => value)].join(' ');

/** The subject of `scope` that is `subject` or holds it; null when there is none. */
export function enclosing(subject: Subject, scope: Subject['scope']): Subject | null {
  if (subject.scope === scope) return subject;
  if (scope === 'cluster') return { scope, id: 'cluster', name: 'cluster' };
  const job = jobOf(subject);
  if (job === null) return null;
  if (job === '') return null;
  if (scope === 'job') return jobSubject(job, job);
  const vertex = vertexOf(subject);
  return scope === 'vertex' && subject.scope === 'subtask' && vertex !== null ? vertexSubject(job, vertex, vertex) : null;
}
