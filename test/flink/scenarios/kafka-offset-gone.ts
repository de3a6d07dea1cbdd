import { invoicing, openShop } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const kafkaOffsetGone: Scenario = {
  name: 'kafka-offset-gone',
  kind: 'incidents',
  kafka: true,
  story: 'The job starts at an offset whose records the retention has deleted; it has no reset policy.',
  judgement: 'OffsetOutOfRangeException: the records are gone. Decide to lose them (start from earliest) and lengthen the retention.',
  expected: {
    verdict: 'faulty',
    firstCause: 'kafka-offset-out-of-range',
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale'],
    never: ['kafka-broker-unreachable', 'user-code-exception', 'restart-exhausted', 'tm-unreachable', 'ckpt-disabled'],
  },
  start: async (context) => {
    const shop = await openShop(context, 2000);
    await shop.kafka.purge(shop.orders, [0, 1]);
    const conf = { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') };
    return invoicing(context, shop, { conf, args: { offset: 5 } });
  },
  ready: ({ rest }, job) => until('three failures', 150, async () => (await rest.failures(job)).length >= 3),
};
