import { needKey, textsNeed, type Clock, type Reading, type ReadText, type Source, type TextsAnswer } from '@app/model';
import { piecesOf } from './decode.js';
import { textsIn, trouble, type Found, type TextInput } from './inputs.js';
import { Kept } from './keep.js';
import { LineSplitter } from './lines.js';
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
    const kept = new Kept();
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

async function readOne(found: Found, kept: Kept, reader: TextReader, isLate: () => boolean): Promise<ReadText> {
  const counted = { bytes: 0 };
  const state = { lines: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  const whose = new Whose(found.name);
  let why = 'why' in found ? found.why : null;
  if (!('why' in found)) {
    const framer = reader.frame(found.name);
    const recognise = reader.follow();
    const splitter = new LineSplitter();
    const take = (events: ReturnType<typeof framer.push>): void => {
      for (const event of events) {
        whose.see(event);
        if (event.at !== null) [state.from, state.to] = [Math.min(state.from, event.at), Math.max(state.to, event.at)];
        kept.add(event, recognise(event));
      }
    };
    const takeLines = (lines: readonly string[]): void => {
      for (const line of lines) take(framer.push(line));
      state.lines += lines.length;
    };
    try {
      for await (const piece of piecesOf(found, counted)) {
        if ('why' in piece) why = piece.why;
        else takeLines(splitter.push(piece.text));
        if (isLate()) {
          why = 'the time ran out; the rest was not read';
          break;
        }
      }
    } catch (error) {
      why = trouble(error);
    }
    takeLines(splitter.end());
    take(framer.end());
    if (state.lines === 0) why ??= 'it is empty';
  }
  const told = (time: number): number | null => (Number.isFinite(time) ? time : null);
  return { name: found.name, process: whose.process(), taskManager: whose.taskManager(), lines: state.lines, bytes: counted.bytes, from: told(state.from), to: told(state.to), why };
}

const mostNamed = 5;
const nothingRead = (texts: readonly ReadText[]): string => {
  if (texts.length === 0) return 'there is no file in it';
  const named = texts.slice(0, mostNamed).map(({ name, why }) => `${name}: ${why ?? 'it is empty'}`);
  return `${named.join('; ')}${texts.length > mostNamed ? `; and ${texts.length - mostNamed} more` : ''}`;
};
