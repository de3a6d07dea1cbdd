import type { ThrowableInfo } from '@app/model';
import { Drafts, isHead } from './drafts.js';
import { anybodysPackages, betweenPackages, engineExceptions, enginePackages, neutralPackages } from './packages.js';
import { PythonTrace } from './python.js';

const logPrefix = /^(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d)/;
const frameLine = /^\s*at\s+(?:[\w.@-]*\/){0,2}([^\s(]+\([^)]*\)|(?:[\w$]+\.){3,}[\w$<>]+(?=\s*$))/;
const moreLine = /^\s*\.\.\. (\d+) (?:more|common frames omitted)/;
const causedBy = /^(\s*)(Caused by|Wrapped by|Suppressed): ?(.*)$/;
/** Py4J prints the Java side below its own line. */
const javaSide = /^: (?=(?:[\w$]+\.)+[A-Z])/;
const indent = (line: string): number => line.length - line.trimStart().length;

/** A printed stack trace: the chain of causes, outermost first, and what was thrown beside it while cleaning up. */
export interface Throwables {
  readonly chain: readonly ThrowableInfo[];
  /** Links of `Suppressed:` branches, each branch outermost first. */
  readonly suppressed: readonly ThrowableInfo[];
}

/**
 * Reads what `Throwable.printStackTrace`, log4j, logback, Flink's REST and PyFlink print: multi-line messages, `... N more`, `Suppressed:` branches,
 * `[CIRCULAR REFERENCE` (ends the chain), root-first order (`Wrapped by:`), `SerializedThrowable` (replaced by what it carries), Python traces in and
 * around Java ones, causes that a message only quotes, and traces that were cut at either end. `... N more` frames are filled in from the enclosing trace.
 * Linear in the length of the text; of more than 400 links the middle ones are left out.
 */
export function readThrowables(text: string): Throwables {
  const main = new Drafts();
  const beside = new Drafts();
  let into = main;
  let branch = 0;
  let python: PythonTrace | null = null;
  /** Frames that stand before the first head: the trace was cut there. They count once a cause follows. */
  const headless: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (python !== null) {
      if (python.take(line)) continue;
      into.inner(python.links());
      python = null;
      if (javaSide.test(line)) {
        into.open(line.slice(2));
        continue;
      }
    }
    const [, space = '', kind, head = ''] = causedBy.exec(line) ?? [];
    if (kind === 'Suppressed') {
      if (into === main) branch = space.length;
      into = beside;
      beside.branch(head);
      continue;
    }
    if (kind !== undefined) {
      if (into === beside && space.length < Math.max(1, branch)) into = main;
      if (head.includes('[CIRCULAR REFERENCE')) {
        if (into === main) break;
        continue;
      }
      if (kind === 'Wrapped by') into.rootFirst = true;
      else if (into.isEmpty && headless.length > 0) {
        into.open('');
        for (const frame of headless) into.frame(frame);
      }
      into.open(head);
    } else if (line.includes('Traceback (most recent call last):')) {
      const before = line.slice(0, line.indexOf('Traceback')).trim();
      if (into.isEmpty && isHead(before)) into.open(before);
      else if (!into.isEmpty && !into.hasFrames) into.message(before);
      python = new PythonTrace(indent(line));
      continue;
    } else if (into.isEmpty) {
      const frame = frameLine.exec(line)?.[1];
      if (frame !== undefined) headless.push(frame);
      else if (!logPrefix.test(line) && isHead(line)) into.open(line.trim());
      continue;
    } else {
      const frame = frameLine.exec(line)?.[1];
      const more = frame === undefined ? moreLine.exec(line)?.[1] : undefined;
      if (frame !== undefined) into.frame(frame);
      else if (more !== undefined) into.more(Number(more));
      else if (logPrefix.test(line) && into === main) break;
      else if (!into.hasFrames && !line.includes('[CIRCULAR REFERENCE')) into.message(line);
    }
    if (kind !== undefined && line.includes('Traceback (most recent call last):')) python = new PythonTrace(0);
  }
  if (python !== null) into.inner(python.links());
  if (main.isEmpty && headless.length > 0) {
    main.open('');
    for (const frame of headless) main.frame(frame);
  }
  return { chain: main.links(), suppressed: beside.links() };
}

/** The chain of causes of a printed stack trace, outermost first. */
export const parseThrowable = (text: string): readonly ThrowableInfo[] => readThrowables(text).chain;

/** `Inner` of `a.b.Outer$Inner`, `Outer` of `a.b.Outer`. */
export const simpleName = (className: string): string => {
  const last = /([^.$]+)(?:[.$]\d*)*$/.exec(className)?.[1] ?? className;
  return /^\d+$/.test(last) ? (className.split(/[.$]/).filter((part) => part !== '' && !/^\d+$/.test(part)).at(-1) ?? className) : last;
};

/** Code that Flink's SQL generates has no package and no source file. */
const generated = (frame: string): boolean => frame.endsWith('(Unknown Source)');

export function ownerOf(frame: string): 'user' | 'engine' | 'neutral' {
  if (engineExceptions.some(({ prefix }) => frame.startsWith(prefix))) return 'user';
  if (generated(frame) || neutralPackages.some(({ prefix }) => frame.startsWith(prefix))) return 'neutral';
  return enginePackages.some(({ prefix }) => frame.startsWith(prefix)) ? 'engine' : 'user';
}

/**
 * First frame that is not neutral, of the innermost cause, then outwards: returned if it is user code. Engine code there means: not the user's fault.
 * Where no link has such a frame, an exception that Flink reports as the cause of its own tells by its name.
 */
export function userFrameOf(chain: readonly ThrowableInfo[]): string | null {
  for (const { frames } of [...chain].reverse()) {
    const decisive = frames.find((frame) => ownerOf(frame) !== 'neutral');
    if (decisive !== undefined) return ownerOf(decisive) === 'user' ? decisive : null;
  }
  const innermost = chain.at(-1)?.className ?? '';
  return /[.]\w+[.]/.test(innermost) && ownerOf(innermost) === 'user' && chain.some(({ className }) => className.startsWith('org.apache.flink.')) ? innermost : null;
}

const shaded = /^[\w.]*\bshaded\d*\.(?:[a-z]+\d+\.)?/;
const untelling = [...anybodysPackages, ...betweenPackages];

/**
 * The frame in which the innermost cause was thrown, then outwards: the first that is not of the JDK, a language, a transport or a library that anything may use.
 * An exception without frames tells by its own name, which lies in the package of its owner; Flink's own are thrown for the faults of others. Null where nothing tells.
 */
export function originOf(chain: readonly ThrowableInfo[]): string | null {
  const tells = (name: string): boolean => !generated(name) && !untelling.some(({ prefix }) => name.replace(shaded, '').startsWith(prefix));
  for (const { className, frames } of [...chain].reverse()) {
    const telling = frames.find(tells) ?? (frames.length === 0 && className.includes('.') && !className.replace(shaded, '').startsWith('org.apache.flink.') && tells(className) ? className : undefined);
    if (telling !== undefined) return telling;
  }
  return null;
}
