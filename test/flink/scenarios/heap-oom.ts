import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const heapOom: Scenario = {
  name: 'heap-oom',
  kind: 'incidents',
  cluster: { taskManagers: 2 },
  story: 'One subtask keeps every image on the heap until its TaskManager has none left.',
  judgement: 'The user function attach-images holds on to its records: bound the cache or give more task heap.',
  expected: {
    verdict: 'faulty',
    firstCause: 'heap-oom',
    also: ['failover-rate-rising', 'user-code-exception', 'ckpt-stale', 'ckpt-tolerance-zero'],
    never: ['no-resource-available', 'restart-exhausted'],
  },
  start: ({ submit }) => submit({ entryClass: 'com.acme.basket.BasketCache', conf: { ...checkpointsEvery('5 s'), ...restarts(1000, '2 s') } }),
  ready: ({ rest }, job) =>
    until('heap space', 180, async () => {
      const failures = await rest.failures(job);
      return failures.filter(({ stacktrace }) => stacktrace.includes('Java heap space')).length >= 2;
    }),
};
