import type { ThrowableInfo } from '@app/model';
import { engineExceptions, enginePackages, neutralPackages } from './packages.js';

const logPrefix = /^(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d)/;
const frameLine = /^\s+at (?:[\w.@-]*\/){0,2}([^\s(]+\([^)]*\))/;
const moreLine = /^\s*\.\.\. (\d+) (?:more|common frames omitted)/;
const causedBy = /^Caused by: (.*)$/;
const nested = /^\s+(?:Suppressed|Caused by): /;
const header = /^(?:Exception in thread "[^"]*" )?((?:[\p{L}_$][\p{L}\p{N}_$]*\.)+[\p{L}_$][\p{L}\p{N}_$]*)(?::\s?(.*))?$/u;
const bareHeader = /^([\p{Lu}][\p{L}\p{N}_$]*(?:Exception|Error|Throwable))(?::\s?(.*))?$/u;
const serialized = /(?:^|\.)SerializedThrowable$/;

interface Draft {
  className: string;
  message: string;
  readonly frames: string[];
  more: number;
}

/**
 * Chain of a printed Java stack trace, outermost first. Reads what `Throwable.printStackTrace`, log4j and Flink's REST print:
 * multi-line messages, `... N more`, `Suppressed:` blocks (left out), `[CIRCULAR REFERENCE` (ends the chain), `SerializedThrowable`
 * (replaced by what it carries), and traces that were cut at either end. `... N more` frames are filled in from the enclosing trace.
 */
export function parseThrowable(text: string): readonly ThrowableInfo[] {
  const chain: Draft[] = [];
  let current: Draft | null = null;
  let suppressed = false;
  let inMessage = false;
  for (const line of text.split(/\r?\n/)) {
    const cause = causedBy.exec(line)?.[1];
    if (cause !== undefined) {
      if (cause.includes('[CIRCULAR REFERENCE')) break;
      current = open(cause);
      chain.push(current);
      suppressed = false;
      inMessage = true;
      continue;
    }
    if (current === null) {
      if (logPrefix.test(line) || !isHeader(line)) continue;
      current = open(line.trim());
      chain.push(current);
      inMessage = true;
      continue;
    }
    if (nested.test(line) && line.trimStart().startsWith('Suppressed')) suppressed = true;
    if (line.includes('[CIRCULAR REFERENCE')) continue;
    if (suppressed) continue;
    const frame = frameLine.exec(line)?.[1];
    const more = moreLine.exec(line)?.[1];
    if (frame !== undefined) current.frames.push(frame);
    else if (more !== undefined) current.more = Number(more);
    else if (inMessage && logPrefix.test(line)) break;
    else if (inMessage && current.frames.length === 0) current.message += `\n${line}`;
  }
  return fill(chain);
}

const isHeader = (line: string): boolean => header.test(line.trim()) || bareHeader.test(line.trim());

function open(headline: string): Draft {
  const found = header.exec(headline) ?? bareHeader.exec(headline);
  let className = found?.[1] ?? '';
  let message = found === null ? headline : (found[2] ?? '');
  // SerializedThrowable prints "SerializedThrowable: <original class>: <original message>"
  while (serialized.test(className)) {
    const inner = header.exec(message) ?? bareHeader.exec(message);
    if (inner === null) break;
    className = inner[1] ?? '';
    message = inner[2] ?? '';
  }
  return { className, message, frames: [], more: 0 };
}

function fill(chain: readonly Draft[]): readonly ThrowableInfo[] {
  const whole: ThrowableInfo[] = [];
  for (const { className, message, frames, more } of chain) {
    const outer = whole.at(-1)?.frames ?? [];
    whole.push({ className, message: message.trim(), frames: more > 0 ? [...frames, ...outer.slice(-more)] : frames });
  }
  const quoted = quotedCause(whole.at(-1));
  return quoted === null ? whole : [...whole, quoted];
}

/** A wrapper prints `its cause's class: its message`; where the trace was cut before `Caused by:`, that is all that is left of the cause. */
function quotedCause(last: ThrowableInfo | undefined): ThrowableInfo | null {
  const found = header.exec(last?.message.split('\n')[0] ?? '');
  const className = found?.[1] ?? '';
  return /(?:Exception|Error|Throwable)$/.test(className) ? { className, message: found?.[2] ?? '', frames: [] } : null;
}

/** `Inner` of `a.b.Outer$Inner`, `Outer` of `a.b.Outer`. */
export const simpleName = (className: string): string => className.split(/[.$]/).filter((part) => part !== '' && !/^\d+$/.test(part)).at(-1) ?? className;

/** Code that Flink's SQL generates has no package and no source file. */
const generated = (frame: string): boolean => frame.endsWith('(Unknown Source)');

export function ownerOf(frame: string): 'user' | 'engine' | 'neutral' {
  if (engineExceptions.some(({ prefix }) => frame.startsWith(prefix))) return 'user';
  if (generated(frame) || neutralPackages.some(({ prefix }) => frame.startsWith(prefix))) return 'neutral';
  return enginePackages.some(({ prefix }) => frame.startsWith(prefix)) ? 'engine' : 'user';
}

/** First frame that is not neutral, of the innermost cause, then outwards: returned if it is user code. Engine code there means: not the user's fault. */
export function userFrameOf(chain: readonly ThrowableInfo[]): string | null {
  for (const { frames } of [...chain].reverse()) {
    const decisive = frames.find((frame) => ownerOf(frame) !== 'neutral');
    if (decisive !== undefined) return ownerOf(decisive) === 'user' ? decisive : null;
  }
  return null;
}
