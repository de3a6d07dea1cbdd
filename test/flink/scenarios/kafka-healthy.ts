import { invoicing, openShop, orders } from '../orders.js';
import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';

export const kafkaHealthy: Scenario = {
  name: 'kafka-healthy',
  kind: 'healthy',
  kafka: true,
  story: 'Orders come from Kafka at 20/s and go back to Kafka exactly once; checkpoints every 3 s.',
  judgement: 'Everything that is read is written and committed. The WARN about a metric name at every checkpoint is noise of the connector. Healthy.',
  expected: healthy,
  start: async (context) => {
    const shop = await openShop(context, 200);
    const job = await invoicing(context, shop, { conf: checkpointsEvery('3 s') });
    shop.kafka.feed(shop.orders, orders(1000), 20);
    return job;
  },
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 75);
    await completedSince(rest, job, 0, 8);
  },
};
