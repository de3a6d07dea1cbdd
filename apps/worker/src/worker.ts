import type { Service } from '@app/wiring';
import { patrolCluster } from './patrol.js';
import { everyFor, type Running } from './schedule.js';

const dayMs = 86_400_000;
const tidyEveryMs = 3_600_000;

export interface Worker extends Running {
  /** Resolves when every recorded demo cluster has been looked at once; at once when clusters are configured. */
  readonly demoShown: Promise<void>;
}

/** Scheduled health checks, and removal of what is older than the retention. */
export function startWorker(service: Service): Worker {
  const { adviser, store, labelling, clock, logger, settings } = service;
  const parts = { adviser, store, labelling, clock, logger };
  const failed = (what: string) => (error: unknown): void => logger.error({ err: error }, what);
  if (!settings.demo) {
    const tidy = everyFor([settings.clusterFile.retentionDays], tidyEveryMs, async (days) => {
      const before = new Date(clock.now().getTime() - days * dayMs);
      await labelling.tidy(before);
      const gone = await store.forget(before);
      if (gone > 0) logger.info({ gone }, 'old diagnoses removed');
    }, (_, error) => failed('old diagnoses could not be removed')(error));
    const patrol = everyFor(adviser.clusters, settings.clusterFile.checkEveryMs, (cluster, signal) => patrolCluster(cluster, parts, signal), (cluster, error) => logger.error({ err: error, cluster: cluster.name }, 'a health check failed'));
    return { demoShown: Promise.resolve(), stop: async () => { await Promise.all([patrol.stop(), tidy.stop()]); } };
  }
  // A recording always says the same and is never too old: one look, one after the other, leaves the machine to the reader.
  const end = new AbortController();
  const demoShown = (async () => {
    for (const cluster of adviser.clusters) {
      if (end.signal.aborted) return;
      await patrolCluster(cluster, parts, end.signal).catch(failed('a recording could not be checked'));
    }
  })();
  return { demoShown, stop: async () => { end.abort(); await demoShown; } };
}
