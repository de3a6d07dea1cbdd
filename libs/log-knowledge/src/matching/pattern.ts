import { RE2JS } from 're2js';
import { literalsOf } from './literals.js';

/** A user-written pattern, searched in linear time and only where one of its literals occurs. */
export interface Pattern {
  /** Texts of which one occurs wherever the pattern matches, in upper or lower case, those that are worth most; null = cannot be told. */
  literals(worth: (literal: string) => number): readonly string[] | null;
  test(text: string): boolean;
  /** Where the first match begins; -1 = nowhere. */
  search(text: string): number;
}

/** A source is compiled once, however many signatures and checks name it. */
const known = new Map<string, RE2JS>();
const mostKnown = 5_000;

/** A pattern for unanchored search. It is compiled when a text first holds one of its literals: of thousands most never are. */
export function createPattern(source: string): Pattern {
  const plain = plainOf(source);
  if (plain !== null) return { literals: (worth) => literalsOf(source, worth), test: (text) => text.includes(plain), search: (text) => text.indexOf(plain) };
  const folded = /\(\?[a-zA-Z]*i/.test(source);
  let derived: readonly string[] | null | undefined;
  const mayMatch = (text: string): boolean => {
    if (derived === undefined) derived = folded ? null : literalsOf(source);
    return derived === null || derived.some((literal) => text.includes(literal));
  };
  return {
    literals: (worth) => literalsOf(source, worth),
    test: (text) => mayMatch(text) && compiled(source).test(text),
    search: (text) => {
      if (!mayMatch(text)) return -1;
      const matcher = compiled(source).matcher(text);
      return matcher.find() ? matcher.start() : -1;
    },
  };
}

/** A pattern with two groups that holds only where both are the same text: RE2 has no back references. */
export function createRepeat(source: string): Pattern {
  const plain = createPattern(source);
  const search = (text: string): number => {
    if (plain.search(text) < 0) return -1;
    const matcher = compiled(source).matcher(text);
    return matcher.find() && matcher.groupCount() >= 2 && matcher.group(1) === matcher.group(2) ? matcher.start() : -1;
  };
  return {
    literals: plain.literals,
    search,
    test: (text) => search(text) >= 0,
  };
}

/** The text that a pattern without anything special stands for, or null. */
function plainOf(source: string): string | null {
  const bare = source.replace(/\\[^\w\s]/g, '');
  return /[\\^$.|?*+()[\]{}]/.test(bare) ? null : source.replace(/\\([^\w\s])/g, '$1');
}

/** Why a source is not an RE2 pattern, or null. A pattern with trouble throws when it is searched for. */
export function patternTrouble(source: string): string | null {
  try {
    compiled(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compiled(source: string): RE2JS {
  const before = known.get(source);
  if (before !== undefined) return before;
  const pattern = RE2JS.compile(source);
  if (known.size < mostKnown) known.set(source, pattern);
  return pattern;
}

const slot = /<(?:\*|[A-Za-z][\w:]*)>/;

/** A template as the miner prints it, searched in order: constant words, with anything in its slots. */
export function createTemplate(template: string): Pattern {
  const words = template.split(slot).map((part) => part.trim()).filter((part) => part !== '');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  const search = (text: string): number => {
    let from = 0;
    let begin = -1;
    for (const word of words) {
      const at = text.indexOf(word, from);
      if (at < 0) return -1;
      if (begin < 0) begin = at;
      from = at + word.length;
    }
    return begin;
  };
  return { literals: () => (longest.length < 3 ? null : [longest]), search, test: (text) => search(text) >= 0 };
}
