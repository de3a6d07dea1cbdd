import type { LogEvent } from '@app/model';
import { cleaned } from './characters.js';
import { createUnwrap } from './containers.js';
import { Draft, type Place } from './draft.js';
import { headerOf, type Header } from './header.js';
import { jsonEvent, jsonLine } from './json.js';
import { LineCutter, longest, shortened } from './lines.js';
import { restored } from '../paste/restore.js';
import { unquoted } from './paste.js';
import { timeAt } from './time.js';
import { isCause, isFrame, isThrowableHead, isUncaught } from './trace-lines.js';

/** Frames one source, a file or a stream, into events. */
export interface Framer {
  /** Takes any piece of the text, cut anywhere; gives the events that are complete by now. */
  push(chunk: string): readonly LogEvent[];
  /** Takes a whole text that a person may have pasted: what was done to its lines is undone first (`paste/restore.ts`). */
  paste(text: string): readonly LogEvent[];
  /** The events that were still open. */
  end(): readonly LogEvent[];
}

/** More containers than this in one file: the one that was heard of first is closed. */
const mostOpen = 1000;
const marked = /^\s*[>#/*-]/;

/**
 * An event begins at a header (log4j, logback, JUL, JSON layouts, with or without container prefix) or where a stack trace begins below another;
 * all else goes on with what stands above it, of the same container. Memory: 64 KiB for each container that is heard.
 */
export function createFramer({ file = '' }: { readonly file?: string } = {}): Framer {
  const open = new Map<string, Draft>();
  const pieces = new Map<string, string>();
  const unwrap = createUnwrap();
  let events: LogEvent[] = [];
  let at = 0;

  const close = (key: string): void => {
    const draft = open.get(key);
    if (draft === undefined) return;
    open.delete(key);
    events.push(draft.event());
  };
  const begin = (key: string, header: Header | null, raw: string, line: string): void => {
    close(key);
    const [eldest] = open.size >= mostOpen ? open.keys() : [];
    if (eldest !== undefined) close(eldest);
    open.set(key, new Draft(header, raw, line, header?.message ?? line, placeOf(file, key, at)));
  };
  const goOn = (key: string, raw: string, line: string): void => {
    const draft = open.get(key);
    if (draft === undefined) {
      if (line.trim() !== '') begin(key, null, raw, line);
    } else if (draft.isFull(line) || isUncaught(line) || (draft.header === null && draft.traced && isThrowableHead(line))) begin(key, null, raw, line);
    else draft.add(line, at);
  };
  const printed = (key: string, raw: string, text: string, stamp: string): void => {
    const line = marked.test(text) ? unquoted(text) : text;
    const fields = jsonLine(line);
    const json = fields === null ? null : jsonEvent(fields);
    if (json !== null) {
      const [message = '', ...rest] = [json.header.message, ...(json.trace === null ? [] : [json.trace])].filter((part) => part !== '').join('\n').split('\n');
      begin(key, stampedBy({ ...json.header, message }, stamp), raw, message);
      for (const more of rest) open.get(key)?.add(more.replace(/\r$/, ''), at);
      return;
    }
    const header = headerOf(line);
    if (header === null) goOn(key, raw, line);
    else if (continues(header.message, open.get(key))) open.get(key)?.add(header.message.replace(/^(?=at\s)/, '\t'), at);
    else begin(key, stampedBy(header, stamp), raw, line);
  };
  const take = (raw: string): void => {
    const draft = raw.charCodeAt(0) === 9 ? open.get('') : undefined;
    if (draft !== undefined && open.size === 1) {
      goOn('', raw, raw);
      return;
    }
    const { key, rest, partial, stamp } = unwrap(raw);
    const piece = pieces.get(key);
    const whole = piece === undefined ? rest : `${piece}${rest}`.slice(0, longest);
    if (partial) pieces.set(key, whole);
    else {
      if (piece !== undefined) pieces.delete(key);
      printed(key, raw, whole, stamp);
    }
  };
  const cutter = new LineCutter((raw) => {
    at++;
    take(raw);
  }, cleaned);
  const taken = (): readonly LogEvent[] => {
    const done = events;
    events = [];
    return done;
  };
  return {
    push: (chunk) => {
      cutter.push(chunk);
      return taken();
    },
    paste: (text) => {
      for (const line of restored(text)) {
        at = line.at;
        if (line.key === '' && line.stamp === '') take(shortened(line.text));
        else printed(line.key, shortened(line.text), shortened(line.text), line.stamp);
      }
      return taken();
    },
    end: () => {
      cutter.end();
      for (const key of [...open.keys()]) close(key);
      return taken();
    },
  };
}

/** The runtime's time has a zone; the process's own often has none. */
function stampedBy(header: Header, stamp: string): Header {
  if (stamp === '' || header.zoned) return header;
  const at = timeAt(stamp, 0)?.at ?? null;
  return at === null ? header : { ...header, at, zoned: true };
}

/** Some shippers give every line of a stack trace a header of its own. */
function continues(message: string, draft: Draft | undefined): boolean {
  if (draft === undefined) return false;
  return isFrame(message) || (draft.traced && isCause(message));
}

const placeOf = (file: string, key: string, firstLine: number): Place => {
  const stream = key === 'stderr' ? '' : key;
  return { file: stream === '' ? file : file === '' ? stream : `${file} [${stream}]`, firstLine };
};

/** Frames a whole text; its events in the order of their first lines. */
export function logEvents(text: string, file = ''): readonly LogEvent[] {
  const framer = createFramer({ file });
  return [...framer.push(text), ...framer.end()].sort((a, b) => a.firstLine - b.firstLine);
}
