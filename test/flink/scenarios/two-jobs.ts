import { ALONE, checkpointsEvery, healthy, restarts, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const twoJobs: Scenario = {
  name: 'two-jobs',
  kind: 'healthy',
  cluster: ALONE,
  story: 'A healthy job stands beside one that restarts again and again in the same cluster.',
  judgement: 'The trouble of the neighbour is not its own: healthy.',
  expected: healthy,
  start: async ({ submit }) => {
    await submit({ entryClass: 'com.acme.payments.PaymentScoring', conf: { ...checkpointsEvery('2 s'), ...restarts(1000, '2 s') } });
    return submit({ entryClass: 'com.acme.clicks.ClickNormalizer', conf: checkpointsEvery('5 s') });
  },
  ready: ({ rest }, job) => runningFor(rest, job, 70),
};
