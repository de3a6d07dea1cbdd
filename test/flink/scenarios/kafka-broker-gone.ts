import { invoicing, openShop } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const kafkaBrokerGone: Scenario = {
  name: 'kafka-broker-gone',
  kind: 'incidents',
  kafka: true,
  story: 'The only broker was killed while the job ran; clients give up after 15 s, the job restarts and cannot reach it.',
  judgement: 'Kafka is unreachable: bring the broker back, or check address and network from the machines of JobManager and TaskManagers.',
  expected: {
    verdict: 'faulty',
    firstCause: 'kafka-broker-unreachable',
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale', 'kafka-source-init-failed', 'kafka-producer-timeout'],
    never: ['user-code-exception', 'restart-exhausted', 'ckpt-disabled', 'kafka-topic-missing'],
  },
  start: async (context) => {
    const shop = await openShop(context, 200);
    const args = { 'api-timeout-ms': 15_000, 'request-timeout-ms': 5_000, 'discovery-ms': 4_000 };
    const job = await invoicing(context, shop, { conf: { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') }, args });
    await completedSince(context.rest, job, 0, 3);
    shop.kafka.kill();
    return job;
  },
  ready: ({ rest }, job) => until('two failures', 240, async () => (await rest.failures(job)).length >= 2),
};
