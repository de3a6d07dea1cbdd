import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSignatureMatcher, parseSignatures } from '@app/log-knowledge';
import type { Snapshot, Subject } from '@app/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from './catalogue.js';
import { needKinds } from './needs.js';
import { createObserve } from './observe.js';
import { collectAll, loadTape } from './tape.testing.js';

const top = fileURLToPath(new URL('../../../', import.meta.url));
const signatures = createSignatureMatcher(readdirSync(`${top}rules/signatures`).flatMap((file) => {
  const parsed = parseSignatures(readFileSync(`${top}rules/signatures/${file}`, 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.problem.why);
  return parsed.value;
}));
const observe = createObserve({ signatures });
const JobFile = z.object({ jobId: z.string().nullable() });
const Expected = z.object({ verdict: z.string(), firstCause: z.string().nullable() });
const recordings = ['incidents', 'healthy'].flatMap((kind) => readdirSync(`${top}fixtures/${kind}`).map((name) => `${kind}/${name}`));

/** Facts that may be missing although everything was read, because they say nothing about such a job. */
const conditional = new Set([
  'job.runningFor', 'job.tasksRunningFor', 'job.endedAgo', 'job.maxBusy', 'failure.age', 'failure.quietFor', 'failure.firstAge', 'checkpoint.interval', 'checkpoint.lastFailedAge',
  'checkpoint.lastFailedAfter', 'checkpoint.lastCompletedAge', 'checkpoint.lastDuration', 'checkpoint.size', 'checkpoint.acknowledged', 'checkpoint.watchedDuration',
  'checkpoint.causeAge', 'cluster.submitFailureAt', 'cluster.submitFailureAge', 'logs.faultAge', 'logs.faultFirstAge', 'cluster.taskHeap', 'failure.taskManagerHeap',
]);

describe.each(recordings)('%s', (name) => {
  const folder = `${top}fixtures/${name}`;
  const { jobId } = JobFile.parse(JSON.parse(readFileSync(`${folder}/job.json`, 'utf8')));
  const expected = Expected.parse(JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')));
  const root: Subject = jobId === null ? { scope: 'cluster', id: 'recorded', name: 'recorded' } : { scope: 'job', id: jobId, name: jobId };
  const cluster: Subject = { scope: 'cluster', id: 'recorded', name: 'recorded' };
  let snapshot: Snapshot;
  const subjects: Subject[] = [root];

  beforeAll(() => {
    const tape = loadTape(folder);
    snapshot = collectAll(tape, needKinds, [root]);
    for (const relation of ['vertices', 'taskmanagers', 'failed-on'] as const) {
      const related = observe(snapshot, root).related(root, relation);
      if (related.known) subjects.push(...related.subjects);
    }
    for (const vertex of subjects.filter(({ scope }) => scope === 'vertex')) {
      const related = observe(snapshot, root).related(vertex, 'subtasks');
      if (related.known) subjects.push(...related.subjects);
    }
    snapshot = collectAll(tape, needKinds, subjects, snapshot);
  });

  it('tells every fact of its job and cluster, or why not', () => {
    const observation = observe(snapshot, root);
    for (const spec of catalogue) {
      const subject = spec.scope === 'cluster' ? cluster : root;
      if (spec.scope !== subject.scope) continue;
      const state = observation.fact(subject, spec.name);
      if (state.known) expect(typeof state.value, spec.name).toBe(spec.type);
      else if (!state.notYet && !/^metrics|no metrics/.test(state.why)) expect(conditional, `${spec.name}: ${state.why}`).toContain(spec.name);
      if (state.known && spec.values !== undefined) expect(spec.values, spec.name).toContain(state.value);
    }
  });

  it('tells facts of vertices, subtasks and TaskManagers in their type', () => {
    const observation = observe(snapshot, root);
    for (const subject of subjects) for (const spec of catalogue.filter(({ scope }) => scope === subject.scope)) {
      const state = observation.fact(subject, spec.name);
      if (state.known) expect(typeof state.value, `${subject.id} ${spec.name}`).toBe(spec.type);
      else expect(state.why.length, spec.name).toBeGreaterThan(3);
    }
  });

  it('a job expected to be healthy has no failure that is not over', () => {
    if (expected.verdict !== 'healthy' || jobId === null) return;
    const observation = observe(snapshot, root);
    const cause = observation.fact(root, 'failure.cause');
    const healed = observation.fact(root, 'failure.healed');
    expect(cause.known && (cause.value === '' || (healed.known && healed.value === true))).toBe(true);
  });
});

const firstFaults: readonly (readonly [string, Readonly<Record<string, string | number | boolean>>])[] = ['1.20', '2.3'].flatMap((version) => [
  [`heap-oom-${version}`, { 'failure.cause': 'heap-oom', 'failure.class': 'OutOfMemoryError', 'failure.healed': false, 'failure.taskManagerMemory': '1024m' }],
  [`npe-loop-${version}`, { 'failure.cause': 'user-code-exception', 'failure.class': 'NullPointerException', 'failure.userFrame': 'com.acme.payments.PaymentScoring$CountryRisk.of(PaymentScoring.java:38)' }],
  [`no-slots-${version}`, { 'failure.cause': 'no-resource-available', 'job.slotsRequired': 10, 'job.slotsHeld': 8, 'job.slotsMissing': 2 }],
  [`restart-exhausted-${version}`, { 'failure.cause': 'user-code-exception', 'failure.lastEnvelope': 'restart-exhausted', 'job.state': 'FAILED' }],
  [`tm-killed-healed-${version}`, { 'failure.causeRole': 'symptom', 'failure.lostTaskManagerGone': true, 'failure.healed': true, 'job.allTasksRunning': true }],
  [`frozen-tm-${version}`, { 'failure.cause': 'tm-heartbeat-timeout', 'failure.lostTaskManager': 'tm-2', 'failure.lostTaskManagerGone': true }],
  [`neighbour-kills-tm-${version}`, { 'failure.lostTaskManagerGone': true, 'failure.lastCause': 'no-resource-available', 'job.slotsMissing': 2 }],
  [`ckpt-expires-${version}`, { 'failure.cause': '', 'checkpoint.lastFailureCause': 'expired', 'checkpoint.failedInARow': 8, 'checkpoint.laggard': 'geocode' }],
  [`ckpt-dir-unwritable-${version}`, { 'checkpoint.lastFailureCause': 'storage-io', 'checkpoint.causeText': 'FileAlreadyExistsException: /opt/flink/checkpoints' }],
  [`ckpt-off-${version}`, { 'checkpoint.enabled': false, 'failure.count': 0 }],
] as const);

describe('what real clusters meant', () => {
  it.each(firstFaults.filter(([name]) => recordings.includes(`incidents/${name}`)))('%s', (name, facts) => {
    const folder = `${top}fixtures/incidents/${name}`;
    const { jobId } = JobFile.parse(JSON.parse(readFileSync(`${folder}/job.json`, 'utf8')));
    const root: Subject = { scope: 'job', id: jobId ?? '', name };
    const observation = observe(collectAll(loadTape(folder), needKinds, [root]), root);
    const told = Object.fromEntries(Object.keys(facts).map((fact) => {
      const state = observation.fact(root, fact);
      return [fact, state.known ? state.value : `missing: ${state.why}`];
    }));
    expect(told).toEqual(facts);
  });

  it.each(['1.20', '2.3'])('a main method that throws leaves its trace in the log of %s', (version) => {
    const root: Subject = { scope: 'cluster', id: 'recorded', name: 'recorded' };
    const observation = observe(collectAll(loadTape(`${top}fixtures/incidents/main-throws-${version}`), needKinds, [root]), root);
    expect(observation.fact(root, 'cluster.submitFailureClass')).toMatchObject({ known: true, value: 'IllegalArgumentException' });
    expect(observation.fact(root, 'cluster.submitFailureUserFrame')).toMatchObject({ known: true, value: 'com.acme.common.Args.required(Args.java:25)' });
  });
});
