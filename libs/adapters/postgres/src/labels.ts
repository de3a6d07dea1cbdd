import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QueuedTemplate, type Category, type Label, type Neighbour, type Review, type TemplateSeen } from '@app/model';
import { withSighting, type LabelPage } from '@app/pipeline';
import type { Tables } from './schema.js';
import { storable } from './storable.js';

const Cursor = z.tuple([z.number(), z.string()]);
const json = (value: unknown): string => storable(JSON.stringify(value));

const templateOf = (row: Selectable<Tables['templates']>): QueuedTemplate => QueuedTemplate.parse({
  ...row, beforeFailures: row.before_failures, firstSeen: row.first_seen.toISOString(), lastSeen: row.last_seen.toISOString(),
  samples: JSON.parse(row.samples), jobs: JSON.parse(row.jobs), neighbours: JSON.parse(row.neighbours),
  category: row.category === null ? null : JSON.parse(row.category), label: row.label === null ? null : JSON.parse(row.label),
});

const rowOf = (template: QueuedTemplate) => ({
  id: template.id, text: storable(template.text), logger: storable(template.logger), level: template.level, exception: storable(template.exception), count: template.count, before_failures: template.beforeFailures,
  first_seen: new Date(template.firstSeen), last_seen: new Date(template.lastSeen), samples: json(template.samples), jobs: json(template.jobs), worth: template.worth,
  neighbours: json(template.neighbours), category: template.category === null ? null : json(template.category), review: template.review, label: template.label === null ? null : json(template.label),
});

export const labelQueries = (db: Kysely<Tables>) => ({
  /** One transaction a template, so that several processes may count the same one. In the order of ids, so that none waits for another in a circle. */
  async save(seen: readonly TemplateSeen[]): Promise<readonly string[]> {
    const fresh: string[] = [];
    for (const one of seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))) if (await db.transaction().execute((transaction) => sight(transaction, one))) fresh.push(one.id);
    return fresh;
  },

  async suggest(id: string, { neighbours, category }: { readonly neighbours: readonly Neighbour[]; readonly category: Category | null }): Promise<void> {
    await db.updateTable('templates').set({ neighbours: json(neighbours), category: category === null ? null : json(category) }).where('id', '=', id).execute();
  },

  async page({ review, limit, cursor }: { readonly review: Review; readonly limit: number; readonly cursor: string | null }): Promise<LabelPage> {
    const after = cursor === null ? null : decoded(cursor);
    const rows = await db.selectFrom('templates').selectAll().where('review', '=', review)
      .$if(after !== null, (query) => query.where(sql<boolean>`(-worth, id) > (${-(after?.[0] ?? 0)}::float8, ${after?.[1]})`))
      .orderBy('worth', 'desc').orderBy('id').limit(limit + 1).execute();
    const items = rows.slice(0, limit).map(templateOf);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify([last.worth, last.id])).toString('base64url') : null };
  },

  async byId(id: string): Promise<QueuedTemplate | null> {
    const row = await db.selectFrom('templates').selectAll().where('id', '=', storable(id)).executeTakeFirst();
    return row === undefined ? null : templateOf(row);
  },

  async setLabel(id: string, label: Label, to: Review, from: readonly Review[]): Promise<boolean> {
    const { numUpdatedRows } = await db.updateTable('templates').set({ label: json(label), review: to }).where('id', '=', storable(id)).where('review', 'in', [...from]).executeTakeFirst();
    return numUpdatedRows > 0n;
  },

  async drop({ ids = [], before, most }: { readonly ids?: readonly string[]; readonly before?: Date; readonly most?: number }): Promise<number> {
    const { numDeletedRows } = await db.deleteFrom('templates').where('review', '=', 'unlabelled').where((where) => where.or([
      where('id', 'in', ['', ...ids]),
      ...(before === undefined ? [] : [where('last_seen', '<', before)]),
      ...(most === undefined ? [] : [where('id', 'in', where.selectFrom('templates').select('id').where('review', '=', 'unlabelled').orderBy('worth', 'desc').orderBy('id').offset(most))]),
    ])).executeTakeFirst();
    return Number(numDeletedRows);
  },
});

/** Whether the template is new. */
async function sight(db: Transaction<Tables>, seen: TemplateSeen): Promise<boolean> {
  const key = { template_id: seen.id, cluster: storable(seen.cluster), place: storable(seen.place) };
  const before = await db.selectFrom('templates').selectAll().where('id', '=', seen.id).forUpdate().executeTakeFirst();
  const counted = await db.selectFrom('template_places').select('counted').where('template_id', '=', key.template_id).where('cluster', '=', key.cluster).where('place', '=', key.place).executeTakeFirst();
  const known = before === undefined ? null : templateOf(before);
  const after = withSighting(known, seen, counted?.counted ?? null);
  if (after === null || after === known) return false;
  const row = rowOf(after);
  // another process may have put it there meanwhile: then this sighting is counted in the next look
  if (known === null && (await db.insertInto('templates').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 0n) return false;
  if (known !== null) await db.updateTable('templates').set(row).where('id', '=', seen.id).execute();
  const last = Math.max(counted?.counted ?? 0, seen.events.at(-1)?.at ?? 0);
  await db.insertInto('template_places').values({ ...key, counted: last }).onConflict((conflict) => conflict.columns(['template_id', 'cluster', 'place']).doUpdateSet({ counted: last })).execute();
  return known === null;
}

function decoded(cursor: string): z.infer<typeof Cursor> | null {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}
