/** State of a miner, whole or since a revision. Plain data: JSON, `structuredClone` and `postMessage` carry it. */
export interface Snapshot {
  /** Of the scanner that made the ids, see `VERSION`. */
  readonly version: number;
  /** Pass it to `snapshot(since)` to get what came after. */
  readonly revision: number;
  readonly leaves: LeafState[];
}

/** One distinct signature. Every field merges by itself: counts by maximum per worker, times by minimum and maximum, `varies` by or. */
export interface LeafState {
  readonly id: readonly [number, number];
  /** Lines by `worker#epoch`; each only grows. */
  readonly counts: Readonly<Record<string, number>>;
  readonly first: number;
  readonly last: number;
  readonly sample: string;
  readonly varies: readonly boolean[];
  /** Where its first line came from, if that was told. */
  readonly origin?: string;
  /** Ids that it stands for, as numbers of 53 bits. */
  readonly aliases?: readonly number[];
}

type Told = Omit<LeafState, 'id' | 'sample' | 'varies'>;

/** What two leaves of one snapshot say together, that another version of the scanner takes for one. */
export function together(one: Told, two: Told): Told {
  const counts: Record<string, number> = { ...one.counts };
  for (const [worker, count] of Object.entries(two.counts)) counts[worker] = (counts[worker] ?? 0) + count;
  return { ...one, counts, first: Math.min(one.first, two.first), last: Math.max(one.last, two.last), aliases: [...(one.aliases ?? []), ...(two.aliases ?? [])] };
}
