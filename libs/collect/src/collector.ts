import { needKey, type Clock, type Need, type Reading, type Snapshot, type SnapshotEntry, type Source } from '@app/model';
import { secondReadingDelay } from './second-reading.js';

export interface CollectOptions {
  /** Needs that deserve a second reading. They are waited for (see `secondReadingDelay`) and read at most twice. */
  readonly again?: readonly Need[];
}

/** Asks the sources for what is not yet in the snapshot. Never throws; the snapshot that it was given stays as it is. */
export interface Collector {
  collect(needs: readonly Need[], snapshot: Snapshot, options?: CollectOptions): Promise<Snapshot>;
}

export interface CollectorSettings {
  readonly sources: readonly Source[];
  readonly clock: Clock;
  /** End of the whole diagnosis. What is asked later is `unavailable`. */
  readonly deadline: Date;
  /** Questions under way at the same time, over all sources. */
  readonly concurrency?: number;
}

const defaultConcurrency = 8;
/** A second reading is only waited for when this much time is left to take it. */
const timeToRead = 1_000;
const mostReadings = 2;

export const createCollector = (settings: CollectorSettings): Collector => {
  const sources = new Map(settings.sources.map((source) => [source.name, source]));
  const { clock, deadline } = settings;
  const ask = async (need: Need): Promise<Reading> => {
    const at = clock.now();
    const source = sources.get(need.source);
    if (source === undefined) return { kind: 'unavailable', at, code: 'source.unavailable', why: `no source named ${need.source} is connected`, ms: 0 };
    if (at >= deadline) return { kind: 'unavailable', at, code: 'source.timeout', why: 'the time for this diagnosis ran out before it was asked', ms: 0 };
    const reading = await source.read(need, deadline).catch((error: unknown): Reading => broken(error, at));
    return { ...reading, ms: reading.ms ?? clock.now().getTime() - at.getTime() };
  };
  const limit = settings.concurrency ?? defaultConcurrency;
  const waited = (needs: readonly Need[], snapshot: Snapshot, delay: (snapshot: Snapshot) => number): Promise<boolean> => waitedFor(needs, snapshot, delay(snapshot), clock, deadline);
  return {
    async collect(needs, snapshot, options = {}) {
      const fresh = distinct(needs).filter((need) => !snapshot.entries.has(needKey(need)));
      const first = added(snapshot, await askAll(fresh, ask, limit));
      const again = distinct(options.again ?? []).filter((need) => first.entries.get(needKey(need))?.readings.length !== mostReadings);
      if (again.length === 0) return first;
      const early = again.every((need) => first.entries.get(needKey(need))?.readings.at(-1)?.kind === 'not-yet') && (await waited(again, first, () => coldDelay))
        ? (await askAll(again, ask, limit)).filter(([, reading]) => reading.kind === 'read')
        : [];
      const warm = added(first, early);
      const late = again.filter((need) => !early.some(([answered]) => answered === need));
      if (late.length === 0) return warm;
      return (await waited(late, first, secondReadingDelay)) ? added(warm, await askAll(late, ask, limit)) : warm;
    },
  };
};

/**
 * The first question wakes Flink's metric fetcher, and what it fetches is there within a second or so: a cold answer is asked for once more
 * after this time, and only what is still cold waits for the next fetch.
 */
const coldDelay = 1_500;

const broken = (error: unknown, at: Date): Reading => ({
  kind: 'unavailable', at, code: 'source.unavailable', why: `the source failed: ${error instanceof Error ? error.message : String(error)}`,
});

const distinct = (needs: readonly Need[]): readonly Need[] => [...new Map(needs.map((need) => [needKey(need), need])).values()];

/** False when the deadline leaves no room for a second reading. */
const waitedFor = async (needs: readonly Need[], snapshot: Snapshot, delay: number, clock: Clock, deadline: Date): Promise<boolean> => {
  const last = needs.map((need) => snapshot.entries.get(needKey(need))?.readings.at(-1)?.at.getTime());
  const due = Math.max(0, ...last.map((time) => (time === undefined ? 0 : time + delay)));
  const wait = Math.max(0, due - clock.now().getTime());
  if (clock.now().getTime() + wait + timeToRead > deadline.getTime()) return false;
  if (wait > 0) await clock.sleep(wait);
  return true;
};

type Answers = readonly (readonly [Need, Reading])[];

/** In the order of the needs, whatever came first: the same answers make the same snapshot. */
const askAll = async (needs: readonly Need[], ask: (need: Need) => Promise<Reading>, limit: number): Promise<Answers> => {
  const answers = new Map<Need, Reading>();
  const waiting = needs.values();
  const worker = async (): Promise<void> => {
    for (const need of waiting) answers.set(need, await ask(need));
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, limit), needs.length) }, worker));
  return needs.flatMap((need) => {
    const reading = answers.get(need);
    return reading === undefined ? [] : [[need, reading] as const];
  });
};

const added = (snapshot: Snapshot, answers: Answers): Snapshot => {
  const entries = new Map<string, SnapshotEntry>(snapshot.entries);
  for (const [need, reading] of answers) {
    const key = needKey(need);
    entries.set(key, { need, readings: [...(entries.get(key)?.readings ?? []), reading] });
  }
  return { at: snapshot.at, entries };
};
