import { type Kysely, type Migration, sql } from 'kysely';

// Forward only. A migration that has run anywhere is never changed; its name stands in the database.
const first: Migration = {
  async up(db: Kysely<unknown>) {
    // "C": sorted by code point, the same on every server and in the memory store
    const text = sql`text collate "C"`;
    await db.schema.createTable('diagnoses')
      .addColumn('id', text, (column) => column.primaryKey())
      .addColumn('cluster', text, (column) => column.notNull())
      .addColumn('job_id', text)
      .addColumn('job_name', text)
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('verdict', text, (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('diagnoses_job').on('diagnoses').columns(['job_id', 'at']).execute();
    await db.schema.createIndex('diagnoses_name').on('diagnoses').columns(['job_name', 'at']).execute();
    await db.schema.createIndex('diagnoses_at').on('diagnoses').column('at').execute();
    await db.schema.createTable('jobs')
      .addColumn('cluster', text, (column) => column.notNull())
      .addColumn('id', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('state', text, (column) => column.notNull())
      .addColumn('verdict', text, (column) => column.notNull())
      .addColumn('rank', 'int2', (column) => column.notNull())
      .addColumn('first_cause', text)
      .addColumn('checked_at', 'timestamptz', (column) => column.notNull())
      .addColumn('diagnosis_id', text, (column) => column.references('diagnoses.id').onDelete('set null'))
      .addPrimaryKeyConstraint('jobs_key', ['cluster', 'id'])
      .execute();
    await db.schema.createIndex('jobs_worst').on('jobs').columns(['rank', 'cluster', 'name', 'id']).execute();
    await db.schema.createIndex('jobs_diagnosis').on('jobs').column('diagnosis_id').execute();
    await db.schema.createTable('findings')
      .addColumn('diagnosis_id', text, (column) => column.notNull().references('diagnoses.id').onDelete('cascade'))
      .addColumn('id', text, (column) => column.notNull())
      .addColumn('code', text, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('severity', text, (column) => column.notNull())
      .addColumn('scope', text, (column) => column.notNull())
      .addColumn('subject', text, (column) => column.notNull())
      .addColumn('cause', 'int4')
      .addColumn('since', 'timestamptz')
      .addPrimaryKeyConstraint('findings_key', ['diagnosis_id', 'id'])
      .execute();
    await db.schema.createIndex('findings_code').on('findings').column('code').execute();
    await db.schema.createTable('snapshots')
      .addColumn('diagnosis_id', text, (column) => column.primaryKey().references('diagnoses.id').onDelete('cascade'))
      .addColumn('data', 'bytea', (column) => column.notNull())
      .execute();
    await db.schema.createTable('exceptions')
      .addColumn('cluster', text, (column) => column.notNull())
      .addColumn('job_id', text, (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('task', text, (column) => column.notNull())
      .addColumn('class_name', text, (column) => column.notNull())
      .addColumn('message', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('exceptions_key', ['cluster', 'job_id', 'at', 'task'])
      .execute();
    await db.schema.createTable('life_cycle')
      .addColumn('cluster', text, (column) => column.notNull())
      .addColumn('job_id', text, (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('state', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('life_cycle_key', ['cluster', 'job_id', 'at', 'state'])
      .execute();
  },
};

const labels: Migration = {
  async up(db: Kysely<unknown>) {
    const text = sql`text collate "C"`;
    await db.schema.createTable('templates')
      .addColumn('id', text, (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('logger', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('exception', 'text')
      .addColumn('count', 'float8', (column) => column.notNull())
      .addColumn('before_failures', 'float8', (column) => column.notNull())
      .addColumn('first_seen', 'timestamptz', (column) => column.notNull())
      .addColumn('last_seen', 'timestamptz', (column) => column.notNull())
      .addColumn('samples', 'text', (column) => column.notNull())
      .addColumn('jobs', 'text', (column) => column.notNull())
      .addColumn('worth', 'float8', (column) => column.notNull())
      .addColumn('neighbours', 'text', (column) => column.notNull())
      .addColumn('category', 'text')
      .addColumn('review', text, (column) => column.notNull())
      .addColumn('label', 'text')
      .execute();
    await sql`create index templates_worth on templates (review, worth desc, id)`.execute(db);
    await db.schema.createTable('template_places')
      .addColumn('template_id', text, (column) => column.notNull().references('templates.id').onDelete('cascade'))
      .addColumn('cluster', text, (column) => column.notNull())
      .addColumn('place', text, (column) => column.notNull())
      .addColumn('counted', 'float8', (column) => column.notNull())
      .addPrimaryKeyConstraint('template_places_key', ['template_id', 'cluster', 'place'])
      .execute();
  },
};

export const migrations: Readonly<Record<string, Migration>> = { '0001-diagnoses': first, '0002-labels': labels };
