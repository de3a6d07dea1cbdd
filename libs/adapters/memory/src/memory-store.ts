import type { Diagnosis, Snapshot } from '@app/model';
import { worstFirst, type DiagnosisStore, type LabelStore, type ExceptionSeen, type JobRow, type LifeCycleEvent } from '@app/pipeline';
import { createMemoryLabels } from './memory-labels.js';

interface Stored {
  readonly diagnosis: Diagnosis;
  readonly snapshot: Snapshot;
}

const compare = (a: JobRow, b: JobRow): number =>
  worstFirst(a.verdict) - worstFirst(b.verdict) || order(a.cluster, b.cluster) || order(a.name, b.name) || order(a.id, b.id);
/** By code unit, as a database with the `C` collation does. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keeps everything in this process; for tests and for trying out. */
export function createMemoryStore(): DiagnosisStore & LabelStore {
  const diagnoses = new Map<string, Stored>();
  const rows = new Map<string, JobRow>();
  const exceptions = new Map<string, ExceptionSeen>();
  const lifeCycle = new Map<string, LifeCycleEvent>();

  return {
    ...createMemoryLabels(),
    async save(diagnosis, snapshot) {
      if (diagnoses.has(diagnosis.id)) return;
      diagnoses.set(diagnosis.id, { diagnosis: structuredClone(diagnosis), snapshot });
      const { job } = diagnosis;
      if (job === null) return;
      const key = `${diagnosis.cluster.name}\n${job.id}`;
      const before = rows.get(key);
      if (before !== undefined && before.checkedAt > diagnosis.at) return;
      const first = diagnosis.findings.find((finding) => finding.id === diagnosis.causes[0]);
      rows.set(key, {
        id: job.id, name: job.name, cluster: diagnosis.cluster.name, state: job.state, verdict: diagnosis.verdict,
        firstCause: first?.code ?? null, checkedAt: diagnosis.at, diagnosisId: diagnosis.id,
      });
    },
    async byId(id) {
      const stored = diagnoses.get(id);
      return stored === undefined ? null : structuredClone(stored.diagnosis);
    },
    async nearest({ cluster, job }, at) {
      const ofJob = [...diagnoses.values()].map((stored) => stored.diagnosis)
        .filter((diagnosis) => diagnosis.job !== null && (diagnosis.job.id === job || diagnosis.job.name === job) && (cluster === null || diagnosis.cluster.name === cluster))
        .sort((a, b) => order(a.at, b.at));
      const instant = at.toISOString();
      return structuredClone(ofJob.findLast((diagnosis) => diagnosis.at <= instant) ?? ofJob.find((diagnosis) => diagnosis.at > instant) ?? null);
    },
    async snapshot(id) {
      return diagnoses.get(id)?.snapshot ?? null;
    },
    async jobs({ limit, cursor }) {
      const sorted = [...rows.values()].sort(compare);
      const from = cursor === null ? 0 : sorted.findIndex((row) => `${row.cluster}/${row.id}` === cursor) + 1;
      const items = sorted.slice(from, from + limit);
      const last = items.at(-1);
      return { items, next: last !== undefined && from + limit < sorted.length ? `${last.cluster}/${last.id}` : null };
    },
    async seen(cluster, at, jobs) {
      for (const [key, row] of rows) {
        if (row.cluster !== cluster) continue;
        if (jobs === null) rows.set(key, { ...row, verdict: 'unknown', firstCause: null, checkedAt: at.toISOString() });
        else if (!jobs.includes(row.id)) rows.delete(key);
      }
    },
    async saveEvents(events) {
      for (const seen of events.exceptions) exceptions.set([seen.cluster, seen.jobId, seen.at.toISOString(), seen.task].join('\n'), seen);
      for (const event of events.lifeCycle) lifeCycle.set([event.cluster, event.jobId, event.at.toISOString(), event.state].join('\n'), event);
    },
    async events(cluster, jobId) {
      const of = <Event extends ExceptionSeen | LifeCycleEvent>(events: ReadonlyMap<string, Event>): Event[] =>
        [...events.values()].filter((event) => event.cluster === cluster && event.jobId === jobId).sort((a, b) => a.at.getTime() - b.at.getTime());
      return { exceptions: of(exceptions), lifeCycle: of(lifeCycle) };
    },
    async forget(before) {
      const old = [...diagnoses].filter(([, { diagnosis }]) => new Date(diagnosis.at) < before);
      for (const [id] of old) diagnoses.delete(id);
      for (const [key, row] of rows) if (row.diagnosisId !== null && !diagnoses.has(row.diagnosisId)) rows.set(key, { ...row, diagnosisId: null });
      for (const [key, event] of exceptions) if (event.at < before) exceptions.delete(key);
      for (const [key, event] of lifeCycle) if (event.at < before) lifeCycle.delete(key);
      return old.length;
    },
    async ping() {},
  };
}
