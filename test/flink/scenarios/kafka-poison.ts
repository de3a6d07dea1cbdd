import { invoicing, openShop, order } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const kafkaPoison: Scenario = {
  name: 'kafka-poison',
  kind: 'incidents',
  kafka: true,
  story: 'One order in the topic is no valid JSON (a decimal comma); the job restarts and reads it again and again.',
  judgement: 'A poison record: restarting cannot help. Skip it in the deserializer (a side output), or repair the producer and move the offset.',
  expected: {
    verdict: 'faulty',
    firstCause: 'deserialization-error',
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale'],
    never: ['kafka-broker-unreachable', 'user-code-exception', 'restart-exhausted', 'tm-unreachable', 'ckpt-disabled'],
  },
  start: async (context) => {
    const shop = await openShop(context, 100);
    const job = await invoicing(context, shop, { conf: { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') } });
    await completedSince(context.rest, job, 0, 2);
    await shop.kafka.produce(shop.orders, [order(501), '{"id": 502, "customer": "c9", "amount": 12,5}', order(503)]);
    return job;
  },
  ready: ({ rest }, job) => until('three failures', 150, async () => (await rest.failures(job)).length >= 3),
};
