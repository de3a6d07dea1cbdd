import { createCategories } from './category.js';
import type { KnownText } from './document.js';
import { createNearest, probableFrom } from './nearest.js';

/** What is left out of the known texts while one of them is asked: itself, or all of its signature. */
export type Left = 'text' | 'signature';

/** Counts, over all example texts whose code still has another known text. */
export interface Quality {
  readonly asked: number;
  readonly first: number;
  readonly amongThree: number;
  readonly none: number;
  readonly probable: number;
  readonly probableWrong: number;
  /** Families by ten-fold cross-validation. */
  readonly families: { readonly asked: number; readonly right: number; readonly wrong: number; readonly none: number };
  readonly msPerText: number;
}

const folds = 10;

/** How well known texts would be told if they were not known. `now` gives milliseconds. */
export function measure(texts: readonly KnownText[], left: Left, now: () => number): Quality {
  const samples = texts.filter(({ kind }) => kind === 'sample');
  const leaves = (out: KnownText) => (known: KnownText): boolean => known.text === out.text || (left === 'signature' && known.signature === out.signature);
  const index = createNearest(texts);
  const counts = { asked: 0, first: 0, amongThree: 0, none: 0, probable: 0, probableWrong: 0 };
  const started = now();
  for (const sample of samples) {
    const without = leaves(sample);
    if (!texts.some((known) => known.code === sample.code && !without(known))) continue;
    counts.asked += 1;
    const found = index.nearest(sample.text, { without });
    const [best] = found;
    if (best === undefined) counts.none += 1;
    else if (best.code === sample.code) counts.first += 1;
    if (found.some(({ code }) => code === sample.code)) counts.amongThree += 1;
    if (best === undefined || best.score < probableFrom) continue;
    counts.probable += 1;
    if (best.code !== sample.code) counts.probableWrong += 1;
  }
  return { ...counts, msPerText: (now() - started) / Math.max(1, counts.asked), families: familiesOf(texts, samples, left) };
}

function familiesOf(texts: readonly KnownText[], samples: readonly KnownText[], left: Left): Quality['families'] {
  const keyOf = (known: KnownText): string => (left === 'text' ? known.text : known.signature);
  const keys = [...new Set(samples.map(keyOf))];
  const counts = { asked: 0, right: 0, wrong: 0, none: 0 };
  for (let fold = 0; fold < folds; fold += 1) {
    const out = new Set(keys.filter((_, index) => index % folds === fold));
    const category = createCategories(texts.filter((known) => !out.has(keyOf(known))));
    for (const sample of samples.filter((known) => out.has(keyOf(known)))) {
      counts.asked += 1;
      const found = category(sample.text);
      if (found === null) counts.none += 1;
      else if (found.name === sample.category) counts.right += 1;
      else counts.wrong += 1;
    }
  }
  return counts;
}
