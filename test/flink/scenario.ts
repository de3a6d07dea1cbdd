import type { Cluster, ClusterSpec } from './cluster.js';
import type { Conf } from './conf.js';
import type { Kafka } from './kafka.js';
import type { Rest, Submission } from './rest.js';

export interface Expected {
  readonly verdict: 'healthy' | 'at-risk' | 'faulty';
  readonly firstCause: string | null;
  readonly also: readonly string[];
  readonly never: readonly string[];
}

export interface Context {
  readonly cluster: Cluster;
  readonly rest: Rest;
  readonly jar: string;
  submit(job: Submission): Promise<string>;
  /** A broker that runs until the scenario is over; started when it is first asked for. */
  kafka(): Promise<Kafka>;
  /** Submits a job of the jar that has the Kafka connector. */
  submitKafka(job: Submission): Promise<string>;
}

export interface Scenario {
  readonly name: string;
  readonly kind: 'incidents' | 'healthy';
  readonly story: string;
  readonly judgement: string;
  readonly expected: Expected;
  /** Absent: the scenario may share a cluster with others. */
  readonly cluster?: ClusterSpec;
  /** Played on a cluster beside a broker, one after the other; its logs are kept beside the recording. */
  readonly kafka?: true;
  /** Absent: all of `VERSIONS`. */
  readonly versions?: readonly string[];
  /** null: an incident of the cluster, no job was made. */
  start(context: Context): Promise<string | null>;
  ready(context: Context, jobId: string): Promise<void>;
}

export const SHARED: ClusterSpec = {
  taskManagers: 2,
  conf: { 'taskmanager.numberOfTaskSlots': 4, 'taskmanager.memory.process.size': '1280m' },
};

/** Enough for one scenario on its own. */
export const ALONE: ClusterSpec = { taskManagers: 1, conf: { 'taskmanager.numberOfTaskSlots': 4 } };

/** The classes of the Kafka clients need more metaspace than the other jobs. */
export const BESIDE_KAFKA: ClusterSpec = { taskManagers: 1, conf: { 'taskmanager.numberOfTaskSlots': 4, 'taskmanager.memory.process.size': '1280m' } };

export const checkpointsEvery = (interval: string, more: Conf = {}): Conf => ({
  'execution.checkpointing.interval': interval,
  ...more,
});

export const restarts = (attempts: number, delay: string): Conf => ({
  'restart-strategy.type': 'fixed-delay',
  'restart-strategy.fixed-delay.attempts': attempts,
  'restart-strategy.fixed-delay.delay': delay,
});

export const healthy: Expected = {
  verdict: 'healthy',
  firstCause: null,
  also: [],
  never: ['ckpt-disabled', 'backpressure-root', 'slow-sink', 'skewed-subtask', 'restart-exhausted', 'user-code-exception'],
};
