import type { Kysely, Transaction } from 'kysely';
import { Diagnosis, type Snapshot } from '@app/model';
import { worstFirst, type SnapshotCodec } from '@app/pipeline';
import type { Tables } from './schema.js';
import { storable } from './storable.js';

export const diagnosisQueries = (db: Kysely<Tables>, codec: SnapshotCodec) => ({
  async save(diagnosis: Diagnosis, snapshot: Snapshot): Promise<void> {
    const data = Buffer.from(await codec.encode(snapshot));
    await db.transaction().execute(async (tx) => {
      const added = await tx.insertInto('diagnoses').values({
        id: diagnosis.id, cluster: storable(diagnosis.cluster.name), job_id: storable(diagnosis.job?.id ?? null), job_name: storable(diagnosis.job?.name ?? null),
        at: new Date(diagnosis.at), verdict: diagnosis.verdict, body: JSON.stringify(diagnosis),
      }).onConflict((conflict) => conflict.doNothing()).returning('id').execute();
      if (added.length === 0) return;
      await saveFindings(tx, diagnosis);
      await tx.insertInto('snapshots').values({ diagnosis_id: diagnosis.id, data }).execute();
      await renewJob(tx, diagnosis);
    });
  },

  async byId(id: string): Promise<Diagnosis | null> {
    const row = await db.selectFrom('diagnoses').select('body').where('id', '=', storable(id)).executeTakeFirst();
    return row === undefined ? null : Diagnosis.parse(JSON.parse(row.body));
  },

  async nearest({ cluster, job }: { readonly cluster: string | null; readonly job: string }, at: Date): Promise<Diagnosis | null> {
    const ofJob = db.selectFrom('diagnoses').select('body')
      .where((where) => where.or([where('job_id', '=', storable(job)), where('job_name', '=', storable(job))]))
      .$if(cluster !== null, (query) => query.where('cluster', '=', storable(cluster ?? '')));
    const row = await ofJob.where('at', '<=', at).orderBy('at', 'desc').limit(1).executeTakeFirst()
      ?? await ofJob.where('at', '>', at).orderBy('at', 'asc').limit(1).executeTakeFirst();
    return row === undefined ? null : Diagnosis.parse(JSON.parse(row.body));
  },

  async snapshot(id: string): Promise<Snapshot | null> {
    const row = await db.selectFrom('snapshots').select('data').where('diagnosis_id', '=', storable(id)).executeTakeFirst();
    if (row === undefined) return null;
    const decoded = await codec.decode(row.data);
    if (!decoded.ok) throw new Error(`The stored snapshot of diagnosis ${id} is damaged: ${decoded.problem.why}`);
    return decoded.value;
  },

  async forget(before: Date): Promise<number> {
    const gone = await db.deleteFrom('diagnoses').where('at', '<', before).executeTakeFirst();
    return Number(gone.numDeletedRows);
  },
});

async function saveFindings(tx: Transaction<Tables>, diagnosis: Diagnosis): Promise<void> {
  if (diagnosis.findings.length === 0) return;
  await tx.insertInto('findings').values(diagnosis.findings.map((finding) => {
    const cause = diagnosis.causes.indexOf(finding.id);
    return {
      diagnosis_id: diagnosis.id, id: storable(finding.id), code: finding.code, kind: finding.kind, severity: finding.severity,
      scope: finding.subject.scope, subject: storable(finding.subject.id), cause: cause < 0 ? null : cause, since: finding.since === null ? null : new Date(finding.since),
    };
  })).onConflict((conflict) => conflict.doNothing()).execute();
}

async function renewJob(tx: Transaction<Tables>, diagnosis: Diagnosis): Promise<void> {
  const { job } = diagnosis;
  if (job === null) return;
  const first = diagnosis.findings.find((finding) => finding.id === diagnosis.causes[0]);
  const row = {
    name: storable(job.name), state: storable(job.state), verdict: diagnosis.verdict, rank: worstFirst(diagnosis.verdict),
    first_cause: first?.code ?? null, checked_at: new Date(diagnosis.at), diagnosis_id: diagnosis.id,
  };
  await tx.insertInto('jobs').values({ cluster: storable(diagnosis.cluster.name), id: storable(job.id), ...row })
    .onConflict((conflict) => conflict.columns(['cluster', 'id']).doUpdateSet(row).where('jobs.checked_at', '<=', row.checked_at))
    .execute();
}
