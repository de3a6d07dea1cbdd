import { RE2JS } from 're2js';

/** A user-written pattern, searched in linear time and only where one of its literals occurs. */
export interface Pattern {
  test(text: string): boolean;
}

/** A source is compiled once, however many signatures and checks name it. */
const known = new Map<string, RE2JS>();
const mostKnown = 5_000;

/** A pattern for unanchored search. It is compiled when a text first holds one of its literals: of thousands most never are. */
export function createPattern(source: string): Pattern {
  const literals = literalsOf(source);
  return { test: (text) => (literals === null || literals.some((literal) => text.includes(literal))) && compiled(source).matcher(text).find() };
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

/** A pattern with two groups that holds only where both are the same text: RE2 has no back references. */
export function createRepeat(source: string): Pattern {
  const plain = createPattern(source);
  return {
    test: (text) => {
      if (!plain.test(text)) return false;
      const matcher = compiled(source).matcher(text);
      return matcher.find() && matcher.groupCount() >= 2 && matcher.group(1) === matcher.group(2);
    },
  };
}

function compiled(source: string): RE2JS {
  const before = known.get(source);
  if (before !== undefined) return before;
  const pattern = RE2JS.compile(source);
  if (known.size < mostKnown) known.set(source, pattern);
  return pattern;
}

/**
 * Texts of which one must occur wherever the pattern matches: the longest literal of each alternative; null when an alternative has none.
 * Conservative: groups, classes, flags and optional characters never contribute.
 */
export function literalsOf(source: string): readonly string[] | null {
  if (source.includes('(?')) return null;
  const best: string[] = [];
  let longest = '';
  let run = '';
  let depth = 0;
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let index = 0; index < source.length; index++) {
    const char = source.charAt(index);
    if (char === '\\') {
      const escaped = source.charAt(++index);
      // word characters after a backslash are classes, \Q or code points: no literal can be told
      if (escaped === 'Q' || escaped === 'x' || escaped === 'p' || escaped === 'P') return null;
      if (/\w/.test(escaped)) end();
      else if (depth === 0) run += escaped;
    } else if (char === '[') {
      end();
      index = classEnd(source, index);
    } else if (char === '(' || char === ')') {
      end();
      depth += char === '(' ? 1 : -1;
    } else if (depth > 0) {
      run = ''; // what a group holds may be optional or one of several
    } else if (char === '|') {
      end();
      best.push(longest);
      longest = '';
    } else if (char === '*' || char === '?' || char === '{') {
      run = run.slice(0, -1);
      end();
      if (char === '{') index = source.indexOf('}', index) < 0 ? source.length : source.indexOf('}', index);
    } else if ('+.^$'.includes(char)) {
      end();
    } else {
      run += char;
    }
  }
  end();
  best.push(longest);
  return best.some((literal) => literal.length < 3) ? null : best;
}

function classEnd(source: string, from: number): number {
  let index = from + 1;
  if (source.charAt(index) === '^') index++;
  if (source.charAt(index) === ']') index++;
  for (; index < source.length && source.charAt(index) !== ']'; index++) if (source.charAt(index) === '\\') index++;
  return index;
}
