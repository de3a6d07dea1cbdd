import { lookupJob } from '@app/collect';
import { needKey, problemCodes, type JobRef, type Problem, type ProblemCode, type Reading, type Source } from '@app/model';
import type { Outcome } from '@app/pipeline';

const isProblemCode = (code: string): code is ProblemCode => code in problemCodes;

const next: Partial<Record<ProblemCode, string>> = {
  'source.unauthorized': 'Give credentials: as headers of the cluster in the configuration, or as user:password in the address.',
  'source.redirected': 'Ask the address that it redirects to, if you trust it; often this is a login page in front of Flink.',
  'source.not-flink': 'Check the address: it must be the REST endpoint of a JobManager (port 8081), or a proxy in front of it.',
  'reference.refused': 'Metadata addresses are never asked. Give the address of a JobManager.',
};

/**
 * Why a diagnosis says nothing at all: the cluster answered nothing, or it does not know the job.
 * Null when something was read about what was asked for. Asks for the list of jobs only when the job itself could not be read.
 */
export async function unreadProblem(outcome: Outcome, ref: JobRef, source: Source, deadline: Date): Promise<Problem | null> {
  // the plain questions first: what they say names the trouble best
  const entries = [...outcome.snapshot.entries.values()].sort((a, b) => plainness(b.need.what) - plainness(a.need.what));
  // any web server has some text where a log should be; what Flink answers in JSON is what counts where it was asked for
  const plain = entries.filter((entry) => plainness(entry.need.what) >= 0);
  const readings = (plain.length > 0 ? plain : entries).flatMap((entry) => entry.readings);
  if (readings.length > 0 && readings.every((reading) => reading.kind !== 'read')) return unreachable(ref, readings);
  if (ref.jobId === null) return null;
  const job = outcome.snapshot.entries.get(needKey({ source: 'flink', what: 'job', params: { job: ref.jobId } }));
  if (job === undefined || job.readings.some((reading) => reading.kind === 'read')) return null;
  const known = await lookupJob(source, { cluster: ref.cluster, job: ref.jobId }, deadline);
  return known.ok || known.problem.code !== 'job.not-found' ? null : known.problem;
}

const plainness = (what: string): number => ['job', 'jobs', 'overview', 'config'].indexOf(what);

function unreachable(ref: JobRef, readings: readonly Reading[]): Problem {
  const first = readings.find((reading) => reading.kind === 'unavailable');
  const code = first?.kind === 'unavailable' && first.code !== undefined && isProblemCode(first.code) && next[first.code] !== undefined ? first.code : 'cluster.unreachable';
  return {
    code, what: `Cluster ${ref.cluster.name} could not be read`,
    why: first !== undefined && first.kind !== 'read' ? first.why : 'It gave no answer.',
    next: next[code] ?? `Check that Flink's REST endpoint answers: curl ${ref.cluster.url}/overview`,
  };
}

