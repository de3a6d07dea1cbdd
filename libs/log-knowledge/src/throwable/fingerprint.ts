import type { ThrowableInfo } from '@app/model';
import { simpleName } from './throwable.js';

/** Two names of an exception that stay the same over line numbers, versions, ids and depth: 16 hex digits each. */
export interface Fingerprints {
  /** The innermost throwable that is no wrapper: its class, the constant words of its message, the first frame that is not the runtime's. */
  readonly root: string;
  /** The classes of the whole chain, in order. */
  readonly chain: string;
}

const wrappers: ReadonlySet<string> = new Set(['CompletionException', 'ExecutionException', 'JobException', 'JobExecutionException', 'SerializedThrowable', 'InvocationTargetException', 'UndeclaredThrowableException', 'ProgramInvocationException', 'WrappingRuntimeException']);
const runtime = /^(?:java|javax|jdk|sun|com\.sun|scala|kotlin|akka|org\.apache\.pekko|io\.netty|org\.apache\.flink\.shaded\.netty4)\./;

/** A frame without what changes from build to build and from run to run. */
export function normalFrame(frame: string): string {
  return frame
    .replace(/\(.*$/, '')
    .replace(/\$\$Lambda(?:\$\d+)?(?:\/(?:0x)?[0-9a-f]+)?/g, '$$$$Lambda')
    .replace(/(lambda\$[\w<>]+?)\$\d+/g, '$1')
    .replace(/((?:Generated(?:Method|Constructor|Serialization\w*)Accessor|\$Proxy))\d+/g, '$1')
    .replace(/\$\d+(?=[.$]|$)/g, '$$');
}

/** The words of a message that do not name one job, file, host or record. */
export function constantWords(message: string): string {
  const [first = ''] = message.split('\n', 1);
  return first.slice(0, 500)
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S+|(?:\/[\w.@-]+){2,}/gi, '<path>')
    .replace(/'[^']*'|"[^"]*"/g, '<quoted>')
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>')
    .replace(/@[0-9a-f]{4,}\b/gi, '@<id>')
    .replace(/\b[\w.-]*\d[\w.:-]*/g, '<value>');
}

/** Null without any throwable. */
export function fingerprintsOf(chain: readonly ThrowableInfo[]): Fingerprints | null {
  const root = chain.findLast(({ className }) => !wrappers.has(simpleName(className))) ?? chain.at(-1);
  if (root === undefined) return null;
  const frame = root.frames.find((one) => !runtime.test(one)) ?? root.frames[0] ?? '';
  return { root: hashOf(`${root.className}\n${constantWords(root.message)}\n${normalFrame(frame)}`), chain: hashOf(chain.map(({ className }) => className).join('\n')) };
}

/** FNV-1a, 64 bits. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
