import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../rest.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const ckptDirUnwritable: Scenario = {
  name: 'ckpt-dir-unwritable',
  kind: 'incidents',
  cluster: { taskManagers: 1 },
  story: 'After some checkpoints a plain file took the place of the checkpoint directory; nothing can be written there.',
  judgement:
    'The checkpoint directory refuses writes (IO-problem detected on trigger): repair it before the next failure, or all since the last checkpoint is lost.',
  expected: {
    verdict: 'faulty',
    firstCause: 'ckpt-storage-failure',
    also: ['ckpt-declined', 'ckpt-stale'],
    never: ['ckpt-expired', 'backpressure-root', 'user-code-exception', 'ckpt-disabled'],
  },
  start: async ({ cluster, rest, submit }) => {
    const conf = checkpointsEvery('4 s', { 'execution.checkpointing.tolerable-failed-checkpoints': 1000 });
    const job = await submit({ entryClass: 'com.acme.sessions.SessionTotals', conf });
    await completedSince(rest, job, 0, 3);
    const folder = join(cluster.folder, 'checkpoints');
    await rename(folder, `${folder}-gone`);
    await writeFile(folder, '');
    return job;
  },
  ready: ({ rest }, job) => until('failed checkpoints', 120, async () => (await rest.checkpoints(job)).counts.failed >= 6),
};
