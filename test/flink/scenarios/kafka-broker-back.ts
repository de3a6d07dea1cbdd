import { invoicing, openShop, orders } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';

export const kafkaBrokerBack: Scenario = {
  name: 'kafka-broker-back',
  kind: 'incidents',
  kafka: true,
  story: 'The only broker was killed and came back after the first failure; the job recovered from its checkpoint.',
  judgement: 'Over: Kafka was unreachable for a while. Nothing to do, unless it comes back.',
  expected: {
    verdict: 'healthy',
    firstCause: 'kafka-broker-unreachable',
    also: [],
    never: ['user-code-exception', 'restart-exhausted', 'ckpt-disabled', 'kafka-txn-data-loss', 'kafka-topic-missing'],
  },
  start: async (context) => {
    const shop = await openShop(context, 200);
    const args = { 'api-timeout-ms': 12_000, 'request-timeout-ms': 5_000, 'discovery-ms': 4_000 };
    const job = await invoicing(context, shop, { conf: { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') }, args });
    await completedSince(context.rest, job, 0, 3);
    shop.kafka.kill();
    await until('a failure', 120, async () => (await context.rest.failures(job)).length >= 1);
    await shop.kafka.start();
    shop.kafka.feed(shop.orders, orders(1000), 10);
    return job;
  },
  ready: async ({ rest }, job) => {
    await completedSince(rest, job, Date.now(), 6);
    await runningFor(rest, job, 45);
  },
};
