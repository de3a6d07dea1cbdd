export interface ClusterSettings {
  readonly name: string;
  readonly url: string;
  /** Values read from the environment or a file. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: { readonly connections: number; readonly requestsPerSecond: number };
}

export interface ClusterFile {
  readonly clusters: readonly ClusterSettings[];
  readonly checkEveryMs: number;
  /** Diagnoses and events older than this are removed. */
  readonly retentionDays: number;
}

/** Where no file lists clusters. */
export const unlisted: ClusterFile = { clusters: [], checkEveryMs: 60_000, retentionDays: 14 };
