import { invoicing, openShop, order, orders, type Shop } from '../orders.js';
import type { Context, Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';
import { conf, impatient, looping } from './kafka-looping.js';

/** The job is stopped with a savepoint; after `meanwhile` it starts again from it. */
async function restored(context: Context, shop: Shop, args: Readonly<Record<string, number | string>>, meanwhile: () => Promise<void>): Promise<string> {
  const first = await invoicing(context, shop, { conf, args });
  await completedSince(context.rest, first, 0, 2);
  const savepoint = await context.rest.stop(first);
  await meanwhile();
  return invoicing(context, shop, { conf: { ...conf, 'execution.state-recovery.path': savepoint }, args });
}

const retention = async ({ kafka, orders: topic }: Shop): Promise<void> => {
  await kafka.produce(topic, orders(2000));
  await kafka.purge(topic, [0, 1]);
  await kafka.produce(topic, [order(1), order(2), order(3), order(4)]);
};

export const kafkaRestoreFaults: readonly Scenario[] = [
  looping({
    name: 'kafka-restore-gone',
    story: 'While the job was down the retention deleted what it had not read; it starts from its savepoint and has no reset policy.',
    judgement: 'OffsetOutOfRangeException: the records are gone. Start from other offsets and lengthen the retention.',
    firstCause: 'kafka-offset-out-of-range',
    start: async (context) => {
      const shop = await openShop(context, 2000);
      return restored(context, shop, { offset: '0' }, () => retention(shop));
    },
  }),
  {
    ...looping({
      name: 'kafka-restore-reset',
      story: 'While the job was down the retention deleted what it had not read; it starts from its savepoint and jumps to the earliest record.',
      judgement: 'Records were never read and nothing failed: only one line of the consumer tells it. Lengthen the retention; compute the gap again.',
      firstCause: 'offset-reset-silent',
      also: ['log-only-fault'],
      start: async (context) => {
        const shop = await openShop(context, 2000);
        return restored(context, shop, {}, () => retention(shop));
      },
    }),
    ready: ({ rest }, job) => runningFor(rest, job, 15),
  },
  looping({
    name: 'kafka-topic-recreated',
    story: 'While the job was down the topic was deleted and made again with fewer partitions; it starts from its savepoint without a reset policy.',
    judgement: 'OffsetOutOfRangeException: the offsets are those of another topic. Start without this state of the source.',
    firstCause: 'kafka-offset-out-of-range',
    also: ['kafka-topic-missing'],
    start: async (context) => {
      const shop = await openShop(context, 2000);
      return restored(context, shop, { offset: '0', ...impatient }, async () => {
        await shop.kafka.delete(shop.orders);
        await shop.kafka.topic(shop.orders, { partitions: 1 });
        await shop.kafka.produce(shop.orders, [order(1)]);
      });
    },
  }),
];
