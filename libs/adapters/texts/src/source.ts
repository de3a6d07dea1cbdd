import { createReadStream } from 'node:fs';
import { needKey, textsNeed, type Clock, type LogEvent, type Reading, type ReadText, type Source, type TextsAnswer } from '@app/model';
import { textsIn, trouble, type Found, type TextInput } from './inputs.js';
import { Kept } from './keep.js';
import type { TextReader } from './reader.port.js';
import { Whose } from './whose.js';

export interface TextsSourceSettings {
  readonly inputs: readonly TextInput[];
  readonly reader: TextReader;
  readonly clock: Clock;
}

/**
 * Texts that a person handed over, as a source with one question (`textsNeed`): events worth keeping, each with file and line.
 * Reads in bounded memory, whatever the size. A text that cannot be read is told in the answer; only where none can be read is
 * the reading `unavailable`. Its time is the newest one that the texts print, so that ages are as of then.
 */
export const createTextsSource = ({ inputs, reader, clock }: TextsSourceSettings): Source => ({
  name: 'texts',
  async read(need, deadline) {
    const start = clock.now().getTime();
    const done = (): { at: Date; ms: number } => ({ at: clock.now(), ms: clock.now().getTime() - start });
    if (needKey(need) !== needKey(textsNeed)) return { kind: 'unavailable', code: 'source.unavailable', why: `texts cannot be asked for "${need.what}"`, ...done() };
    const kept = new Kept(reader);
    const texts: ReadText[] = [];
    for (const input of inputs) {
      for (const found of await textsIn(input)) texts.push(...(await readOne(found, kept, reader, () => clock.now() > deadline)));
    }
    const readable = texts.filter(({ lines }) => lines > 0);
    if (readable.length === 0) return { kind: 'unavailable', code: 'source.unavailable', why: nothingRead(texts), ...done() };
    const newest = Math.max(...readable.map(({ to }) => to ?? 0));
    const payload: TextsAnswer = { texts, events: kept.events(), leftOut: kept.leftOut };
    return { kind: 'read', payload, ...done(), ...(newest > 0 ? { at: new Date(newest) } : {}) } satisfies Reading;
  },
});

/** Ends the reading of a text when the time runs out. */
class Late extends Error {}

/** What is told of one stream: a file, or one container of the many whose lines a file holds. */
interface Stream {
  readonly whose: Whose;
  lines: number;
  from: number;
  to: number;
}
/** More containers than this in one file are not told apart. */
const mostStreams = 200;

/** The text itself first, then the containers whose lines it holds. */
async function readOne(found: Found, kept: Kept, reader: TextReader, isLate: () => boolean): Promise<readonly ReadText[]> {
  const streams = new Map<string, Stream>();
  const streamOf = (name: string): Stream => {
    const known = streams.get(name) ?? (streams.size > mostStreams ? streams.get(found.name) : undefined);
    if (known !== undefined) return known;
    const stream: Stream = { whose: new Whose(name), lines: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
    streams.set(name, stream);
    return stream;
  };
  const whole = streamOf(found.name);
  let bytes = 0;
  let why = 'why' in found ? found.why : null;
  if (!('why' in found)) {
    const recognise = reader.follow();
    const take = (events: readonly LogEvent[]): void => {
      for (const event of events) {
        const stream = event.file === found.name ? whole : streamOf(event.file);
        stream.whose.see(event);
        stream.lines = Math.max(stream.lines, event.lastLine);
        if (event.at !== null) [stream.from, stream.to] = [Math.min(stream.from, event.at), Math.max(stream.to, event.at)];
        kept.add(event, recognise(event));
      }
      if (isLate()) throw new Late();
    };
    try {
      const end = await reader.read(bytesOf(found), found.name, take);
      [bytes, why] = [end.bytes, end.why];
    } catch (error) {
      why = error instanceof Late ? 'the time ran out; the rest was not read' : trouble(error);
    }
    if ([...streams.values()].every(({ lines }) => lines === 0)) why ??= 'it is empty';
  }
  const told = (time: number): number | null => (Number.isFinite(time) ? time : null);
  const texts = [...streams].map(([name, { whose, lines, from, to }]): ReadText => ({
    name, process: whose.process(), taskManager: whose.taskManager(), lines, bytes: name === found.name ? bytes : 0, from: told(from), to: told(to), why: name === found.name ? why : null,
  }));
  // a file of containers only says nothing by itself
  return texts.length > 1 && whole.lines === 0 && why === null ? texts.slice(1) : texts;
}

async function* bytesOf(found: Exclude<Found, { readonly why: string }>): AsyncGenerator<Uint8Array> {
  yield* 'path' in found ? createReadStream(found.path, { highWaterMark: 256 * 1024 }) : found.bytes;
}

const mostNamed = 5;
const nothingRead = (texts: readonly ReadText[]): string => {
  if (texts.length === 0) return 'there is no file in it';
  const named = texts.slice(0, mostNamed).map(({ name, why }) => `${name}: ${why ?? 'it is empty'}`);
  return `${named.join('; ')}${texts.length > mostNamed ? `; and ${texts.length - mostNamed} more` : ''}`;
};
