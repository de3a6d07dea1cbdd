import type { Adviser, Cluster, Labelling } from '@app/wiring';
import type { Clock, Snapshot } from '@app/model';
import type { DiagnosisStore } from '@app/pipeline';
import { seenEvents } from '@app/observe';
import type { Logger } from 'pino';

export interface PatrolParts {
  readonly adviser: Adviser;
  readonly store: DiagnosisStore;
  readonly labelling: Labelling;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The end of a log is hundreds of KB, a minute and job: kept where it says something. */
const withoutLogs = (snapshot: Snapshot): Snapshot => ({ ...snapshot, entries: new Map([...snapshot.entries].filter(([, { need }]) => !need.what.endsWith('-log'))) });

/** Diagnoses of one cluster under way at the same time. */
const jobsAtOnce = 2;

/**
 * One health check of every job of a cluster. Trouble with the cluster is an outcome (its jobs become unknown), trouble
 * with one job does not keep the others from their check. Stops between two jobs when `signal` says so.
 */
export async function patrolCluster(cluster: Cluster, parts: PatrolParts, signal: AbortSignal): Promise<void> {
  const { adviser, store, logger } = parts;
  const listed = await adviser.jobsOf(cluster);
  if (!listed.ok) {
    logger.info({ cluster: cluster.name, code: listed.problem.code, why: listed.problem.why }, 'cluster could not be read');
    await store.seen(cluster.name, parts.clock.now(), null);
    return;
  }
  const waiting = listed.value.jobs.values();
  const worker = async (): Promise<void> => {
    for (const job of waiting) {
      if (signal.aborted) return;
      try {
        const { diagnosis, snapshot } = await adviser.diagnoseJob(cluster, job.id, listed.value, 'en');
        await store.save(diagnosis, diagnosis.findings.length > 0 ? snapshot : withoutLogs(snapshot));
        await store.saveEvents(seenEvents(snapshot, { cluster: cluster.name, jobId: job.id }));
        await parts.labelling.take(snapshot, { cluster: cluster.name, job: job.name });
      } catch (error) {
        logger.error({ err: error, cluster: cluster.name, job: job.id }, 'a job could not be checked');
      }
    }
  };
  await Promise.all(Array.from({ length: jobsAtOnce }, worker));
  if (!signal.aborted) await store.seen(cluster.name, parts.clock.now(), listed.value.jobs.map((job) => job.id));
}
