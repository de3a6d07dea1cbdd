import { type Kysely, Migrator, sql } from 'kysely';
import { ProblemError } from '@app/model';
import { migrations } from './migrations.js';
import type { Tables } from './schema.js';

/** Any number: what counts is that all Jobwarden processes take the same. */
const lockKey = 8_640_001;
const table = 'jobwarden_migration';

/**
 * Brings the database to this program's state. Several processes may start at once: one migrates, the others wait.
 * A database that a newer program has migrated is refused (`store.newer`), because writing to it could harm it.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      await refuseNewer(connection);
      const migrator = new Migrator({
        db, migrationTableName: table, migrationLockTableName: `${table}_lock`,
        provider: { getMigrations: async () => ({ ...migrations }) },
      });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw error;
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}

async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const exists = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(db);
  if (exists.rows[0]?.found !== true) return;
  const done = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db);
  const strange = done.rows.map((row) => row.name).filter((name) => !(name in migrations)).sort();
  if (strange.length === 0) return;
  throw new ProblemError({
    code: 'store.newer', what: 'The database is newer than this program', why: `It has ${strange.join(', ')}, which this program does not know.`,
    next: 'Start the newer Jobwarden, or point DATABASE_URL or JOBWARDEN_HOME to another database.',
  });
}
