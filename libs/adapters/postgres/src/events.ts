import type { Kysely } from 'kysely';
import type { SeenEvents } from '@app/pipeline';
import type { Tables } from './schema.js';
import { storable } from './storable.js';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const batch = 1_000;

const batches = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, index) => rows.slice(index * batch, (index + 1) * batch));

export const eventQueries = (db: Kysely<Tables>) => ({
  async save(seen: SeenEvents): Promise<void> {
    const exceptions = seen.exceptions.map((one) => ({
      cluster: storable(one.cluster), job_id: storable(one.jobId), at: one.at, task: storable(one.task), class_name: storable(one.className), message: storable(one.message),
    }));
    const lifeCycle = seen.lifeCycle.map((one) => ({ cluster: storable(one.cluster), job_id: storable(one.jobId), at: one.at, state: storable(one.state) }));
    for (const rows of batches(exceptions)) await db.insertInto('exceptions').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
    for (const rows of batches(lifeCycle)) await db.insertInto('life_cycle').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
  },

  async of(cluster: string, jobId: string): Promise<SeenEvents> {
    const exceptions = await db.selectFrom('exceptions').selectAll().where('cluster', '=', cluster).where('job_id', '=', jobId).orderBy('at').orderBy('task').execute();
    const lifeCycle = await db.selectFrom('life_cycle').selectAll().where('cluster', '=', cluster).where('job_id', '=', jobId).orderBy('at').orderBy('state').execute();
    return {
      exceptions: exceptions.map((row) => ({ cluster: row.cluster, jobId: row.job_id, at: row.at, className: row.class_name, message: row.message, task: row.task })),
      lifeCycle: lifeCycle.map((row) => ({ cluster: row.cluster, jobId: row.job_id, at: row.at, state: row.state })),
    };
  },

  async forget(before: Date): Promise<void> {
    await db.deleteFrom('exceptions').where('at', '<', before).execute();
    await db.deleteFrom('life_cycle').where('at', '<', before).execute();
  },
});
