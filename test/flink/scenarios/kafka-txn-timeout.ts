import { invoicing, openShop } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const kafkaTxnTimeout: Scenario = {
  name: 'kafka-txn-timeout',
  kind: 'incidents',
  kafka: true,
  story: 'An exactly-once sink leaves transaction.timeout.ms at the 1 h of the connector; the broker allows 15 min.',
  judgement: 'The broker refuses the producer: set transaction.timeout.ms to 15 min or less, or raise transaction.max.timeout.ms of the broker.',
  expected: {
    verdict: 'faulty',
    firstCause: 'kafka-txn-timeout-rejected',
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale'],
    never: ['kafka-broker-unreachable', 'user-code-exception', 'restart-exhausted', 'tm-unreachable', 'ckpt-disabled'],
  },
  start: async (context) => {
    const shop = await openShop(context, 50);
    const conf = { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') };
    return invoicing(context, shop, { conf, args: { 'transaction-timeout-ms': 0 } });
  },
  ready: ({ rest }, job) => until('three failures', 150, async () => (await rest.failures(job)).length >= 3),
};
