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
      for (const found of await textsIn(input)) texts.push(await readOne(found, kept, reader, () => clock.now() > deadline));
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

async function readOne(found: Found, kept: Kept, reader: TextReader, isLate: () => boolean): Promise<ReadText> {
  const state = { lines: 0, bytes: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  const whose = new Whose(found.name);
  let why = 'why' in found ? found.why : null;
  if (!('why' in found)) {
    const recognise = reader.follow();
    const take = (events: readonly LogEvent[]): void => {
      for (const event of events) {
        whose.see(event);
        if (event.at !== null) [state.from, state.to] = [Math.min(state.from, event.at), Math.max(state.to, event.at)];
        state.lines = Math.max(state.lines, event.lastLine);
        kept.add(event, recognise(event));
      }
      if (isLate()) throw new Late();
    };
    try {
      const end = await reader.read(bytesOf(found), found.name, take);
      [state.bytes, why] = [end.bytes, end.why];
    } catch (error) {
      why = error instanceof Late ? 'the time ran out; the rest was not read' : trouble(error);
    }
    if (state.lines === 0) why ??= 'it is empty';
  }
  const told = (time: number): number | null => (Number.isFinite(time) ? time : null);
  return { name: found.name, process: whose.process(), taskManager: whose.taskManager(), lines: state.lines, bytes: state.bytes, from: told(state.from), to: told(state.to), why };
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
