import type { QueuedTemplate } from '@app/model';
import { withSighting, type LabelStore } from '@app/pipeline';

const worthMost = (a: QueuedTemplate, b: QueuedTemplate): number => b.worth - a.worth || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The labelling queue in this process. */
export function createMemoryLabels(): LabelStore {
  const rows = new Map<string, QueuedTemplate>();
  const counted = new Map<string, number>();
  const change = (id: string, changed: Partial<QueuedTemplate>): void => {
    const row = rows.get(id);
    if (row !== undefined) rows.set(id, structuredClone({ ...row, ...changed }));
  };
  return {
    async saveTemplates(seen) {
      const fresh: string[] = [];
      for (const one of seen) {
        const place = [one.id, one.cluster, one.place].join('\n');
        const before = rows.get(one.id) ?? null;
        const after = withSighting(before, one, counted.get(place) ?? null);
        if (after === null || after === before) continue;
        if (before === null) fresh.push(one.id);
        rows.set(one.id, after);
        counted.set(place, Math.max(counted.get(place) ?? 0, one.events.at(-1)?.at ?? 0));
      }
      return fresh;
    },
    async suggest(id, { neighbours, category }) { change(id, { neighbours: [...neighbours], category }); },
    async templates({ review, limit, cursor }) {
      const sorted = [...rows.values()].filter((row) => row.review === review).sort(worthMost);
      const from = cursor === null ? 0 : sorted.findIndex(({ id }) => id === cursor) + 1;
      const items = sorted.slice(from, from + limit);
      return { items: structuredClone(items), next: from + limit < sorted.length ? (items.at(-1)?.id ?? null) : null };
    },
    async template(id) { return structuredClone(rows.get(id) ?? null); },
    async setLabel(id, label, to, from) {
      const row = rows.get(id);
      if (row === undefined || !from.includes(row.review)) return false;
      change(id, { label, review: to });
      return true;
    },
    async dropTemplates({ ids = [], before, most }) {
      const waiting = [...rows.values()].filter(({ review }) => review === 'unlabelled').sort(worthMost);
      const gone = waiting.filter((row, index) => ids.includes(row.id) || (before !== undefined && new Date(row.lastSeen) < before) || (most !== undefined && index >= most));
      for (const { id } of gone) {
        rows.delete(id);
        for (const place of counted.keys()) if (place.startsWith(`${id}\n`)) counted.delete(place);
      }
      return gone.length;
    },
  };
}
