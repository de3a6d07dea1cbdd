/** State of a miner, whole or since a revision. Plain data: JSON, `structuredClone` and `postMessage` carry it. */
export interface Snapshot {
  readonly version: 1;
  /** Pass it to `snapshot(since)` to get what came after. */
  readonly revision: number;
  readonly leaves: LeafState[];
}

/** One distinct signature. Every field merges by itself: counts by maximum per source, times by minimum and maximum, `varies` by or. */
export interface LeafState {
  readonly id: readonly [number, number];
  /** Lines by source (`worker#epoch`); each only grows. */
  readonly counts: Readonly<Record<string, number>>;
  readonly first: number;
  readonly last: number;
  readonly sample: string;
  readonly varies: readonly boolean[];
}
