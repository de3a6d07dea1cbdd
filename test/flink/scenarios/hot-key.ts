import { checkpointsEvery, type Scenario } from '../scenario.js';
import { runningFor, underBackPressure } from '../symptoms.js';

export const hotKey: Scenario = {
  name: 'hot-key',
  kind: 'incidents',
  story: 'One key takes 90 % of the records of a keyed vertex with four subtasks.',
  judgement: 'One subtask of count-per-user is busy all the time, its three neighbours are not: more parallelism does not help, salt the key.',
  expected: {
    verdict: 'faulty',
    firstCause: 'skewed-subtask',
    also: ['backpressure-root', 'slow-subtask', 'ckpt-near-timeout', 'ckpt-stale', 'source-lag-growing'],
    never: ['slow-sink', 'user-code-exception', 'ckpt-disabled'],
  },
  start: ({ submit }) => submit({ entryClass: 'com.acme.activity.UserActivity', parallelism: 4, conf: checkpointsEvery('20 s') }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 70);
    await underBackPressure(rest, job, 2);
  },
};
