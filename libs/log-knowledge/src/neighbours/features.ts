import type { LogEvent, ThrowableInfo } from '@app/model';
import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';
import { WordTokenizer } from 'natural/lib/natural/tokenizers/index.js';
import { logEvents } from '../framing/framer.js';
import { parseThrowable, simpleName, userFrameOf } from '../throwable/throwable.js';

/** What two texts are compared by. */
export interface Features {
  /** Stems of constant words, of class names split at camelCase, and whole class names as `=Name`. */
  readonly terms: readonly string[];
  /** A stem in the words of the text, for a person. */
  readonly wordOf: ReadonlyMap<string, string>;
  /** Simple class names, innermost first, envelopes left out unless there is nothing else. */
  readonly classes: readonly string[];
  /** Constant words of the innermost message, or of the event's. */
  readonly message: string;
  /** `Class.method` of the first frame of user code, or of the innermost link. */
  readonly frame: string | null;
}

/** Classes that only carry another one. */
const wrappers = new Set(['CompletionException', 'ExecutionException', 'JobException', 'SerializedThrowable', 'FlinkException', 'FlinkRuntimeException', 'RuntimeException', 'JobExecutionException', 'ProgramInvocationException', 'InvocationTargetException', 'UndeclaredThrowableException', 'WrappingRuntimeException', 'StreamTaskException']);

/** Classes that anything may throw: that two texts share one says nothing. */
const anybodys = new Set(['Exception', 'Error', 'Throwable', 'IllegalStateException', 'IllegalArgumentException', 'IOException', 'UncheckedIOException', 'UnsupportedOperationException', 'NullPointerException', 'InterruptedException', 'Preconditions']);

/** Words of English and of every stack trace that tell nothing. Not `not`, `no`, `never`, `cannot`, `without`: they turn the meaning. */
const stopWords = new Set([...'a an and are as at be been but by for from had has have if in into is it its of on or than that the their then there these this to was were when which while will with you your we our can could should would may might do does did any all also more most other some such only same so too very s t just now'.split(' '),
  ...'org apache flink java lang util com io caused exception error at runtime info warn debug constructor'.split(' ')]);

const tokenizer = new WordTokenizer();
const stems = new Map<string, string>();
const mostStems = 20_000;

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = PorterStemmer.stem(word);
  if (stems.size < mostStems) stems.set(word, stem);
  return stem;
}

/** `OutOfMemoryError` to out, of, memory, error; `HTTPServer` to http, server. */
const camelParts = (name: string): readonly string[] => name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$.]/).filter((part) => part !== '');

/** What stands there whatever the job: no numbers, ids, quoted values, addresses and paths. */
const constantWords = (text: string): string => text.slice(0, longest)
  .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, ' ').replace(/(?:\/[\w.-]+){2,}/g, ' ').replace(/'[^'\n]{0,120}'|"[^"\n]{0,120}"|`[^`\n]{0,120}`/g, ' ')
  .replace(/[=:{[(]\s*[\w.-]*\d[\w.:-]*/g, ' ').replace(/\S*\d\S*/g, ' ').replace(/\s+/g, ' ').trim();
const longest = 4_000;

/** Reads a log event, or a text as one: a log line, a stack trace, a sentence. */
export function featuresOf(what: string | LogEvent): Features {
  const event = typeof what === 'string' ? logEvents(what)[0] : what;
  const text = typeof what === 'string' ? what : what.text;
  const chain = parseThrowable(event?.trace ?? text);
  const root = chain.at(-1);
  const said = [event?.message ?? text, ...chain.map(({ message }) => message)];
  const wordOf = new Map<string, string>();
  const terms: string[] = [];
  const add = (word: string): void => {
    for (const part of camelParts(word)) {
      const lower = part.toLowerCase();
      if (lower.length < 2 || stopWords.has(lower) || /\d/.test(lower)) continue;
      const stem = stemOf(lower);
      terms.push(stem);
      wordOf.set(stem, lower);
    }
  };
  for (const message of new Set(said)) for (const token of tokenizer.tokenize(constantWords(message))) add(token);
  const classes = classesOf(chain, text);
  for (const name of classes) {
    add(name);
    terms.push(`=${name}`);
  }
  if (event !== undefined && event.logger !== '') add(simpleName(event.logger));
  return { terms, wordOf, classes, message: constantWords(root?.message || event?.message || text), frame: frameOf(chain) };
}

function classesOf(chain: readonly ThrowableInfo[], text: string): readonly string[] {
  const named = chain.length > 0 ? chain.map(({ className }) => simpleName(className)).reverse() : [...text.slice(0, longest).matchAll(/\b(?:[\w$]+\.)*([A-Z][\w$]*(?:Exception|Error))\b/g)].map(([, name = '']) => simpleName(name)).reverse();
  const own = named.filter((name) => !anybodys.has(name));
  const telling = own.filter((name) => !wrappers.has(name));
  return [...new Set(telling.length > 0 ? telling : own)];
}

function frameOf(chain: readonly ThrowableInfo[]): string | null {
  const frame = userFrameOf(chain) ?? chain.at(-1)?.frames[0] ?? null;
  return frame === null ? null : frame.replace(/\(.*$/, '').split('.').slice(-2).join('.');
}
