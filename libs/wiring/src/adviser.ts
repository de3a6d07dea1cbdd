import { jobsNeed, jobsOf, resolveReference, sharedSource, type AskableCluster, type Credentials, type JobEntry } from '@app/collect';
import { emptySnapshot, needKey, type Clock, type JobRef, type Language, type Problem, type Reading, type Result, type Snapshot } from '@app/model';
import type { Outcome, Pipeline } from '@app/pipeline';
import type { Cluster, OpenCluster } from './clusters.js';
import { createLogMemory } from './told-logs.js';
import { unreadProblem } from './unread.js';

export interface Question {
  /** Any reference that a person may give. */
  readonly reference: string;
  readonly lang: Language;
}

export interface ClusterJobs {
  readonly jobs: readonly JobEntry[];
  /** The reading they came from, to be shared by the jobs' diagnoses. */
  readonly base: Snapshot;
  readonly opened: OpenCluster;
}

/** A diagnosis, and why it says nothing when nothing could be read. */
export interface Answer extends Outcome {
  readonly problem: Problem | null;
}

/** Answers questions about jobs. Trouble that a person can mend is a `Problem`; only bugs reject. */
export interface Adviser {
  readonly clusters: readonly Cluster[];
  diagnose(question: Question): Promise<Result<Answer>>;
  /** The jobs of one cluster; fails when the cluster cannot be read. */
  jobsOf(cluster: Cluster): Promise<Result<ClusterJobs>>;
  diagnoseJob(cluster: Cluster, jobId: string, jobs: ClusterJobs, lang: Language): Promise<Outcome>;
  /** Gives the connections of all clusters up. */
  close(): Promise<void>;
}

export interface AdviserParts {
  readonly pipeline: Pipeline;
  readonly clusters: readonly Cluster[];
  /** Opens an address that is not listed; null when only listed clusters may be asked. */
  readonly openAddress: ((cluster: JobRef['cluster'], credentials: Credentials | null) => Cluster) | null;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}

const defaultDeadlineMs = 60_000;

export function createAdviser(parts: AdviserParts): Adviser {
  const deadlineMs = parts.deadlineMs ?? defaultDeadlineMs;
  const listed = new Map(parts.clusters.map((cluster) => [cluster.name, cluster]));
  // One connection pool for an address, however often it comes up while one reference is answered.
  const addressed = new Map<string, Cluster>();
  const clusterFor = (ref: JobRef['cluster'], credentials: Credentials | null): Cluster | null => {
    const known = listed.get(ref.name) ?? addressed.get(ref.url);
    if (known !== undefined) return known;
    const opened = parts.openAddress?.(ref, credentials) ?? null;
    if (opened !== null) addressed.set(ref.url, opened);
    return opened;
  };
  const memory = createLogMemory();
  const noted = (cluster: string, outcome: Outcome): Outcome => {
    memory.note(cluster, outcome.diagnosis);
    return outcome;
  };
  const deadline = (clock: Clock): Date => new Date(clock.now().getTime() + deadlineMs);
  const read = async (opened: OpenCluster): Promise<Reading> => opened.source.read(jobsNeed, deadline(opened.clock));

  const diagnose = async (question: Question): Promise<Result<Answer>> => {
    const resolved = await resolveReference(question.reference, parts.clusters, {
      anyUrl: parts.openAddress !== null, deadline: deadline(parts.clock),
      connect: (ref, credentials) => {
        const cluster = clusterFor(ref, credentials);
        return cluster === null ? failed(noCluster(ref.name)) : { ok: true, value: askable(cluster, deadlineMs) };
      },
    });
    if (!resolved.ok) return resolved;
    const { ref, credentials } = resolved.value;
    const cluster = clusterFor(ref.cluster, credentials);
    if (cluster === null) return failed(noCluster(ref.cluster.name));
    const opened = await cluster.open();
    if (!opened.ok) return opened;
    const { source, clock } = opened.value;
    const base = memory.into(ref.cluster.url, emptySnapshot(clock.now()));
    const outcome = noted(ref.cluster.url, await parts.pipeline.diagnose(ref, { sources: [source], clock, lang: question.lang, deadlineMs, base }));
    const problem = await unreadProblem(outcome, ref, source, deadline(clock));
    return problem?.code === 'job.not-found' ? failed(problem) : { ok: true, value: { ...outcome, problem } };
  };

  return {
    clusters: parts.clusters,
    diagnose,
    async jobsOf(cluster) {
      const opened = await cluster.open();
      if (!opened.ok) return opened;
      const reading = await read(opened.value);
      const jobs = jobsOf(reading);
      if (jobs === null) return failed({ code: 'cluster.unreachable', what: `Cluster ${cluster.name} could not be read`, why: reading.kind === 'read' ? 'the list of jobs is not what Flink answers' : reading.why, next: `Check that Flink's REST endpoint answers: ${cluster.url}/overview` });
      const base: Snapshot = { ...emptySnapshot(opened.value.clock.now()), entries: new Map([[needKey(jobsNeed), { need: jobsNeed, readings: [reading] }]]) };
      return { ok: true, value: { jobs, base, opened: { ...opened.value, source: sharedSource(opened.value.source) } } };
    },
    async diagnoseJob(cluster, jobId, jobs, lang) {
      const base = memory.into(cluster.url, jobs.base);
      return noted(cluster.url, await parts.pipeline.diagnose({ cluster: { name: cluster.name, url: cluster.url }, jobId }, { sources: [jobs.opened.source], clock: jobs.opened.clock, lang, deadlineMs, base }));
    },
    close: async () => { await Promise.all([...parts.clusters, ...addressed.values()].map((cluster) => cluster.close())); },
  };
}

/** A recording has a clock of its own, so the deadline is counted anew on it. */
const askable = (cluster: Cluster, deadlineMs: number): AskableCluster => ({
  name: cluster.name, url: cluster.url,
  source: {
    name: 'flink',
    async read(need) {
      const opened = await cluster.open();
      if (!opened.ok) return { kind: 'unavailable', at: new Date(0), why: opened.problem.why, code: opened.problem.code };
      return opened.value.source.read(need, new Date(opened.value.clock.now().getTime() + deadlineMs));
    },
  },
});

const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
const noCluster = (name: string): Problem => ({ code: 'cluster.not-found', what: 'No such cluster', why: `${name} is not one of the configured clusters.`, next: 'List it in the file that JOBWARDEN_CONFIG names.' });
