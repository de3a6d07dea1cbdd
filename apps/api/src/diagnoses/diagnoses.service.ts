import { parseReference } from '@app/collect';
import { ProblemError, type Diagnosis } from '@app/model';
import type { Service } from '@app/wiring';
import type { Telemetry } from '../telemetry.js';
import type { DiagnosisRequest } from './schema.js';

/** A time this close to now asks for a live diagnosis. */
const liveWithinMs = 5_000;

export class DiagnosesService {
  constructor(private readonly service: Service, private readonly telemetry: Telemetry) {}

  /** Live, and stored; or, for a past time, the nearest stored one. */
  async diagnose(request: DiagnosisRequest): Promise<Diagnosis> {
    const { adviser, store, clock } = this.service;
    this.checkCluster(request.cluster);
    if (request.at !== undefined && new Date(request.at).getTime() < clock.now().getTime() - liveWithinMs) return this.nearest(request, new Date(request.at));
    const started = performance.now();
    const answer = await adviser.diagnose({ reference: referenceOf(request), lang: request.lang });
    if (!answer.ok) throw new ProblemError(answer.problem);
    const { diagnosis, snapshot, problem } = answer.value;
    this.telemetry.diagnosed(diagnosis.verdict, (performance.now() - started) / 1_000);
    if (problem !== null) throw new ProblemError(problem);
    await store.save(diagnosis, snapshot);
    return diagnosis;
  }

  async byId(id: string): Promise<Diagnosis> {
    const found = await this.service.store.byId(id);
    if (found !== null) return found;
    throw new ProblemError({ code: 'diagnosis.not-found', what: 'No such diagnosis', why: `There is none with the id ${id}; diagnoses are kept for ${this.service.settings.clusterFile.retentionDays} days.`, next: 'See /api/v1/jobs for the last diagnosis of each job.' });
  }

  private async nearest(request: DiagnosisRequest, at: Date): Promise<Diagnosis> {
    const parsed = parseReference(request.job, this.service.adviser.clusters.map(({ name }) => name));
    if (!parsed.ok) throw new ProblemError(parsed.problem);
    const reference = parsed.value;
    const listed = reference.kind === 'url' ? this.service.adviser.clusters.find(({ url }) => url === reference.url)?.name : reference.kind === 'alias' ? reference.cluster : undefined;
    const job = reference.kind === 'name' ? reference.name : reference.kind === 'alias' ? reference.job : reference.jobId;
    const found = job === null ? null : await this.service.store.nearest({ cluster: request.cluster ?? listed ?? null, job }, at);
    if (found !== null) return found;
    throw new ProblemError({ code: 'diagnosis.no-history', what: 'Nothing is stored for that time', why: `There is no stored diagnosis of ${request.job}.`, next: 'Leave out "at" to diagnose now; from then on the job is watched.' });
  }

  private checkCluster(name: string | undefined): void {
    const names = this.service.adviser.clusters.map((cluster) => cluster.name);
    if (name === undefined || names.includes(name)) return;
    throw new ProblemError({ code: 'cluster.not-found', what: 'No such cluster', why: `${name} is not one of the listed clusters.`, next: `Listed are: ${names.slice(0, 20).join(', ') || 'none'}.` });
  }
}

/** `cluster` narrows a name or an id; an address or `cluster/job` already says where. */
function referenceOf({ job, cluster }: DiagnosisRequest): string {
  if (cluster === undefined || job === cluster || job.startsWith(`${cluster}/`)) return job;
  const parsed = parseReference(job);
  return parsed.ok && parsed.value.kind === 'url' ? job : `${cluster}/${job}`;
}
