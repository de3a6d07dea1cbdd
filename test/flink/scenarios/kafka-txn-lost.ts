import { invoicing, openShop, orders } from '../orders.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const kafkaTxnLost: Scenario = {
  name: 'kafka-txn-lost',
  kind: 'incidents',
  kafka: true,
  story: 'transaction.timeout.ms is shorter than the checkpoint interval: the broker aborts what the job has not committed yet. The job keeps running.',
  judgement: 'Records are lost and nothing failed: only one ERROR line of KafkaCommitter tells it. Make the timeout longer than interval, longest checkpoint and downtime together.',
  expected: {
    verdict: 'faulty',
    firstCause: 'kafka-txn-data-loss',
    also: ['log-only-fault', 'sink-commit-failed'],
    never: ['user-code-exception', 'restart-exhausted', 'ckpt-disabled', 'kafka-broker-unreachable'],
  },
  start: async (context) => {
    const shop = await openShop(context, 20);
    const job = await invoicing(context, shop, { conf: checkpointsEvery('40 s'), args: { 'transaction-timeout-ms': 12_000 } });
    await completedSince(context.rest, job, 0, 1);
    await shop.kafka.produce(shop.orders, orders(250));
    return job;
  },
  ready: ({ rest }, job) => completedSince(rest, job, 0, 3),
};
