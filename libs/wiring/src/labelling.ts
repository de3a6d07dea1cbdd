import type { SignatureMatcher, Snapshot } from '@app/model';
import { unlabelledIn, type WhoseLogs } from '@app/observe';
import type { ExplainStages, LabelStore } from '@app/pipeline';

/** Fills the labelling queue. */
export interface Labelling {
  /** Takes what no signature knows out of the logs that a diagnosis or an explanation looked at. */
  take(snapshot: Snapshot, whose: WhoseLogs): Promise<void>;
  /** Removes what waits too long or beyond the queue's size, and what a signature knows by now. */
  tidy(before: Date): Promise<void>;
}

export interface LabellingParts {
  readonly store: LabelStore;
  readonly signatures: SignatureMatcher;
  readonly resembling: NonNullable<ExplainStages['resembling']>;
}

/** Templates that wait; the least worth labelling go first. */
const mostWaiting = 10_000;
/** Places whose last event is remembered, so that a log in which nothing new stands costs the database nothing. */
const mostRemembered = 50_000;
const page = 500;

export function createLabelling({ store, signatures, resembling }: LabellingParts): Labelling {
  const taken = new Map<string, number>();
  return {
    async take(snapshot, whose) {
      const seen = unlabelledIn(snapshot, signatures, whose).filter((one) => {
        const key = [one.id, one.cluster, one.place].join('\n');
        const last = one.events.at(-1)?.at ?? 0;
        if (last <= (taken.get(key) ?? 0)) return false;
        if (taken.size >= mostRemembered) taken.clear();
        taken.set(key, last);
        return true;
      });
      if (seen.length === 0) return;
      const samples = new Map(seen.map(({ id, sample }) => [id, sample]));
      for (const id of await store.saveTemplates(seen)) await store.suggest(id, await resembling(samples.get(id) ?? '', 'en'));
    },
    async tidy(before) {
      const known: string[] = [];
      let cursor: string | null = null;
      do {
        const { items, next }: Awaited<ReturnType<LabelStore['templates']>> = await store.templates({ review: 'unlabelled', limit: page, cursor });
        known.push(...items.filter(({ samples: [sample] }) => sample !== undefined && isKnown(signatures, sample)).map(({ id }) => id));
        cursor = next;
      } while (cursor !== null);
      await store.dropTemplates({ ids: known, before, most: mostWaiting });
    },
  };
}

const isKnown = (signatures: SignatureMatcher, sample: string): boolean => {
  const [event] = signatures.events(sample);
  return event !== undefined && signatures.recognise(event).match !== null;
};
