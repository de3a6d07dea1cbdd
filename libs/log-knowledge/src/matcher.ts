import type { LogEvent, Recognition, SignatureMatch, SignatureMatcher, ThrowableInfo } from '@app/model';
import { logEvents } from './framing/framer.js';
import { createPattern, createRepeat, literalsOf, type Pattern } from './pattern.js';
import type { Signature } from './signature.js';
import { quotedTraces } from './prose.js';
import { parseThrowable, simpleName, userFrameOf } from './throwable/throwable.js';

/** What names something concrete beats what must be explained further. */
const weight: Readonly<Record<Signature['role'], number>> = { cause: 4, symptom: 3, 'follow-up': 2, envelope: 1, harmless: 0 };
const longestText = 20_000;

interface Prepared {
  readonly signature: Signature;
  readonly result: SignatureMatch;
  readonly classes: ReadonlySet<string> | null;
  readonly message: Pattern | null;
  readonly repeats: Pattern | null;
  readonly frame: Pattern | null;
  readonly userFrame: Pattern | null;
  readonly text: Pattern | null;
  readonly ofThrowable: boolean;
}

const prepare = (signature: Signature): Prepared => {
  const compiled = (source: string | undefined): Pattern | null => (source === undefined ? null : createPattern(source));
  return {
    signature,
    result: { code: signature.code, signature: signature.id, role: signature.role, alone: signature.alone, note: signature.note },
    classes: signature.class === undefined ? null : new Set(signature.class),
    message: compiled(signature.message), repeats: signature.repeats === undefined ? null : createRepeat(signature.repeats), frame: compiled(signature.frame), userFrame: compiled(signature.userFrame), text: compiled(signature.text),
    ofThrowable: (signature.class ?? signature.message ?? signature.repeats ?? signature.frame ?? signature.userFrame) !== undefined,
  };
};

/**
 * Recognises exception texts and log events by signatures. Of several matches the one with the stronger role wins
 * (cause, symptom, follow-up, envelope, harmless), then the higher priority, then the inner link of the chain, then the earlier signature.
 * A text in which nothing is found as printed is read as one that a person wrote: exceptions inside sentences, then the bare wording of a message.
 * Two exceptions: a harmless one with a priority above 0 competes by priority with every role, and one of priority -100 or less stands behind follow-up.
 */
export function createSignatureMatcher(signatures: readonly Signature[]): SignatureMatcher {
  const prepared = signatures.map(prepare);
  const ofThrowable = prepared.filter((one) => one.ofThrowable);
  const ofText = prepared.filter((one) => one.text !== null);
  const worded = prepared.filter(({ signature }) => isTellingAlone(signature));

  const byChain = (chain: readonly ThrowableInfo[], userFrame: string | null): Prepared | null => {
    let best: Prepared | null = null;
    for (const link of [...chain].reverse()) {
      for (const one of ofThrowable) if ((best === null || beats(one, best)) && holds(one, link, userFrame)) best = one;
    }
    return best;
  };
  const byText = (text: string): Prepared | null => {
    let best: Prepared | null = null;
    for (const one of ofText) if ((best === null || beats(one, best)) && one.text?.test(text) === true) best = one;
    return best;
  };
  const stronger = (a: Prepared | null, b: Prepared | null): SignatureMatch | null => {
    if (a === null || b === null) return (a ?? b)?.result ?? null;
    return (beats(b, a) ? b : a).result;
  };
  const printed = (stackTrace: string): Recognition => {
    const chain = parseThrowable(stackTrace);
    const userFrame = userFrameOf(chain);
    const best = stronger(byChain(chain, userFrame), byText(withoutFrames(stackTrace)));
    return { match: best, chain, root: chain.at(-1) ?? null, userFrame, quote: quoteOf(best, stackTrace) };
  };
  const byWording = (text: string): Prepared | null => {
    let best: Prepared | null = null;
    for (const one of worded) if ((best === null || beats(one, best)) && one.message?.test(text) === true) best = one;
    return best;
  };
  const match: SignatureMatcher['match'] = (text) => {
    const found = printed(text);
    if (found.match !== null) return found;
    const quoted = quotedTraces(text);
    if (quoted !== null && (found.chain.length < 2 || found.chain.every(({ frames }) => frames.length === 0))) {
      const inside = printed(quoted);
      if (inside.match !== null) return { ...inside, quote: quoteOf(inside.match, text) };
    }
    const told = found.chain.length > 0 || quoted !== null || !isStatement(text) ? null : (byWording(oneLine(text))?.result ?? null);
    return { ...found, match: told, quote: quoteOf(told, text) };
  };
  const recognise = (event: LogEvent): Recognition => {
    const written = event.level === '' && event.logger === '' && event.at === null;
    const found = (written ? match : printed)(event.text);
    if (event.trace !== null || written) return found;
    const plain = byText(event.message)?.result ?? null;
    return { ...found, match: plain, quote: quoteOf(plain, event.text) };
  };
  return { match, recognise, events: logEvents, follow: () => recognise };
}

/** A message so long that it says which fault it is, also where a person left the exception's class out. */
function isTellingAlone({ message, frame, userFrame, chain }: Signature): boolean {
  if (message === undefined || (frame ?? userFrame ?? chain) !== undefined) return false;
  return literalsOf(message)?.every((literal) => literal.trim().length >= tellingLength) ?? false;
}
const tellingLength = 20;

/** Not a log, in which the same words are often only noted. */
const isStatement = (text: string): boolean => text.length <= 3000 && !/\b(?:TRACE|DEBUG|INFO)\b/.test(text);

const oneLine = (text: string): string => text.slice(0, longestText).replace(/\\([_*.])/g, '$1').replace(/\s+/g, ' ');

/** The first line, until the place that decided is told by the match itself. */
const quoteOf = (match: SignatureMatch | null, text: string): Recognition['quote'] => (match === null ? null : { text: text.split(/\r?\n/, 1)[0] ?? '', line: 0 });

/** A signature that takes whatever is left over must not hide that the exception was only dragged along. */
const lastResort = -100;
const weightOf = ({ role, priority }: Signature): number => (priority <= lastResort ? weight[role] - 2.5 : weight[role]);

/** Known noise that a person ranked: it names a wording so exactly that the general signature for the same words is wrong about it. */
const isKnownNoise = ({ role, priority }: Signature): boolean => role === 'harmless' && priority > 0;

const beats = ({ signature: one }: Prepared, { signature: best }: Prepared): boolean => {
  if (isKnownNoise(one) || isKnownNoise(best)) return one.priority > best.priority;
  const roles = weightOf(one) - weightOf(best);
  return roles > 0 || (roles === 0 && one.priority > best.priority);
};

function holds(one: Prepared, link: ThrowableInfo, userFrame: string | null): boolean {
  if (one.classes !== null && !one.classes.has(simpleName(link.className)) && !one.classes.has(link.className)) return false;
  if (one.message !== null && !one.message.test(link.message)) return false;
  if (one.repeats !== null && !one.repeats.test(link.message)) return false;
  if (one.userFrame !== null && (userFrame === null || !one.userFrame.test(userFrame))) return false;
  return one.frame === null || link.frames.some((frame) => one.frame?.test(frame) === true);
}

/** The texts a person would read: messages, not frames; a chat program may have put a whole trace on one line. Bounded, because a message may carry a whole record. */
const withoutFrames = (text: string): string =>
  text.split(/\r?\n/).filter((line) => !/^\s+(?:at |\.\.\. \d+ more)/.test(line) || line.includes('Caused by:')).join('\n').slice(0, longestText);
