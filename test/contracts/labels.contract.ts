import { describe, expect, it } from 'vitest';
import type { Label, TemplateSeen } from '@app/model';
import type { LabelStore } from '@app/pipeline';

const start = Date.UTC(2026, 0, 1);
const at = (minute: number): string => new Date(start + minute * 60_000).toISOString();
const events = (...minutes: readonly number[]): TemplateSeen['events'] => minutes.map((minute) => ({ at: start + minute * 60_000, beforeFailure: false }));
const seen = (id: string, more: Partial<TemplateSeen> = {}): TemplateSeen => ({
  id, text: 'Fetched <*> rows', logger: 'x.Reader', level: 'WARN', exception: null, sample: 'Fetched 7 rows\u0000', cluster: 'prod', place: 'jobmanager', job: 'orders', events: events(1), ...more,
});
const label = (more: Partial<Label> = {}): Label => ({
  words: { code: 'reader-slow', role: 'cause', side: 'user', stage: 'running', severity: 'warning' }, author: 'ann', at: at(9), reviewer: null, reviewedAt: null, comment: null, ...more,
});

/** What every store of labels keeps. */
export const labelContract = (open: () => Promise<LabelStore>): void => {
  const ids = async (store: LabelStore, review: 'unlabelled' | 'proposed' | 'approved' | 'rejected' = 'unlabelled'): Promise<readonly string[]> =>
    (await store.templates({ review, limit: 50, cursor: null })).items.map(({ id }) => id);

  describe('labelling queue', () => {
    it('counts an event of a window that is read again once, and tells which templates are new', async () => {
      const store = await open();
      expect(await store.saveTemplates([seen('a', { events: events(1, 2) }), seen('b')])).toEqual(['a', 'b']);
      expect(await store.saveTemplates([seen('a', { events: events(1, 2, 3), job: 'bills' })])).toEqual([]);
      expect(await store.saveTemplates([seen('a', { events: events(1, 2, 3) })])).toEqual([]);
      expect(await store.template('a')).toMatchObject({ count: 3, firstSeen: at(1), lastSeen: at(3), jobs: ['prod/orders', 'prod/bills'], review: 'unlabelled', label: null, neighbours: [] });
      await store.saveTemplates([seen('a', { events: events(2), place: 'taskmanager tm-1', sample: 'Fetched 8 rows' })]);
      expect(await store.template('a')).toMatchObject({ count: 4, lastSeen: at(3), samples: [expect.stringMatching(/^Fetched 7 rows/), 'Fetched 8 rows'] });
      expect(await store.template('none')).toBeNull();
    });

    it('lists what is most worth labelling first, page by page, each once', async () => {
      const store = await open();
      await store.saveTemplates([
        seen('rare'), seen('error', { level: 'ERROR' }), seen('often', { events: events(1, 2, 3, 4, 5, 6, 7) }), seen('same'),
        seen('before', { events: [{ at: start, beforeFailure: true }, { at: start + 1, beforeFailure: true }] }),
      ]);
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<LabelStore['templates']>> = await store.templates({ review: 'unlabelled', limit: 2, cursor });
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      expect(found).toEqual(['before', 'error', 'often', 'rare', 'same']);
      expect((await store.templates({ review: 'unlabelled', limit: 1, cursor: 'rubbish' })).items.map(({ id }) => id)).toEqual(['before']);
    });

    it('keeps suggestions', async () => {
      const store = await open();
      await store.saveTemplates([seen('a')]);
      const suggestion = { neighbours: [{ code: 'kafka-auth', score: 0.5, reasons: ['same words: 空'] }], category: { name: 'kafka', score: 0.9 } };
      await store.suggest('a', suggestion);
      await store.suggest('none', suggestion);
      expect(await store.template('a')).toMatchObject(suggestion);
    });

    it('moves a label only out of the states that were said', async () => {
      const store = await open();
      await store.saveTemplates([seen('a'), seen('b')]);
      expect(await store.setLabel('a', label(), 'proposed', ['unlabelled', 'rejected'])).toBe(true);
      expect(await store.setLabel('a', label({ author: 'late' }), 'proposed', ['unlabelled', 'rejected'])).toBe(false);
      expect(await store.setLabel('none', label(), 'proposed', ['unlabelled'])).toBe(false);
      expect([await ids(store), await ids(store, 'proposed'), await ids(store, 'approved')]).toEqual([['b'], ['a'], []]);
      const approved = label({ reviewer: 'bob', reviewedAt: at(10), comment: 'right' });
      expect(await store.setLabel('a', approved, 'approved', ['proposed'])).toBe(true);
      await store.saveTemplates([seen('a', { events: events(8) })]);
      expect(await store.template('a')).toMatchObject({ review: 'approved', label: approved, count: 2 });
    });

    it('removes unlabelled templates: named ones, old ones, and the least worth; labels stay', async () => {
      const store = await open();
      await store.saveTemplates([seen('kept', { events: events(1) }), seen('named'), seen('old', { events: events(1) }), seen('new', { events: events(7, 8, 9) }), seen('low', { events: events(9) })]);
      await store.setLabel('kept', label(), 'proposed', ['unlabelled']);
      expect(await store.dropTemplates({ ids: ['named', 'kept', 'none'] })).toBe(1);
      expect(await store.dropTemplates({ before: new Date(at(5)) })).toBe(1);
      expect(await store.dropTemplates({ most: 1 })).toBe(1);
      expect([await ids(store), await ids(store, 'proposed')]).toEqual([['new'], ['kept']]);
      expect(await store.saveTemplates([seen('old', { events: events(1) })])).toEqual(['old']);
    });
  });
};
