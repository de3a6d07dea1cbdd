import { headerOf } from './header.js';
import { jsonLine } from './json.js';
import { looksLikeTrace } from './trace-lines.js';

/** A line without what a container runtime or a shipper wrote before it. Lines of one `key` belong together. */
export interface Unwrapped {
  readonly key: string;
  readonly rest: string;
  /** The runtime cut the line; the next one of the same key goes on. */
  readonly partial: boolean;
  /** When the runtime read the line, as it printed it; '' = not told. */
  readonly stamp: string;
}

// kubectl logs --prefix
const kubectl = /^\[((?:pod|deployment|statefulset|job)\/[^\]]+)\] ?/;
// containerd and CRI-O: time, stream, Full or Partial
const cri = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP]) ?/;
// logcli: time and labels
const loki = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (\{[^}]*\})\s/;
// stern, docker compose
const piped = /^([\w./-]+(?: [\w./-]+)?) +\| ?/;
const spaced = /^([a-z0-9][a-z0-9.-]*[-.][a-z0-9.-]*(?: [a-z0-9][a-z0-9-]*)?) /;
const syslog = /^(?:<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (\S+ [^\s:[]+)(?:\[\d+\])?: /;
// kubectl logs --timestamps and the like: log4j prints no such fractions
const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}Z) ?/;

/** A name before a line is only taken for a container where it was seen before a header or a stack frame. */
const mostNames = 1000;

/** Takes container prefixes off the lines of one source. It remembers the names it has seen before headers. */
export function createUnwrap(): (line: string) => Unwrapped {
  const names = new Set<string>();
  let stamps = false;

  const named = (line: string, pattern: RegExp): Unwrapped | null => {
    const found = pattern.exec(line);
    const key = found?.[1];
    if (found === null || key === undefined) return null;
    const rest = line.slice(found[0].length);
    if (!names.has(key)) {
      if (names.size >= mostNames || !begins(rest)) return null;
      names.add(key);
    }
    return { key, rest, partial: false, stamp: '' };
  };
  const timed = (line: string): Unwrapped | null => {
    const runtime = cri.exec(line);
    if (runtime !== null) return { key: runtime[2] === 'stderr' ? 'stderr' : '', rest: line.slice(runtime[0].length), partial: runtime[3] === 'P', stamp: runtime[1] ?? '' };
    const labels = loki.exec(line);
    if (labels !== null) return { key: labels[2] ?? '', rest: line.slice(labels[0].length), partial: false, stamp: labels[1] ?? '' };
    const stamp = stamped.exec(line);
    if (stamp === null) return null;
    const rest = line.slice(stamp[0].length);
    stamps ||= headerOf(rest) !== null;
    return stamps ? { key: '', rest, partial: false, stamp: stamp[1] ?? '' } : null;
  };

  return (line) => {
    const code = line.charCodeAt(0);
    const digit = code >= 48 && code <= 57;
    let found: Unwrapped | null = null;
    if (code === 91) found = prefixed(line, kubectl);
    else if (code === 123) found = shipped(line);
    else if (digit && line.charCodeAt(10) === 84) found = timed(line);
    else if (code === 60 || (code >= 65 && code <= 90)) found = prefixed(line, syslog);
    if (found !== null) return found;
    if (code < 97 || code > 122) return plain(line);
    return (line.includes('|') ? named(line, piped) : null) ?? (line.includes('-') ? named(line, spaced) : null) ?? plain(line);
  };
}

const plain = (line: string): Unwrapped => ({ key: '', rest: line, partial: false, stamp: '' });
const begins = (rest: string): boolean => looksLikeTrace(rest) || headerOf(rest) !== null || jsonLine(rest) !== null;

function prefixed(line: string, pattern: RegExp): Unwrapped | null {
  const found = pattern.exec(line);
  return found === null ? null : { key: found[1] ?? '', rest: line.slice(found[0].length), partial: false, stamp: '' };
}

/** Docker's json-file driver, and what fluentd and filebeat make of it: the printed line is one field, the pod stands beside it. */
function shipped(line: string): Unwrapped | null {
  const fields = line.includes('"log"') || line.includes('"kubernetes"') ? jsonLine(line) : null;
  if (fields === null) return null;
  const { log, message, stream, kubernetes, time } = fields;
  const text = typeof log === 'string' ? log : kubernetes === undefined ? null : message;
  if (typeof text !== 'string' || (typeof log === 'string' && fields['level'] !== undefined)) return null;
  const docker = typeof stream === 'string' && kubernetes === undefined;
  return { key: podOf(kubernetes) || (stream === 'stderr' ? 'stderr' : ''), rest: text.replace(/\r?\n$/, ''), partial: docker && !text.endsWith('\n'), stamp: typeof time === 'string' ? time : '' };
}

function podOf(kubernetes: unknown): string {
  if (typeof kubernetes !== 'object' || kubernetes === null) return '';
  const pod: unknown = 'pod_name' in kubernetes ? kubernetes.pod_name : 'pod' in kubernetes ? kubernetes.pod : '';
  if (typeof pod === 'string') return pod;
  return typeof pod === 'object' && pod !== null && 'name' in pod && typeof pod.name === 'string' ? pod.name : '';
}
