import type { JobRef, Problem, Result } from '@app/model';
import type { Credentials } from './credentials.js';
import { lookupJobIn, type AskableCluster, type FoundJob } from './lookup.js';
import { nearestNames } from './nearest.js';
import { safeUrl } from './reference-url.js';
import { parseReference, type ParsedReference } from './reference.js';

type Cluster = JobRef['cluster'];

/** How clusters are reached while a reference is resolved. */
export interface ReferenceLookup {
  /** The cluster's source, ready to ask; refused addresses are a `Problem`. */
  connect(cluster: Cluster, credentials: Credentials | null): Result<AskableCluster>;
  /** May addresses outside the list be asked? The command line says yes, the server no. */
  readonly anyUrl: boolean;
  readonly deadline: Date;
}

/** `credentials` came with the reference and go to `connect` again; they are never part of the `JobRef`. */
export interface ResolvedReference {
  readonly ref: JobRef;
  readonly credentials: Credentials | null;
}

/** From what a person wrote to one job, or one cluster. Asks Flink only when a job is given by name, or by id without a cluster. */
export const resolveReference = async (text: string, clusters: readonly Cluster[], lookup: ReferenceLookup): Promise<Result<ResolvedReference>> => {
  const parsed = parseReference(text, clusters.map(({ name }) => name));
  if (!parsed.ok) return parsed;
  const reference = parsed.value;
  switch (reference.kind) {
    case 'url':
      return fromUrl(reference, clusters, lookup.anyUrl);
    case 'alias':
      return fromAlias(reference.cluster, reference.job, clusters, lookup);
    case 'job-id':
      return found(clusters, reference.jobId, lookup);
    case 'name':
      return found(clusters, reference.name, lookup);
  }
};

const fromUrl = (reference: Extract<ParsedReference, { kind: 'url' }>, clusters: readonly Cluster[], anyUrl: boolean): Result<ResolvedReference> => {
  const listed = clusters.find(({ url }) => safeUrl(url) === reference.url);
  if (listed === undefined && !anyUrl) return failed({
    code: 'reference.refused', what: 'This address may not be asked', why: `${reference.url} is not one of the configured clusters`, next: `Configured are: ${names(clusters)}.`,
  });
  const cluster = listed ?? { name: reference.url.replace(/^https?:\/\//, ''), url: reference.url };
  return resolved(cluster, reference.jobId, reference.credentials);
};

const fromAlias = async (name: string, job: string | null, clusters: readonly Cluster[], lookup: ReferenceLookup): Promise<Result<ResolvedReference>> => {
  const cluster = clusters.filter((one) => one.name === name);
  const [first] = cluster;
  if (job === null && first !== undefined) return resolved(first, null, null);
  return found(cluster, job ?? '', lookup);
};

const found = async (clusters: readonly Cluster[], wanted: string, lookup: ReferenceLookup): Promise<Result<ResolvedReference>> => {
  if (clusters.length === 0) return failed({
    code: 'cluster.not-found', what: 'No cluster to look in', why: `"${wanted}" is no address, and no cluster is configured`, next: 'Give the REST address too, for example http://host:8081, or configure clusters.',
  });
  const connected = clusters.map((cluster) => lookup.connect(cluster, null));
  const refused = connected.find((one) => !one.ok);
  const askable = connected.flatMap((one) => (one.ok ? [one.value] : []));
  if (askable.length === 0 && refused !== undefined && !refused.ok) return refused;
  const answer = await lookupJobIn(askable, wanted, lookup.deadline);
  return answer.ok ? ofJob(answer.value) : failed(withClusterHint(answer.problem, wanted, clusters));
};

/** A misspelt alias looks like a job name. */
const withClusterHint = (problem: Problem, wanted: string, clusters: readonly Cluster[]): Problem => {
  const near = problem.code === 'job.not-found' ? nearestNames(wanted, clusters.map(({ name }) => name), 3) : [];
  return near.length === 0 ? problem : { ...problem, next: `${problem.next} Clusters with a similar name: ${near.join(', ')}.` };
};

/** A configured address may hold credentials; a reference is shown to people. */
const shown = ({ name, url }: Cluster): Cluster => ({ name, url: safeUrl(url) });
const ofJob = ({ cluster, job }: FoundJob): Result<ResolvedReference> => resolved(cluster, job.id, null);
const resolved = (cluster: Cluster, jobId: string | null, credentials: Credentials | null): Result<ResolvedReference> => ({ ok: true, value: { ref: { cluster: shown(cluster), jobId }, credentials } });
const failed = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem });
const names = (clusters: readonly Cluster[]): string => (clusters.length === 0 ? 'none' : clusters.map(({ name }) => name).join(', '));
