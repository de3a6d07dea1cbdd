import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../rest.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { completedSince, runningFor, underBackPressure } from '../symptoms.js';

export const twoFaults: Scenario = {
  name: 'two-faults',
  kind: 'incidents',
  cluster: { taskManagers: 1 },
  story: 'The sink is slow and, apart from that, the checkpoint directory was replaced by a plain file.',
  judgement: 'Two faults that have nothing to do with each other: the storage first, as a failure now loses data, then the sink.',
  expected: {
    verdict: 'faulty',
    firstCause: 'ckpt-storage-failure',
    also: ['slow-sink', 'backpressure-root', 'ckpt-declined', 'ckpt-stale', 'ckpt-near-timeout', 'source-lag-growing'],
    never: ['ckpt-expired', 'skewed-subtask', 'user-code-exception', 'ckpt-disabled'],
  },
  start: async ({ cluster, rest, submit }) => {
    const conf = checkpointsEvery('8 s', { 'execution.checkpointing.tolerable-failed-checkpoints': 1000 });
    const job = await submit({ entryClass: 'com.acme.telemetry.TelemetryToWarehouse', conf });
    await completedSince(rest, job, 0, 1);
    const folder = join(cluster.folder, 'checkpoints');
    await rename(folder, `${folder}-gone`);
    await writeFile(folder, '');
    return job;
  },
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 70);
    await until('failed checkpoints', 120, async () => (await rest.checkpoints(job)).counts.failed >= 4);
    await underBackPressure(rest, job, 3);
  },
};
