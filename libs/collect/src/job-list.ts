import type { Reading } from '@app/model';

/** One line of Flink's `/jobs/overview`, as far as finding a job needs it. */
export interface JobEntry {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** Epoch ms; 0 when not given. */
  readonly startTime: number;
}

const ended: ReadonlySet<string> = new Set(['FINISHED', 'FAILED', 'CANCELED']);
export const hasEnded = (job: JobEntry): boolean => ended.has(job.state);

/** The jobs of a `jobs` reading; entries that are no jobs are left out. Null when the payload is something else. */
export const jobsOf = (reading: Reading): readonly JobEntry[] | null => {
  if (reading.kind !== 'read' || !isRecord(reading.payload)) return null;
  const jobs = reading.payload['jobs'];
  return Array.isArray(jobs) ? jobs.flatMap(jobEntry) : null;
};

const jobEntry = (entry: unknown): readonly JobEntry[] => {
  if (!isRecord(entry)) return [];
  const { jid, name, state } = entry;
  const start = entry['start-time'];
  if (typeof jid !== 'string' || typeof name !== 'string' || typeof state !== 'string') return [];
  return [{ id: jid, name, state, startTime: typeof start === 'number' ? start : 0 }];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
