import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';

export const statefulBursty: Scenario = {
  name: 'stateful-bursty',
  kind: 'healthy',
  story: 'Keyed totals with checkpoints every 4 s; batches arrive in bursts of about 7 s.',
  judgement: 'Bursts raise the load for some seconds and are worked off at once; checkpoints complete. Healthy.',
  expected: healthy,
  start: ({ submit }) => submit({ entryClass: 'com.acme.sessions.SessionTotals', conf: checkpointsEvery('4 s') }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 75);
    await completedSince(rest, job, 0, 8);
  },
};
