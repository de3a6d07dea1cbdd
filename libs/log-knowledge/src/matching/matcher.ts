import type { LogEvent, Recognition, SignatureMatcher, ThrowableInfo } from '@app/model';
import { headerOf } from '../framing/header.js';
import { logEvents } from '../framing/framer.js';
import { unfolded } from '../framing/paste.js';
import type { Signature } from '../signature.js';
import { holdsAround, holdsFor } from './conditions.js';
import { Gates, gatesOf, type KeptGates } from './gates.js';
import { isAwaited, Memory } from './memory.js';
import { prepare, type Prepared } from './prepared.js';
import { namedExceptions, quotedTraces } from './prose.js';
import { quoteOf } from './quote.js';
import { beats, stronger } from './rank.js';
import { Said } from './said.js';
import { isStatement, isTellingAlone, oneLine } from './wording.js';

interface Found {
  readonly one: Prepared;
  /** The link that it describes; null = words. */
  readonly link: ThrowableInfo | null;
}

/**
 * Recognises exception texts and log events by signatures. Of several matches the one with the stronger role wins
 * (cause, symptom, follow-up, envelope, remark, harmless), then the higher priority, then the inner link of the chain, then the earlier signature.
 * What stands in a `Suppressed:` branch is looked at only where the chain itself says nothing or names an envelope.
 * A text in which nothing is found as printed is read as one that a person wrote: exceptions inside sentences, then the bare wording of a message.
 * Two exceptions: a harmless one with a priority above 0 competes by priority with every role, and one of priority -100 or less stands behind follow-up.
 *
 * One pass over the text finds the words that patterns need, whatever the number of signatures; nothing is compiled before a text holds its words.
 */
export function createSignatureMatcher(signatures: readonly Signature[], kept?: KeptGates): SignatureMatcher {
  const engine = new Engine(signatures, kept);
  return {
    match: (text) => engine.match(text),
    events: logEvents,
    recognise: (event) => engine.recognise(event, null),
    follow: () => {
      const memory = new Memory();
      return (event) => engine.recognise(event, memory);
    },
  };
}

/** For the build: the gates of these signatures, to be kept beside them and handed back. */
export const compileGates = (signatures: readonly Signature[]): KeptGates => gatesOf(signatures.map(prepare));

const nothing: Recognition = { match: null, chain: [], root: null, userFrame: null, quote: null };

class Engine {
  private parts: { readonly all: readonly Prepared[]; readonly gates: Gates; readonly alwaysSome: boolean; readonly worded: ReadonlySet<number> } | null = null;

  constructor(private readonly signatures: readonly Signature[], private readonly kept?: KeptGates) {}

  match(given: string): Recognition {
    if (isLog(given)) return this.ofLog(given);
    const text = given.split('\n').some(isJoined) ? given.split('\n').map(unfolded).join('\n') : given;
    const said = Said.ofText(text);
    const found = this.judge(said, null, null);
    if (found !== null) return recognition(found, said, given);
    const quoted = quotedTraces(text);
    if (quoted !== null && (said.chain.length < 2 || said.chain.every(({ frames }) => frames.length === 0))) {
      const inside = Said.ofText(quoted);
      const told = this.judge(inside, null, null);
      if (told !== null) return recognition(told, inside, given);
    }
    if (said.chain.some(({ className }) => className !== '') || quoted !== null || !isStatement(text)) return recognition(null, said, given);
    const worded = this.byWording(oneLine(text));
    return worded === null ? this.byNames(text, said, given) : recognition(worded, said, given);
  }

  /** Where a person only names exceptions. */
  private byNames(text: string, said: Said, given: string): Recognition {
    const names = namedExceptions(text);
    if (names === null) return recognition(null, said, given);
    const alone = Said.ofText(names);
    return recognition(this.judge(alone, null, null), alone, given);
  }

  recognise(event: LogEvent, memory: Memory | null): Recognition {
    if (event.level === '' && event.logger === '' && event.at === null) return this.match(event.text);
    const throwable = event.trace ?? quotedIn(event);
    // most lines of most logs end here
    const { gates, alwaysSome } = this.knowledge();
    if (gates.look(event.text) === 0 && throwable === null && !alwaysSome) return nothing;
    const said = Said.ofEvent(event, throwable);
    const found = this.judge(said, event, memory, true);
    return found === null && event.trace === null ? nothing : recognition(found, said, event.text);
  }

