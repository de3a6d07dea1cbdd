import type { LogEvent } from '@app/model';
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import type { KnownText } from './document.js';
import { featuresOf } from './features.js';
import { ordinaryLines } from './ordinary.js';

export interface Category {
  /** Family of rules, for example `kafka`. */
  readonly name: string;
  /** Its share of the likelihood among all families and the reject class, tempered by how much of the text is known; 0 to 1. */
  readonly score: number;
}

/** The class of lines that are nobody's fault: what falls there has no category. */
const rejected = '(none)';
/** Fewer words than this that any known text has: no category. */
const fewestWords = 3;
const leastShareKnown = 0.6;
/** Below this the category is not told. */
export const leastCategoryScore = 0.8;
/** With natural's default of 1 the smallest family wins every text; of 1 to 0.0001 this told the most families right and the fewest foreign lines. */
const smoothing = 0.05;
/** A likelihood is a product over words: more of them would only run out of a number's range. */
const mostWords = 80;

/** Tells the family of a fault from weak evidence; never a code. Naive Bayes over the words of the known texts. */
export function createCategories(texts: readonly KnownText[]): (what: string | LogEvent) => Category | null {
  const classifier = new BayesClassifier(undefined, smoothing);
  const known = new Set<string>();
  const add = (text: string, label: string): void => {
    const terms = [...new Set(featuresOf(text).terms)];
    for (const term of terms) known.add(term);
    classifier.addDocument(terms, label);
  };
  for (const { text, category } of texts) add(text, category);
  for (const line of ordinaryLines) add(line, rejected);
  classifier.train();

  return (what) => {
    const all = [...new Set(featuresOf(what).terms)];
    const terms = all.filter((term) => known.has(term)).slice(0, mostWords);
    if (terms.length < fewestWords || terms.length < leastShareKnown * all.length) return null;
    const found = classifier.getClassifications(terms);
    // the evidence of words is not independent: tempered, a likelihood is no certainty after ten words
    const likely = found.map(({ label, value }) => ({ label, value: value ** (1 / Math.sqrt(terms.length)) }));
    const sum = likely.reduce((total, { value }) => total + value, 0);
    const [best] = likely;
    if (best === undefined || !(sum > 0) || best.label === rejected) return null;
    const score = Math.round((100 * best.value) / sum) / 100;
    return score < leastCategoryScore ? null : { name: best.label, score };
  };
}
