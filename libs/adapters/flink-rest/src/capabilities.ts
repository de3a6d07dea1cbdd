/**
 * What differs between Flink 1.17 and 2.3, in one place: the first version that has it, and the first that has it no more.
 * Source: `rest_v1_dispatcher.yml` and the message classes of each version.
 */
const differences = {
  resourceRequirements: { since: '1.18' },
  failureLabels: { since: '1.18' },
  exceptionEndpoint: { since: '1.19' },
  exceptionLocation: { until: '2.0' },
  topLevelExceptions: { until: '2.0' },
  pekkoPaths: { since: '1.18' },
  unalignedCheckpointType: { since: '1.18' },
  initializationTime: { since: '1.18' },
  checkpointStatisticsCache: { since: '1.18' },
  exponentialDelayByDefault: { since: '1.19' },
  profiler: { since: '1.19' },
  garbageCollectionPerSecond: { since: '1.19' },
  skewAggregate: { since: '1.20' },
  jobType: { since: '1.20' },
  slotSharingGroupId: { since: '1.20' },
  coordinatorMetrics: { since: '1.20' },
  vertexHost: { until: '2.0' },
  fullRestarts: { until: '2.0' },
  legacyBufferMetrics: { until: '2.0' },
  executionMode: { until: '2.0' },
  numRescales: { since: '2.0' },
  pendingVertices: { since: '2.0' },
  streamGraph: { since: '2.0' },
  fileDescriptorMetrics: { since: '2.1' },
  applications: { since: '2.3' },
  rescaleHistory: { since: '2.3' },
  schedulerType: { since: '2.3' },
  assignedTasks: { since: '2.3' },
} as const satisfies Readonly<Record<string, { readonly since?: string; readonly until?: string }>>;

export type Capability = keyof typeof differences;
export interface Capabilities {
  /** `older` and `newer` than what was checked against real clusters; `unknown` when the text is no version. */
  readonly support: 'checked' | 'older' | 'newer' | 'unknown';
  has(capability: Capability): boolean;
  /** First version with it, for messages; null when it was always there. */
  since(capability: Capability): string | null;
}

const oldest = 1_017;
const newest = 2_003;

/** Abilities of a Flink version as it calls itself (`1.20.5`, `2.3-SNAPSHOT`). An unknown version is taken for the newest. */
export const capabilities = (version: string | null): Capabilities => {
  const ordinal = version === null ? null : ordinalOf(version);
  const present = ordinal ?? newest;
  return {
    support: ordinal === null ? 'unknown' : ordinal < oldest ? 'older' : ordinal > newest ? 'newer' : 'checked',
    has(capability) {
      const { since, until } = limits(capability);
      return (since === null || present >= (ordinalOf(since) ?? 0)) && (until === null || present < (ordinalOf(until) ?? Infinity));
    },
    since: (capability) => limits(capability).since,
  };
};

const limits = (capability: Capability): { readonly since: string | null; readonly until: string | null } => {
  const entry: { readonly since?: string; readonly until?: string } = differences[capability];
  return { since: entry.since ?? null, until: entry.until ?? null };
};

const ordinalOf = (version: string): number | null => {
  const found = /^\s*v?(\d{1,3})\.(\d{1,3})/.exec(version);
  return found === null ? null : Number(found[1]) * 1_000 + Number(found[2]);
};
