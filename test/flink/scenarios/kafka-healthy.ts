import { invoicing, orders, topics } from '../orders.js';
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
    const kafka = await topics(context, 200);
    const job = await invoicing(context, kafka, { conf: checkpointsEvery('3 s') });
    kafka.feed('orders', orders(1000), 20);
    return job;
  },
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 75);
    await completedSince(rest, job, 0, 8);
  },
};
