import type { Language, LogEvent, Neighbour } from '@app/model';
import { DiceCoefficient, JaroWinklerDistance } from 'natural/lib/natural/distance/index.js';
import { TfIdf } from 'natural/lib/natural/tfidf/index.js';
import type { KnownText } from './document.js';
import { featuresOf, type Features } from './features.js';

export interface Nearest {
  /**
   * At most three codes whose known texts resemble this one most, best first. The score is the share of right answers that such a
   * resemblance had when it was measured (0 to 1). A text that resembles nothing has none: then only a category may be told.
   */
  nearest(what: string | LogEvent, options?: NearestOptions): readonly Neighbour[];
}

export interface NearestOptions {
  readonly lang?: Language;
  /** For measuring: known texts to leave out. */
  readonly without?: (known: KnownText) => boolean;
}

/** From this score on a neighbour is probably right; below it is only worth a look. Nothing is ever applied because of either. */
export const probableFrom = 0.8;
/** A resemblance below this is chance: of lines that other systems than Flink printed, one in seventy reaches it. */
const leastResemblance = 0.4;
const mostNeighbours = 3;
/** Known texts that are compared closely. */
const candidates = 20;

interface Entry {
  readonly known: KnownText;
  readonly features: Features;
}
interface Compared extends Entry {
  readonly resemblance: number;
  readonly shared: readonly string[];
}

/** An index over known texts. Making it costs about 0.1 ms a text. */
export function createNearest(texts: readonly KnownText[]): Nearest {
  const entries: readonly Entry[] = texts.map((known) => ({ known, features: featuresOf(known.text) }));
  const index = new TfIdf();
  for (const [position, { features }] of entries.entries()) index.addDocument([...features.terms], position);
  const weightOf = (term: string): number => Math.max(0, index.idf(term));
  const lengths = entries.map(({ features }) => Math.sqrt(features.terms.length + 1));

  return {
    nearest(what, { lang = 'en', without = () => false } = {}) {
      const asked = featuresOf(what);
      if (asked.terms.length === 0) return [];
      const coarse = index.tfidfs([...new Set(asked.terms)])
        .map((score, position) => ({ score: score / (lengths[position] ?? 1), entry: entries[position] }))
        .filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
      const best = new Map<string, Compared>();
      let compared = 0;
      for (const { entry } of coarse) {
        if (entry === undefined || without(entry.known)) continue;
        if (compared === candidates) break;
        compared += 1;
        const close = compare(asked, entry, weightOf);
        if (close.resemblance > (best.get(entry.known.code)?.resemblance ?? 0)) best.set(entry.known.code, close);
      }
      const ranked = [...best.values()].sort((a, b) => b.resemblance - a.resemblance || (a.known.code < b.known.code ? -1 : 1));
      return ranked.slice(0, mostNeighbours).filter(({ resemblance }) => resemblance >= leastResemblance).map((one) => {
        const rival = ranked.find(({ known }) => known.code !== one.known.code);
        return { code: one.known.code, score: scoreOf(one.resemblance - (rival?.resemblance ?? 0)), reasons: [...reasonsFor(asked, one, lang)] };
      });
    },
  };
}

/** How much each part counts; found by leave-one-out over the tables of signatures. */
const share = { words: 0.3, classes: 0.1, message: 0.6 } as const;

function compare(asked: Features, entry: Entry, weightOf: (term: string) => number): Compared {
  const { features } = entry;
  const [mine, theirs] = [new Set(asked.terms), new Set(features.terms)];
  const shared = [...mine].filter((term) => theirs.has(term));
  const square = (terms: Iterable<string>): number => [...terms].reduce((sum, term) => sum + weightOf(term) ** 2, 0);
  const cosine = square(shared) / Math.sqrt(Math.max(square(mine), 1e-9) * Math.max(square(theirs), 1e-9));
  const classes = classSimilarity(asked.classes, features.classes);
  const message = asked.message.length < 3 || features.message.length < 3 ? null : DiceCoefficient(asked.message.slice(0, 400), features.message.slice(0, 400));
  const parts: readonly (readonly [number, number | null])[] = [[share.words, cosine], [share.classes, classes], [share.message, message]];
  const known = parts.flatMap(([weight, value]) => (value === null ? [] : [{ weight, value }]));
  const resemblance = known.reduce((sum, { weight, value }) => sum + weight * value, 0) / known.reduce((sum, { weight }) => sum + weight, 0);
  return { ...entry, resemblance, shared };
}

/** Null where the text names no class of its own: then classes tell nothing. */
function classSimilarity(mine: readonly string[], theirs: readonly string[]): number | null {
  const [root] = mine;
  if (root === undefined) return null;
  if (theirs.length === 0) return 0;
  if (theirs.includes(root)) return 1;
  // Jaro-Winkler gives two unrelated names of the same kind (…Exception) 0.6 or so: only what is above that is a resemblance
  return Math.max(0, ...theirs.map((name) => (JaroWinklerDistance(bare(root), bare(name)) - 0.7) / 0.3 * 0.7));
}

const bare = (name: string): string => name.replace(/(?:Exception|Error)$/, '');

/**
 * Share of right answers at such a lead over the next code: logistic regression over the tables of signatures, once with the text left out,
 * once with its whole signature left out; how close the best one is adds nothing (`npm run bench:logs` prints how well it holds).
 */
function scoreOf(lead: number): number {
  const odds = 5 * Math.max(-0.4, Math.min(0.4, lead)) - 0.2;
  return Math.round(100 / (1 + Math.exp(-odds))) / 100;
}

const say = {
  en: { words: 'same words', class: 'same exception', frame: 'same place' },
  zh: { words: '相同的词', class: '相同的异常', frame: '相同的位置' },
} as const;

function reasonsFor(asked: Features, { features, shared }: Compared, lang: Language): readonly string[] {
  const words = shared.flatMap((term) => asked.wordOf.get(term) ?? []).slice(0, 6);
  const same = asked.classes.find((name) => features.classes.includes(name));
  return [
    ...(same === undefined ? [] : [`${say[lang].class}: ${same}`]),
    ...(words.length === 0 ? [] : [`${say[lang].words}: ${words.join(', ')}`]),
    ...(asked.frame !== null && asked.frame === features.frame ? [`${say[lang].frame}: ${asked.frame}`] : []),
  ];
}
