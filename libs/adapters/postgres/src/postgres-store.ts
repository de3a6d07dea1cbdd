import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DiagnosisStore, LabelStore, SnapshotCodec } from '@app/pipeline';
import { eventQueries } from './events.js';
import { diagnosisQueries } from './diagnoses.js';
import { jobsPage, renewSeen } from './jobs.js';
import { labelQueries } from './labels.js';
import { migrate } from './migrate.js';
import type { Tables } from './schema.js';
import { reaching } from './trouble.js';

export interface PostgresStoreSettings {
  readonly url: string;
  readonly codec: SnapshotCodec;
  /** Connections of this process. */
  readonly connections?: number;
  /** A connection broke while nobody used it; the next query opens another. */
  readonly onIdleError?: (error: Error) => void;
}

export interface PostgresStore extends DiagnosisStore, LabelStore {
  close(): Promise<void>;
}

const defaultConnections = 8;

/** PostgreSQL 14 or newer, migrated before this resolves. */
export async function openPostgresStore(settings: PostgresStoreSettings): Promise<PostgresStore> {
  const pool = new pg.Pool({ connectionString: settings.url, max: settings.connections ?? defaultConnections, connectionTimeoutMillis: 5_000, application_name: 'jobwarden' });
  pool.on('error', (error) => settings.onIdleError?.(error));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await reaching(() => migrate(db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const diagnoses = diagnosisQueries(db, settings.codec);
  const events = eventQueries(db);
  const labels = labelQueries(db);
  return {
    save: (diagnosis, snapshot) => reaching(() => diagnoses.save(diagnosis, snapshot)),
    byId: (id) => reaching(() => diagnoses.byId(id)),
    nearest: (job, at) => reaching(() => diagnoses.nearest(job, at)),
    snapshot: (id) => reaching(() => diagnoses.snapshot(id)),
    jobs: (page) => reaching(() => jobsPage(db, page)),
    seen: (cluster, at, jobs) => reaching(() => renewSeen(db, cluster, at, jobs)),
    saveEvents: (seen) => reaching(() => events.save(seen)),
    events: (cluster, jobId) => reaching(() => events.of(cluster, jobId)),
    forget: (before) => reaching(async () => {
      await events.forget(before);
      return diagnoses.forget(before);
    }),
    saveTemplates: (seen) => reaching(() => labels.save(seen)),
    suggest: (id, suggestion) => reaching(() => labels.suggest(id, suggestion)),
    templates: (page) => reaching(() => labels.page(page)),
    template: (id) => reaching(() => labels.byId(id)),
    setLabel: (id, label, to, from) => reaching(() => labels.setLabel(id, label, to, from)),
    dropTemplates: (what) => reaching(() => labels.drop(what)),
    ping: () => reaching(async () => { await db.selectFrom('jobs').select('id').limit(1).execute(); }),
    close: () => db.destroy(),
  };
}
