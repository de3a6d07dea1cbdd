import { createAdviser, liveCluster, readSettings, wallClock } from '@app/wiring';
import { environment } from '../config.js';
import { exitFor, exits, type Exit } from '../exit.js';
import { printDiagnosis, tellProblem } from '../output.js';
import type { AnswerOptions } from '../options.js';
import { must, pipelineWith } from './knowledge.js';

/** Asks Flink itself; needs no running service. */
export async function diagnose(reference: string, options: AnswerOptions & { readonly timeoutMs: number }): Promise<Exit> {
  const settings = must(await readSettings(environment));
  const adviser = createAdviser({
    pipeline: await pipelineWith(options.rules),
    clusters: settings.clusterFile.clusters.map((cluster) => liveCluster(cluster, wallClock)),
    openAddress: (cluster, credentials) => liveCluster({ ...cluster, headers: {}, limits: { connections: 4, requestsPerSecond: 50 } }, wallClock, credentials),
    clock: wallClock,
    deadlineMs: options.timeoutMs,
  });
  try {
    const { diagnosis, problem } = must(await adviser.diagnose({ reference, lang: options.lang }));
    printDiagnosis(diagnosis, options.output, options.lang);
    if (problem !== null) tellProblem(problem);
    return problem === null ? exitFor(diagnosis, options.failOn) : exits.unread;
  } finally {
    await adviser.close();
  }
}
