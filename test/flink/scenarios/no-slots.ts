import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const noSlots: Scenario = {
  name: 'no-slots',
  kind: 'incidents',
  story: 'A job asks for more slots than the cluster has; a request for a slot gives up after 20 s.',
  judgement: 'Too few slots for the parallelism: add TaskManagers or lower the parallelism. The job itself is not at fault.',
  expected: { verdict: 'faulty', firstCause: 'no-resource-available', also: ['slots-shortage', 'failover-rate-rising', 'ckpt-tolerance-zero'], never: ['user-code-exception', 'tm-unreachable'] },
  start: async ({ rest, submit }) => {
    const { 'slots-total': slots } = await rest.get<{ 'slots-total': number }>('/overview');
    const conf = { ...checkpointsEvery('10 s'), ...restarts(100, '3 s') };
    return submit({ entryClass: 'com.acme.clicks.ClickNormalizer', parallelism: slots + 2, conf });
  },
  ready: ({ rest }, job) =>
    until('no resource available', 120, async () => {
      const failures = await rest.failures(job);
      return failures.filter(({ stacktrace }) => stacktrace.includes('NoResourceAvailableException')).length >= 2;
    }),
};
