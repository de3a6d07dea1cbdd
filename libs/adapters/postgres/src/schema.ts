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
  /** Lists and objects are JSON as text, for the same reason. */
  templates: {
    id: string; text: string; logger: string; level: string; exception: string | null; count: number; before_failures: number; first_seen: Instant; last_seen: Instant;
    samples: string; jobs: string; worth: number; neighbours: string; category: string | null; review: string; label: string | null;
  };
  /** Epoch ms of the last event that was counted. */
  template_places: { template_id: string; cluster: string; place: string; counted: number };
  life_cycle: { cluster: string; job_id: string; at: Instant; state: string };
}
