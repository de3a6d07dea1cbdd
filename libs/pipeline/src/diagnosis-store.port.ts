import type { Diagnosis, Result, Snapshot, Verdict } from '@app/model';

/** One watched job with its last verdict. `diagnosisId` is null until it was diagnosed. */
export interface JobRow {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly state: string;
  readonly verdict: Verdict;
  readonly firstCause: string | null;
  readonly checkedAt: string;
  readonly diagnosisId: string | null;
}

export interface JobPage {
  readonly items: readonly JobRow[];
  /** Opaque; hand it back as `cursor` for the page after this one. Null on the last page. */
  readonly next: string | null;
}

/** An entry of a job's exception history. Seen again, it is the same row (cluster, job, time, task). */
export interface ExceptionSeen {
  readonly cluster: string;
  readonly jobId: string;
  readonly at: Date;
  readonly className: string;
  readonly message: string;
  /** Vertex and subtask as Flink names them; empty for a failure of the whole job. */
  readonly task: string;
}

/** A job came into a state. Seen again, it is the same row (cluster, job, time, state). */
export interface LifeCycleEvent {
  readonly cluster: string;
  readonly jobId: string;
  readonly at: Date;
  readonly state: string;
}

export interface SeenEvents {
  readonly exceptions: readonly ExceptionSeen[];
  readonly lifeCycle: readonly LifeCycleEvent[];
}

/**
 * Keeps what was diagnosed. Methods reject with a `ProblemError` of code `store.unavailable` when the store cannot be
 * reached, and never lose half of a `save`. Saving the same diagnosis id twice keeps the first.
 */
export interface DiagnosisStore {
  /** Stores the diagnosis, its findings and the compressed snapshot, and renews the job's row unless that row is newer. */
  save(diagnosis: Diagnosis, snapshot: Snapshot): Promise<void>;
  byId(id: string): Promise<Diagnosis | null>;
  /** The last diagnosis of the job (by id or name, in one cluster or any) at or before `at`, else the first after it, else null. */
  nearest(job: { readonly cluster: string | null; readonly job: string }, at: Date): Promise<Diagnosis | null>;
  /** The stored snapshot of a diagnosis, so that it replays without a network. */
  snapshot(diagnosisId: string): Promise<Snapshot | null>;
  /** Worst first, then by cluster, name and id. An unreadable cursor starts from the beginning. */
  jobs(page: { readonly limit: number; readonly cursor: string | null }): Promise<JobPage>;
  /**
   * What a look at a cluster showed: rows of jobs that are not in `jobs` go. With `null` the cluster could not be read, and
   * its jobs become `unknown`: nothing stays healthy because we could not look.
   */
  seen(cluster: string, at: Date, jobs: readonly string[] | null): Promise<void>;
  saveEvents(events: SeenEvents): Promise<void>;
  /** Oldest first. */
  events(cluster: string, jobId: string): Promise<SeenEvents>;
  /** Removes diagnoses and events from before `before`; a job's row stays. Returns how many diagnoses went. */
  forget(before: Date): Promise<number>;
  /** Resolves when the store can be asked. */
  ping(): Promise<void>;
}

const rank: Readonly<Record<Verdict, number>> = { faulty: 0, unknown: 1, 'at-risk': 2, healthy: 3 };
/** Turns snapshots into bytes and back; handed to stores that keep them on disk. */
export interface SnapshotCodec {
  encode(snapshot: Snapshot): Promise<Uint8Array>;
  decode(bytes: Uint8Array): Promise<Result<Snapshot>>;
}

/** Place of a verdict in a list that shows the worst first. */
export const worstFirst = (verdict: Verdict): number => rank[verdict];
