import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const npeLoop: Scenario = {
  name: 'npe-loop',
  kind: 'incidents',
  story: 'A payment without country makes user code throw on every attempt; the job restarts again and again.',
  judgement: 'The first exception is the cause: a NullPointerException in CountryRisk.of (PaymentScoring). Later ones of merchant-totals follow from it.',
  expected: {
    verdict: 'faulty',
    firstCause: 'user-code-exception',
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale'],
    never: ['tm-unreachable', 'restart-exhausted', 'no-resource-available', 'ckpt-disabled'],
  },
  start: ({ submit }) =>
    submit({ entryClass: 'com.acme.payments.PaymentScoring', conf: { ...checkpointsEvery('2 s'), ...restarts(1000, '5 s') } }),
  ready: ({ rest }, job) => until('four failures', 150, async () => (await rest.failures(job)).length >= 4),
};
