import type { JobRef, Need, Problem, ProblemCode, Reading, Result, Source } from '@app/model';
import { problemCodes } from '@app/model';
import { hasEnded, jobsOf, type JobEntry } from './job-list.js';
import { nearestNames } from './nearest.js';
import { safeUrl } from './reference-url.js';
import { jobIdPattern } from './reference.js';

type Cluster = JobRef['cluster'];
/** A cluster that can be asked which jobs it has. */
export interface AskableCluster extends Cluster {
  readonly source: Source;
}
export interface FoundJob {
  readonly cluster: Cluster;
  readonly job: JobEntry;
}

export const jobsNeed: Need = { source: 'flink', what: 'jobs', params: {} };
const connectionCodes: ReadonlySet<string> = new Set(['source.not-flink', 'source.redirected', 'source.unauthorized', 'reference.refused']);

/** Finds a job by name or id in one cluster; see `lookupJobIn`. */
export const lookupJob = (source: Source, wanted: { readonly cluster: Cluster; readonly job: string }, deadline: Date): Promise<Result<FoundJob>> =>
  lookupJobIn([{ ...wanted.cluster, source }], wanted.job, deadline);

/**
 * Finds a job by id, by name, or by name in other letter case, in several clusters at once, with one request each.
 * Of several with that name the only one that has not ended is meant; otherwise `job.ambiguous` with candidates.
 * `job.not-found` names what comes near; when no cluster could be read, the trouble of reading is the answer.
 */
export const lookupJobIn = async (clusters: readonly AskableCluster[], wanted: string, deadline: Date): Promise<Result<FoundJob>> => {
  const answers = await Promise.all(clusters.map(async (cluster) => {
    const reading = await cluster.source.read(jobsNeed, deadline);
    return { cluster, reading, jobs: jobsOf(reading) };
  }));
  const found = answers.flatMap(({ cluster, jobs }) => (jobs ?? []).map((job): FoundJob => ({ cluster: { name: cluster.name, url: safeUrl(cluster.url) }, job })));
  const unread = answers.flatMap(({ cluster, reading, jobs }) => (jobs === null ? [{ cluster, reading }] : []));
  const first = unread[0];
  if (first !== undefined && unread.length === clusters.length) return failed(unreachable(first.cluster, first.reading));
  const matches = matching(found, wanted);
  const one = theOne(matches);
  if (one !== null) return { ok: true, value: one };
  return failed(matches.length === 0 ? notFound(wanted, found, unread.map(({ cluster }) => cluster.name)) : ambiguous(wanted, matches));
};

const matching = (jobs: readonly FoundJob[], wanted: string): readonly FoundJob[] => {
  if (jobIdPattern.test(wanted)) return jobs.filter(({ job }) => job.id.toLowerCase() === wanted.toLowerCase());
  const exact = jobs.filter(({ job }) => job.name === wanted);
  return exact.length > 0 ? exact : jobs.filter(({ job }) => job.name.toLowerCase() === wanted.toLowerCase());
};

const theOne = (matches: readonly FoundJob[]): FoundJob | null => {
  const alive = matches.filter(({ job }) => !hasEnded(job));
  const [first, ...others] = matches.length === 1 ? matches : alive;
  return first !== undefined && others.length === 0 ? first : null;
};

const failed = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem });

const candidate = ({ cluster, job }: FoundJob) => ({ id: job.id, name: job.name, cluster: cluster.name, state: job.state });

const ambiguous = (wanted: string, matches: readonly FoundJob[]): Problem => ({
  code: 'job.ambiguous',
  what: problemCodes['job.ambiguous'],
  why: `${matches.length} jobs are named "${wanted}"`,
  next: 'Ask again with the id of the one you mean.',
  candidates: [...matches].sort((a, b) => Number(hasEnded(a.job)) - Number(hasEnded(b.job)) || b.job.startTime - a.job.startTime).map(candidate),
});

const notFound = (wanted: string, jobs: readonly FoundJob[], unread: readonly string[]): Problem => {
  const near = nearestNames(wanted, jobs.map(({ job }) => job.name));
  const gap = unread.length > 0 ? `; ${unread.join(', ')} could not be read` : '';
  const isId = jobIdPattern.test(wanted);
  return {
    code: 'job.not-found',
    what: problemCodes['job.not-found'],
    why: `none of the ${jobs.length} jobs there ${isId ? 'has the id' : 'is named'} "${wanted}"${gap}`,
    next: near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : 'Check the spelling and the cluster; Flink forgets ended jobs after an hour, or when its JobManager restarts.',
    candidates: jobs.filter(({ job }) => near.includes(job.name)).map(candidate),
  };
};

const unreachable = (cluster: Cluster, reading: Reading): Problem => {
  const code = reading.kind === 'read' ? 'source.not-flink' : (reading.code ?? '');
  const known: ProblemCode = isProblemCode(code) && (connectionCodes.has(code)) ? code : 'cluster.unreachable';
  return {
    code: known,
    what: `Cluster ${cluster.name} could not be read`,
    why: reading.kind === 'read' ? 'the list of jobs is not what Flink answers' : reading.why,
    next: nextStep[known] ?? `Check that Flink's REST endpoint answers: curl ${safeUrl(cluster.url)}/overview`,
  };
};

const isProblemCode = (code: string): code is ProblemCode => code in problemCodes;
const nextStep: Partial<Record<ProblemCode, string>> = {
  'source.unauthorized': 'Give credentials: as headers of the cluster in the configuration, or as user:password in the URL.',
  'source.redirected': 'Ask the address that it redirects to, if you trust it; often this is a login page in front of Flink.',
  'source.not-flink': 'Check the address: it must be the REST endpoint of a JobManager (port 8081), or a proxy in front of it.',
  'reference.refused': 'Metadata addresses are never asked. Give the address of a JobManager.',
};
