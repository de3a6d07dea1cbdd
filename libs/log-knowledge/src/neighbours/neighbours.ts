import type { Language, LogEvent, Neighbour } from '@app/model';
import { createCategories, type Category } from './category.js';
import type { KnownText } from './document.js';
import { createNearest } from './nearest.js';

/** For a text that no signature matches: what it resembles. It names what a person may look at, never a cause. */
export interface Neighbours {
  /** At most three codes, best first, with a score from 0 to 1 (the share of right answers at such a resemblance) and reasons; empty when it resembles nothing. */
  nearest(what: string | LogEvent, lang?: Language): readonly Neighbour[];
  /** Family of rules that its words speak of, from weaker evidence; null when that cannot be told. */
  category(what: string | LogEvent): Category | null;
}

/** Both indexes are made when first asked: about 0.7 ms a known text together. */
export function createNeighbours(texts: readonly KnownText[]): Neighbours {
  let nearest: ReturnType<typeof createNearest> | null = null;
  let category: ReturnType<typeof createCategories> | null = null;
  return {
    nearest(what, lang = 'en') {
      nearest ??= createNearest(texts);
      return nearest.nearest(what, { lang });
    },
    category(what) {
      category ??= createCategories(texts);
      return category(what);
    },
  };
}
