import { until } from '../rest.js';
import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';

export const shortBackpressure: Scenario = {
  name: 'short-backpressure',
  kind: 'healthy',
  story: 'Every 15 s a burst of 5 s is more than session-totals can take; it is worked off before the next one.',
  judgement: 'Back pressure for seconds is how Flink takes bursts: the job keeps up and its checkpoints complete. Healthy.',
  expected: healthy,
  start: ({ submit }) =>
    submit({
      entryClass: 'com.acme.sessions.SessionTotals',
      args: ['--work-ms', '1', '--burst', '650', '--padding', '1000', '--period-ms', '15000'],
      conf: checkpointsEvery('5 s'),
    }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 75);
    await completedSince(rest, job, 0, 6);
    await until('some back pressure at the source', 90, async () => {
      const [source = 0] = await rest.backPressure(job);
      return source > 0.1 && source < 0.5;
    });
  },
};
