import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { verdicts } from '@app/model';
import { worstFirst, type JobPage } from '@app/pipeline';
import type { Tables } from './schema.js';

const Cursor = z.tuple([z.int(), z.string(), z.string(), z.string()]);
const Verdict = z.enum(verdicts);

/** One page, worst first. The cursor is the sorting key of the last row, so rows that come and go in between skip or repeat nothing else. */
export async function jobsPage(db: Kysely<Tables>, page: { readonly limit: number; readonly cursor: string | null }): Promise<JobPage> {
  const after = page.cursor === null ? null : decoded(page.cursor);
  const rows = await db.selectFrom('jobs').selectAll()
    .$if(after !== null, (query) => query.where(sql<boolean>`(rank, cluster, name, id) > (${after?.[0]}::int2, ${after?.[1]}, ${after?.[2]}, ${after?.[3]})`))
    .orderBy('rank').orderBy('cluster').orderBy('name').orderBy('id')
    .limit(page.limit + 1).execute();
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id, name: row.name, cluster: row.cluster, state: row.state, verdict: Verdict.parse(row.verdict),
      firstCause: row.first_cause, checkedAt: row.checked_at.toISOString(), diagnosisId: row.diagnosis_id,
    })),
    next: rows.length > page.limit && last !== undefined ? encoded([last.rank, last.cluster, last.name, last.id]) : null,
  };
}

/** See `DiagnosisStore.seen`. */
export async function renewSeen(db: Kysely<Tables>, cluster: string, at: Date, jobs: readonly string[] | null): Promise<void> {
  if (jobs === null) {
    await db.updateTable('jobs').set({ verdict: 'unknown', rank: worstFirst('unknown'), first_cause: null, checked_at: at }).where('cluster', '=', cluster).execute();
    return;
  }
  await db.deleteFrom('jobs').where('cluster', '=', cluster).where(sql<boolean>`not (id = any(${[...jobs]}::text[]))`).execute();
}

const encoded = (key: z.infer<typeof Cursor>): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decoded(cursor: string): z.infer<typeof Cursor> | null {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}
