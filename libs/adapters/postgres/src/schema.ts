import type { ColumnType } from 'kysely';

type Instant = ColumnType<Date, Date, Date>;

export interface Tables {
  jobs: {
    cluster: string; id: string; name: string; state: string; verdict: string; rank: number;
    first_cause: string | null; checked_at: Instant; diagnosis_id: string | null;
  };
  /** `body` is the JSON as text: jsonb refuses the NUL characters that messages may hold. */
  diagnoses: { id: string; cluster: string; job_id: string | null; job_name: string | null; at: Instant; verdict: string; body: string };
  findings: {
    diagnosis_id: string; id: string; code: string; kind: string; severity: string; scope: string; subject: string;
    /** Place among the causes, from 0; null when it is none. */
    cause: number | null; since: Instant | null;
  };
  snapshots: { diagnosis_id: string; data: Buffer };
  exceptions: { cluster: string; job_id: string; at: Instant; task: string; class_name: string; message: string };
  life_cycle: { cluster: string; job_id: string; at: Instant; state: string };
}
