import { until } from '../rest.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const ckptExpires: Scenario = {
  name: 'ckpt-expires',
  kind: 'incidents',
  story: 'Aligned barriers queue behind a slow vertex, and checkpoints expire after 10 s.',
  judgement: 'The checkpoints are only the victim: plan-route is too slow and holds up the barriers.',
  expected: {
    verdict: 'faulty',
    firstCause: 'backpressure-root',
    also: ['ckpt-expired', 'ckpt-near-timeout', 'ckpt-stale', 'source-lag-growing'],
    never: ['slow-sink', 'skewed-subtask', 'user-code-exception', 'ckpt-storage-failure', 'ckpt-disabled'],
  },
  start: ({ submit }) =>
    submit({
      entryClass: 'com.acme.shipping.ShipmentTracking',
      args: ['--plan-ms', '20', '--padding', '10'],
      conf: checkpointsEvery('5 s', {
        'execution.checkpointing.timeout': '10 s',
        'execution.checkpointing.tolerable-failed-checkpoints': 1000,
      }),
    }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 70);
    await until('expired checkpoints', 90, async () => (await rest.checkpoints(job)).counts.failed >= 4);
  },
};
