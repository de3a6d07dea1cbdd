import type { ThrowableInfo } from '@app/model';
import { simpleName } from '../throwable/throwable.js';
import { createAutomaton, isSought, type Automaton } from './automaton.js';
import type { Pattern } from './pattern.js';
import type { Before, Prepared } from './prepared.js';

/** Characters: as long as fewer were looked at in all, words are searched one by one, because to build the automaton costs as much as that. */
const worthBuilding = 100_000;
/** Words that stand in nearly every event tell nothing apart. */
const common = 'org.apache.flink.runtime.checkpoint.checkpointcoordinator org.apache.kafka.clients.consumer org.apache.flink.streaming.api java.lang.exception: java.io.ioexception: caused by: runtimeexception: \n\tat execution taskmanager jobmanager switched from state to running triggering checkpoint completed checkpoint for job';
/** Of a longer word so many characters are looked for: that is telling enough, and keeps the automaton small. */
const longestWord = 16;
/** Two characters stand in every other line; what has no word of three is tried on every text (docs/recipes.md says so to authors). */
const shortestWord = 3;

/** The part of a literal that is looked for: printable ASCII, in lower case, what is not common; '' = it has none. */
function soughtOf(literal: string): string {
  const words = literal.toLowerCase().split(/[^\x20-\x7e]+/).filter(isSought);
  const parts = words.flatMap((word) => (word.length <= longestWord ? [word] : [word.slice(-longestWord), word.slice(0, longestWord)]));
  return parts.reduce((best, part) => (worthOf(part) > worthOf(best) ? part : best), '');
}
/** How much a part tells: nothing where it is common. */
const worthOf = (part: string): number => (part.length < shortestWord || common.includes(part) ? 0 : part.length);
const worth = (literal: string): number => worthOf(soughtOf(literal));

/** Finds the few signatures that may match a text: by the words that their patterns need, or by the classes they name. */
export class Gates {
  private readonly words: string[] = [];
  private readonly behind: number[][] = [];
  private readonly byClass = new Map<string, number[]>();
  /** Nothing tells beforehand whether these match: those that need an exception, and those that need none. */
  private readonly always: { readonly id: number; readonly ofThrowable: boolean }[] = [];
  private readonly seen: Int32Array;
  private readonly found: number[] = [];
  private round = 0;
  private scanned = 0;
  private automaton: Automaton | null = null;

  /** Signature `n` is `n`, what must come before it is `n + all.length`. */
  constructor(all: readonly Prepared[], kept: KeptGates = gatesOf(all)) {
    const index = new Map<string, number>();
    const add = (id: number, gate: Gate, ofThrowable: boolean): void => {
      if (gate.classes !== null) for (const name of gate.classes) (this.byClass.get(simpleName(name)) ?? this.entry(simpleName(name))).push(id);
      else if (gate.words === null) this.always.push({ id, ofThrowable });
      for (const word of gate.words ?? []) {
        const known = index.get(word);
        if (known !== undefined) this.behind[known]?.push(id);
        else {
          index.set(word, this.words.length);
          this.words.push(word);
          this.behind.push([id]);
        }
      }
    };
    for (const one of all) {
      const gates = kept[one.order];
      if (gates === undefined) continue;
      add(one.order, gates.own, one.ofThrowable);
      if (one.before !== null && gates.before !== null) add(one.order + all.length, gates.before, one.before.text === null);
    }
    this.seen = new Int32Array(all.length * 2);
  }

  private entry(name: string): number[] {
    const fresh: number[] = [];
    this.byClass.set(name, fresh);
    return fresh;
  }

  /** Looks for the words of a text; how many signatures they lead to. What `candidates` gives next is about this text. */
  look(text: string): number {
    this.found.length = 0;
    this.round++;
    this.search(text);
    return this.found.length;
  }

  /** Numbers of the signatures that may match the text that was looked at and its links, in their order. The list is used again for the next text. */
  candidates(links: readonly ThrowableInfo[]): readonly number[] {
    const { found } = this;
    for (const { className } of links) for (const id of this.byClass.get(simpleName(className)) ?? []) this.mark(id);
    for (const { id, ofThrowable } of this.always) if (!ofThrowable || links.length > 0) this.mark(id);
    return found.length > 1 ? found.sort((a, b) => a - b) : found;
  }

  /** Some signature must be tried on every text. */
  get alwaysSome(): boolean {
    return this.always.some(({ ofThrowable }) => !ofThrowable);
  }

  private mark(id: number): void {
    if (this.seen[id] === this.round) return;
    this.seen[id] = this.round;
    this.found.push(id);
  }

  private readonly hit = (word: number): void => {
    for (const id of this.behind[word] ?? []) this.mark(id);
  };

  private search(text: string): void {
    this.scanned += text.length;
    if (this.automaton === null && this.scanned > worthBuilding) this.automaton = createAutomaton(this.words);
    if (this.automaton !== null) {
      this.automaton.scan(text, this.hit);
      return;
    }
    const folded = text.toLowerCase();
    for (const [index, word] of this.words.entries()) if (folded.includes(word)) this.hit(index);
  }
}

interface Gate {
  readonly words: readonly string[] | null;
  readonly classes: readonly string[] | null;
}
/** Gates of the signatures in their order, as plain data: to take them out of the patterns is half of what a short command does with logs. */
export type KeptGates = readonly { readonly own: Gate; readonly before: Gate | null }[];

export const gatesOf = (all: readonly Prepared[]): KeptGates => all.map((one) => ({ own: gateOf(one), before: one.before && gateOf(one.before) }));

/** The most telling of what a signature needs. */
function gateOf(one: Prepared | Before): Gate {
  const patterns = [one.message, one.text, ...('frame' in one ? [one.repeats, one.frame, one.userFrame, one.origin, one.template] : [])];
  let best: readonly string[] | null = null;
  for (const pattern of patterns) {
    const words = wordsOf(pattern);
    if (words !== null && tellingOf(words) > tellingOf(best)) best = words;
  }
  if (best !== null) return { words: best, classes: null };
  const last = 'signature' in one ? one.signature.chain?.at(-1) : undefined;
  const classes = one.classes === null ? null : [...one.classes];
  return { words: null, classes: classes ?? (last === undefined ? null : [last]) };
}

function wordsOf(pattern: Pattern | null): readonly string[] | null {
  const words = pattern?.literals(worth)?.map(soughtOf) ?? null;
  return words === null || words.some((word) => worthOf(word) === 0) ? null : [...new Set(words)];
}

const tellingOf = (words: readonly string[] | null): number => (words === null ? 0 : Math.min(...words.map(worthOf)));
