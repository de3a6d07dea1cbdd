import { checkpointsEvery, type Scenario } from '../scenario.js';
import { runningFor, underBackPressure } from '../symptoms.js';

export const slowMiddle: Scenario = {
  name: 'slow-middle',
  kind: 'incidents',
  story: 'The third of four vertices needs 5 ms per record and holds up the chain.',
  judgement: 'plan-route is the bottleneck: always busy, all before it back-pressured, all after it idle.',
  expected: {
    verdict: 'faulty',
    firstCause: 'backpressure-root',
    also: ['ckpt-near-timeout', 'ckpt-stale', 'source-lag-growing'],
    never: ['slow-sink', 'skewed-subtask', 'user-code-exception', 'ckpt-disabled'],
  },
  start: ({ submit }) => submit({ entryClass: 'com.acme.shipping.ShipmentTracking', conf: checkpointsEvery('15 s') }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 70);
    await underBackPressure(rest, job, 2);
  },
};
