/** Finds many words in one pass (Aho–Corasick), upper and lower case alike. */
export interface Automaton {
  /** Calls `hit` with the index of each word that occurs, once for every place where it ends. */
  scan(text: string, hit: (word: number) => void): void;
}

/** Of a longer word only its last characters are looked for: that is telling enough, and keeps the table small. */
const longestWord = 16;
/** Text is copied into a buffer of bytes, which is several times faster to walk through than a string. */
const pieceSize = 65_536;

const isAsciiText = (word: string): boolean => /^[\x20-\x7e]+$/.test(word);
/** The longest run of printable ASCII of a word: other characters do not survive the way through bytes. */
const asciiOf = (word: string): string => (isAsciiText(word) ? word : word.split(/[^\x20-\x7e]+/).reduce((best, part) => (part.length > best.length ? part : best), ''));

/** The part of a word that is looked for; '' = it has none, so it must be looked for otherwise. */
export const soughtOf = (word: string): string => asciiOf(word).slice(-longestWord).toLowerCase();

/** Builds the automaton; all words must have a part to be looked for. */
export function createAutomaton(words: readonly string[]): Automaton {
  const sought = words.map(soughtOf);
  const { classes, width } = classesOf(sought);
  const most = sought.reduce((sum, { length }) => sum + length, 1);
  let next = new Int32Array(most * width);
  const fail = new Int32Array(most);
  const out: (number[] | undefined)[] = [];
  let size = 1;
  for (const [index, word] of sought.entries()) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const place = node * width + (classes[word.charCodeAt(at)] ?? 0);
      if (next[place] === 0) next[place] = size++;
      node = next[place] ?? 0;
    }
    const ends = out[node];
    if (ends === undefined) out[node] = [index];
    else ends.push(index);
  }
  // breadth first: a node's missing ways are those of the longest proper suffix that is a node
  const queue: number[] = [];
  for (let char = 0; char < width; char++) if (next[char] !== 0) queue.push(next[char] ?? 0);
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0;
    const suffix = fail[node] ?? 0;
    const more = out[suffix];
    if (more !== undefined) out[node] = [...(out[node] ?? []), ...more];
    for (let char = 0; char < width; char++) {
      const place = node * width + char;
      const child = next[place] ?? 0;
      const aside = next[suffix * width + char] ?? 0;
      if (child === 0) next[place] = aside;
      else {
        fail[child] = aside;
        queue.push(child);
      }
    }
  }
  // a state is the offset of its row, negative where words end
  next = next.slice(0, size * width);
  for (let place = 0; place < next.length; place++) {
    const node = next[place] ?? 0;
    next[place] = out[node] === undefined ? node * width : -node * width;
  }
  return { scan: (text, hit) => scan(text, next, classes, width, out, hit) };
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

const buffer = Buffer.alloc(pieceSize);

function scan(text: string, next: Int32Array, classes: Uint8Array, width: number, out: readonly (readonly number[] | undefined)[], hit: (word: number) => void): void {
  let state = 0;
  for (let from = 0; from < text.length; from += pieceSize) {
    const length = buffer.write(text.length <= pieceSize ? text : text.slice(from, from + pieceSize), 0, 'latin1');
    for (let at = 0; at < length; at++) {
      // both indexes are in range by construction; the checks that the compiler wants would cost a third
      state = next[state + (classes[buffer[at] ?? 0] ?? 0)] ?? 0;
      if (state < 0) {
        state = -state;
        for (const word of out[state / width] ?? []) hit(word);
      }
    }
  }
}
