/**
 * Texts of which one must occur, in upper or lower case, wherever an RE2 pattern matches; null when that cannot be told.
 * Conservative: optional parts, classes and repetitions contribute nothing; of what a sequence needs the longest is taken,
 * of a group all its alternatives.
 */
export function literalsOf(source: string): readonly string[] | null {
  // quoted runs, code points and classes by name are not worth the reading
  if (/\\[QxpP]/.test(source)) return null;
  const found = new Reader(source).alternatives();
  return found === null || found.some((literal) => literal.length < shortest) ? null : found;
}

const shortest = 3;
type Literals = readonly string[] | null;

const lengthOf = (literals: Literals): number => (literals === null ? 0 : Math.min(...literals.map(({ length }) => length)));

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  /** All alternatives up to the end of the group or of the pattern. */
  alternatives(): Literals {
    const all: string[] = [];
    let unknown = false;
    for (;;) {
      const one = this.sequence();
      if (one === null) unknown = true;
      else all.push(...one);
      if (this.source[this.at] !== '|') break;
      this.at++;
    }
    return unknown || all.length === 0 ? null : all;
  }

  private sequence(): Literals {
    let best: Literals = null;
    let run = '';
    const offer = (literals: Literals): void => {
      if (lengthOf(literals) > lengthOf(best)) best = literals;
    };
    const end = (): void => {
      if (run !== '') offer([run]);
      run = '';
    };
    for (let char = this.source[this.at]; char !== undefined && char !== '|' && char !== ')'; char = this.source[this.at]) {
      if (char === '(') {
        end();
        const inner = this.group();
        if (!this.optional()) offer(inner);
        continue;
      }
      const literal = this.atom();
      if (literal === null) end();
      else if (literal !== '') {
        const repeated = this.source[this.at];
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
    end();
    return best;
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

  private group(): Literals {
    this.at++;
    const flags = /^\?(?:P?<\w+>|[a-zA-Z]*-?[a-zA-Z]*([:)]))/.exec(this.source.slice(this.at));
    if (flags !== null) this.at += flags[0].length;
    if (flags?.[1] === ')') return null;
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
