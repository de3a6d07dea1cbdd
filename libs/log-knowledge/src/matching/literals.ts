/**
 * Texts of which one must occur, in upper or lower case, wherever an RE2 pattern matches; null when that cannot be told.
 * Conservative: optional parts, classes and repetitions contribute nothing; of what a sequence needs the longest is taken,
 * of a group all its alternatives. `worth` says which of several to take; it is at least 1 for a text that may be taken.
 */
export function literalsOf(source: string, worth: (literal: string) => number = ({ length }) => length): readonly string[] | null {
  // quoted runs, code points and classes by name are not worth the reading
  if (/\\[QxpP]/.test(source)) return null;
  const { needed: found } = new Reader(source, (literal) => (literal.length < shortest ? 0 : worth(literal))).alternatives();
  return found === null || found.some((literal) => literal.length < shortest) ? null : found;
}

const shortest = 3;
/** A literal before a group is looked for together with each of its alternatives, unless there are more of them. */
const mostJoined = 12;
type Literals = readonly string[] | null;
/** `exact`: the part matches these literals and nothing else. */
interface Part {
  readonly needed: Literals;
  readonly exact: boolean;
}

class Reader {
  private at = 0;

  constructor(private readonly source: string, private readonly worth: (literal: string) => number) {}

  private worthOf(literals: Literals): number {
    return literals === null ? 0 : Math.min(...literals.map(this.worth));
  }

  /** All alternatives up to the end of the group or of the pattern. */
  alternatives(): Part {
    const all: string[] = [];
    let unknown = false;
    let exact = true;
    for (;;) {
      const one = this.sequence();
      if (one.needed === null) unknown = true;
      else all.push(...one.needed);
      exact &&= one.exact;
      if (this.source[this.at] !== '|') break;
      this.at++;
    }
    return unknown || all.length === 0 ? { needed: null, exact: false } : { needed: all, exact };
  }

  private sequence(): Part {
    let best: Literals = null;
    let run = '';
    let exact = true;
    const offer = (literals: Literals): void => {
      if (this.worthOf(literals) > this.worthOf(best)) best = literals;
    };
    const end = (): void => {
      if (run !== '') offer([run]);
      run = '';
    };
    for (let char = this.source[this.at]; char !== undefined && char !== '|' && char !== ')'; char = this.source[this.at]) {
      if (char === '(') {
        const before = run;
        end();
        const { needed, exact: whole } = this.group();
        const once = this.source[this.at];
        if (this.optional()) {
          exact = false;
          continue;
        }
        offer(needed);
        if (needed !== null && whole && needed.length <= mostJoined) offer(needed.map((one) => before + one));
        exact &&= whole && before === '' && once !== '+' && this.isEnd();
        continue;
      }
      const literal = this.atom();
      if (literal === null || literal === '') exact = false;
      if (literal === null) end();
      else if (literal !== '') {
        const repeated = this.source[this.at];
        if (repeated === '*' || repeated === '?' || repeated === '{' || repeated === '+') exact = false;
        if (repeated === '*' || repeated === '?' || repeated === '{') {
          end();
          this.optional();
        } else {
          run += literal;
          if (repeated === '+') end();
        }
      }
      if (literal === null) this.optional();
      else if (this.source[this.at] === '+') this.optional();
    }
    const literal = run;
    end();
    if (exact && literal !== '') return { needed: [literal], exact };
    return { needed: best, exact: exact && best !== null };
  }

  private isEnd(): boolean {
    const next = this.source[this.at];
    return next === undefined || next === '|' || next === ')';
  }

  /** One character: itself, '' for what has no width, null for what may be several. */
  private atom(): string | null {
    const char = this.source[this.at++] ?? '';
    if (char === '[') {
      this.skipClass();
      return null;
    }
    if (char === '.') return null;
    if (char === '^' || char === '$') return '';
    if (char !== '\\') return char;
    const escaped = this.source[this.at++] ?? '';
    if ('bBAz'.includes(escaped)) return '';
    return /\w/.test(escaped) ? null : escaped;
  }

  private group(): Part {
    this.at++;
    const flags = /^\?(?:P?<\w+>|[a-zA-Z]*-?[a-zA-Z]*([:)]))/.exec(this.source.slice(this.at));
    if (flags !== null) this.at += flags[0].length;
    if (flags?.[1] === ')') return { needed: null, exact: false };
    const inner = this.alternatives();
    this.at++;
    return inner;
  }

  /** Takes what follows an atom; true where that allows it to be left out. */
  private optional(): boolean {
    let may = false;
    for (let char = this.source[this.at]; char === '*' || char === '?' || char === '+' || char === '{'; char = this.source[this.at]) {
      if (char !== '+') may = true;
      const close = char === '{' ? this.source.indexOf('}', this.at) : this.at;
      this.at = (close < 0 ? this.source.length : close) + 1;
    }
    return may;
  }

  private skipClass(): void {
    if (this.source[this.at] === '^') this.at++;
    if (this.source[this.at] === ']') this.at++;
    for (; this.at < this.source.length && this.source[this.at] !== ']'; this.at++) {
      if (this.source[this.at] === '\\') this.at++;
      else if (this.source.startsWith('[:', this.at)) this.at = Math.max(this.at, this.source.indexOf(':]', this.at) + 1);
    }
    this.at++;
  }
}
