/** Finds many words in one pass (Aho–Corasick), upper and lower case alike. */
export interface Automaton {
  /** Calls `hit` with the index of each word that occurs, once for every place where it ends. */
  scan(text: string, hit: (word: number) => void): void;
}

/** Text is copied into a buffer of bytes, which is several times faster to walk through than a string. */
const pieceSize = 65_536;
const buffer = Buffer.alloc(pieceSize);

/** What the automaton can look for. */
export const isSought = (word: string): boolean => /^[\x20-\x40\x5b-\x7e]+$/.test(word);

interface Table {
  /** `next[state << shift | class of the byte]`. Small, because the walk waits for memory more than for anything else. */
  readonly next: Uint16Array | Int32Array;
  readonly shift: number;
  readonly classes: Uint8Array;
  /** From this state on words end, `out[state - firstOut]`. */
  readonly firstOut: number;
  readonly out: readonly (readonly number[])[];
}

/** Builds the automaton for words of printable ASCII in lower case. */
export function createAutomaton(words: readonly string[]): Automaton {
  const table = tableOf(words);
  return { scan: (text, hit) => scan(text, table, hit) };
}

function tableOf(words: readonly string[]): Table {
  const { classes, width } = classesOf(words);
  const shift = Math.ceil(Math.log2(width));
  const most = words.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(most << shift);
  const ends = new Map<number, readonly number[]>();
  let size = 1;
  for (const [index, word] of words.entries()) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const place = (node << shift) | (classes[word.charCodeAt(at)] ?? 0);
      if (next[place] === 0) next[place] = size++;
      node = next[place] ?? 0;
    }
    ends.set(node, [...(ends.get(node) ?? []), index]);
  }
  follow(next, shift, size, ends);
  return { ...renumbered(next, shift, size, ends), shift, classes };
}

/** Breadth first: the ways that a node lacks are those of the longest proper suffix that is a node. */
function follow(next: Int32Array, shift: number, size: number, ends: Map<number, readonly number[]>): void {
  const width = 1 << shift;
  const fail = new Int32Array(size);
  const queue: number[] = [];
  for (let char = 0; char < width; char++) if (next[char] !== 0) queue.push(next[char] ?? 0);
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0;
    const suffix = fail[node] ?? 0;
    const more = ends.get(suffix);
    if (more !== undefined) ends.set(node, [...(ends.get(node) ?? []), ...more]);
    for (let char = 0; char < width; char++) {
      const place = (node << shift) | char;
      const child = next[place] ?? 0;
      const aside = next[(suffix << shift) | char] ?? 0;
      if (child === 0) next[place] = aside;
      else {
        fail[child] = aside;
        queue.push(child);
      }
    }
  }
}

/** States in which words end come last, so that one comparison tells them. */
function renumbered(next: Int32Array, shift: number, size: number, ends: ReadonlyMap<number, readonly number[]>): Pick<Table, 'next' | 'firstOut' | 'out'> {
  const firstOut = size - ends.size;
  const names = new Int32Array(size);
  const out: (readonly number[])[] = [];
  let plain = 0;
  for (let node = 0; node < size; node++) {
    const words = ends.get(node);
    if (words === undefined) names[node] = plain++;
    else names[node] = firstOut + out.push(words) - 1;
  }
  const table = size <= 65_536 ? new Uint16Array(size << shift) : new Int32Array(size << shift);
  for (let node = 0; node < size; node++) {
    const row = (names[node] ?? 0) << shift;
    for (let char = 0; char < 1 << shift; char++) table[row | char] = names[next[(node << shift) | char] ?? 0] ?? 0;
  }
  return { next: table, firstOut, out };
}

function classesOf(words: readonly string[]): { readonly classes: Uint8Array; readonly width: number } {
  const classes = new Uint8Array(256);
  let width = 1;
  for (const char of new Set(words.join(''))) {
    classes[char.charCodeAt(0)] = width;
    classes[char.toUpperCase().charCodeAt(0)] = width;
    width++;
  }
  return { classes, width };
}

function scan(text: string, { next, shift, classes, firstOut, out }: Table, hit: (word: number) => void): void {
  let state = 0;
  for (let from = 0; from < text.length; from += pieceSize) {
    const length = buffer.write(text.length <= pieceSize ? text : text.slice(from, from + pieceSize), 0, 'latin1');
    for (let at = 0; at < length; at++) {
      // both indexes are in range by construction
      state = next[(state << shift) | (classes[buffer[at] ?? 0] ?? 0)] ?? 0;
      if (state < firstOut) continue;
      for (const word of out[state - firstOut] ?? []) hit(word);
    }
  }
}