  /** The first of the strongest; chain and frames are those of its event. */
  private ofLog(text: string): Recognition {
    const memory = new Memory();
    let best: { readonly found: Found; readonly said: Said; readonly event: LogEvent } | null = null;
    let traced: Said | null = null;
    for (const event of logEvents(text)) {
      const said = Said.ofEvent(event, event.trace ?? quotedIn(event));
      const found = this.judge(said, event, memory);
      if (found !== null && (best === null || beats(found.one, best.found.one))) best = { found, said, event };
      if (traced === null && event.trace !== null) traced = said;
    }
    if (best === null) return traced === null ? nothing : recognition(null, traced, text);
    const { quote, ...told } = recognition(best.found, best.said, best.event.text);
    return { ...told, quote: quote === null ? null : { ...quote, line: quote.line + best.event.firstLine - 1 } };
  }

  /** What fits an event or text best. `event` and `memory` are there where sequences can be told. */
  private judge(said: Said, event: LogEvent | null, memory: Memory | null, looked = false): Found | null {
    const { all, gates } = this.knowledge();
    if (!looked) gates.look(said.text);
    const candidates: Prepared[] = [];
    const awaited: number[] = [];
    for (const id of gates.candidates(said.suppressed.length === 0 ? said.chain : [...said.chain, ...said.suppressed])) {
      const one = all[id];
      if (one === undefined) awaited.push(id - all.length);
      else if ((one.before === null || (event !== null && memory?.holds(one, event) === true)) && holdsAround(one, said)) candidates.push(one);
    }
    if (event !== null && memory !== null) {
      for (const order of awaited) {
        const before = all[order]?.before;
        if (before && isAwaited(before, said)) memory.note(order, event);
      }
    }
    return candidates.length === 0 ? null : bestIn(candidates, said);
  }

  private byWording(text: string): Found | null {
    const { all, gates, worded } = this.knowledge();
    let best: Prepared | null = null;
    gates.look(text);
    for (const id of gates.candidates([])) {
      const one = all[id];
      if (one !== undefined && worded.has(id) && (best === null || beats(one, best)) && (one.message ?? one.text)?.test(text) === true) best = one;
    }
    return best === null ? null : { one: best, link: null };
  }

  /** Prepared when the first text comes: a command may never see one. */
  private knowledge(): NonNullable<typeof this.parts> {
    if (this.parts === null) {
      const all = this.signatures.map(prepare);
      const gates = new Gates(all, this.kept);
      this.parts = { all, gates, alwaysSome: gates.alwaysSome, worded: new Set(all.filter(({ signature }) => isTellingAlone(signature)).map(({ order }) => order)) };
    }
    return this.parts;
  }
}

function bestIn(candidates: readonly Prepared[], said: Said): Found | null {
  const ofThrowable = candidates.filter((one) => one.ofThrowable);
  const inChain = byLinks(ofThrowable, said.chain, said);
  let words: Prepared | null = null;
  for (const one of candidates) if (!one.ofThrowable && (words === null || beats(one, words))) words = one;
  const best = stronger(inChain?.one ?? null, words);
  if (best !== null && best.signature.role !== 'envelope') return { one: best, link: best === inChain?.one ? inChain.link : null };
  const beside = byLinks(ofThrowable, said.suppressed, said);
  if (beside !== null && (best === null || beats(beside.one, best))) return beside;
  return best === null ? null : { one: best, link: best === inChain?.one ? inChain.link : null };
}

/** The best for the innermost link that it describes. */
function byLinks(candidates: readonly Prepared[], links: readonly ThrowableInfo[], said: Said): Found | null {
  if (candidates.length === 0) return null;
  let best: Found | null = null;
  for (const link of [...links].reverse()) {
    for (const one of candidates) if ((best === null || beats(one, best.one)) && holdsFor(one, link, said)) best = { one, link };
  }
  return best;
}

/** The place is looked for when somebody asks: of the same line logged a thousand times only one is kept. */
function recognition(found: Found | null, said: Said, text: string): Recognition {
  const { chain, userFrame } = said;
  let quote: Recognition['quote'] | undefined;
  return {
    match: found?.one.result ?? null, chain, root: chain.at(-1) ?? null, userFrame,
    get quote() {
      if (quote === undefined) quote = found === null ? null : quoteOf(found.one, found.link, said, text);
      return quote;
    },
  };
}

const severe = /^(?:ERROR|FATAL)$/;
/** An error of one line may name its exception in passing; a warning that does is told by its words alone, for much of it is handled. */
const quotedIn = ({ level, message }: LogEvent): string | null => (severe.test(level) && /(?:Exception|Error)\b/.test(message) ? quotedTraces(message) : null);

/** A text whose first line has a header is read as a log. */
function isLog(text: string): boolean {
  const [first = ''] = text.trimStart().split('\n', 1);
  const header = headerOf(first.trimEnd());
  return header !== null && header.level !== '' && (header.at !== null || header.logger !== '');
}

const isJoined = (line: string): boolean => line.length > 100 && (line.includes('\\n') || line.indexOf('.java:') !== line.lastIndexOf('.java:') || (line.includes('Caused by: ') && line.includes('.java:')));
