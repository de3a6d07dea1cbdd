/** Names a thing that can be asked, for example `flink`. */
export type SourceName = string;

/**
 * One question to one source: what, about whom, with which parameters. Pure data.
 * Two needs with the same `needKey` are the same question and are asked once a diagnosis.
 */
export interface Need {
  readonly source: SourceName;
  readonly what: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * `read`: the answer as the source gave it (JSON value or text; 64-bit integers beyond 2^53 as decimal strings).
 * `not-yet`: the source is alive but has no value yet (metric fetcher cold, counter without second reading).
 * `unavailable`: could not be read, `why` says so for a person.
 */
export type Reading =
  | { readonly kind: 'read'; readonly at: Date; readonly payload: unknown; readonly ms?: number }
  | { readonly kind: 'not-yet' | 'unavailable'; readonly at: Date; readonly why: string; readonly code?: string; readonly ms?: number };

/** Answers within `deadline`. An unreachable system is an answer (`unavailable`), not an exception. */
export interface Source {
  readonly name: SourceName;
  read(need: Need, deadline: Date): Promise<Reading>;
}

/** The same question may have a second reading, taken later in the same diagnosis; both are kept, oldest first. */
export interface SnapshotEntry {
  readonly need: Need;
  readonly readings: readonly Reading[];
}

/** Everything that one diagnosis looked at. It grows from wave to wave and never changes what it has. */
export interface Snapshot {
  readonly at: Date;
  readonly entries: ReadonlyMap<string, SnapshotEntry>;
}

export const needKey = (need: Need): string =>
  `${need.source} ${need.what} ${Object.keys(need.params).sort().map((name) => `${name}=${need.params[name]}`).join('&')}`.trim();

export const emptySnapshot = (at: Date): Snapshot => ({ at, entries: new Map() });
