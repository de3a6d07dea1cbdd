import { invoicing, openShop, orders } from '../orders.js';
import { until } from '../rest.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';
import { conf, impatient, looping } from './kafka-looping.js';
import { DATAGEN, script, tableOf } from './kafka-script.js';

/** A sink that gives up early; its records do not come from Kafka. */
const hasty = { 'properties.delivery.timeout.ms': 10_000, 'properties.request.timeout.ms': 5_000, 'properties.max.block.ms': 12_000 };
const gone = ['tm-unreachable', 'no-resource-available', 'slots-shortage'];

export const kafkaSinkFaults: readonly Scenario[] = [
  looping({
    name: 'kafka-batch-large',
    story: 'The topic takes smaller records (max.message.bytes) than an invoice is.',
    judgement: 'RecordTooLargeException of the broker: raise max.message.bytes of the topic, or send smaller records.',
    firstCause: 'kafka-record-too-large',
    also: ['kafka-broker-unreachable', ...gone],
    start: async (context) => invoicing(context, await openShop(context, 1, { config: { 'max.message.bytes': 60 } }), { conf }),
  }),
  looping({
    name: 'kafka-old-timestamp',
    story: 'The topic of the invoices refuses records that are older than a second (message.timestamp.before.max.ms).',
    judgement: 'InvalidTimestampException: the records carry the time of the orders; widen the limit of the topic.',
    firstCause: 'kafka-record-rejected',
    also: gone,
    start: async (context) => invoicing(context, await openShop(context, 50, { config: { 'message.timestamp.before.max.ms': 1000 } }), { conf }),
  }),
  looping({
    name: 'kafka-compacted',
    story: 'The topic of the invoices is compacted, and the invoices have no key.',
    judgement: 'InvalidRecordException: give the records a key, or take the compaction from the topic.',
    firstCause: 'kafka-record-rejected',
    also: gone,
    start: async (context) => invoicing(context, await openShop(context, 50, { config: { 'cleanup.policy': 'compact' } }), { conf, args: { guarantee: 'AT_LEAST_ONCE' } }),
  }),
  looping({
    name: 'kafka-min-isr',
    story: 'Two replicas must have every record of the invoices, and the broker of one of them is gone.',
    judgement: 'NotEnoughReplicasException: bring the broker back, or lower min.insync.replicas and know what that risks.',
    firstCause: 'kafka-producer-timeout',
    also: gone,
    start: async (context) => {
      const shop = await openShop(context, 50);
      const invoices = `${shop.invoices}-twice`;
      await shop.kafka.topicOfTwo(invoices);
      return invoicing(context, { ...shop, invoices }, { conf, args: { 'sink.delivery.timeout.ms': 10_000, 'sink.request.timeout.ms': 5_000, ...impatient } });
    },
  }),
  looping({
    name: 'kafka-frozen-sink',
    story: 'The broker freezes for longer than delivery.timeout.ms while an at-least-once sink writes.',
    judgement: 'Records were not acknowledged in time: look at the broker, and let delivery.timeout.ms outlast its pauses.',
    firstCause: 'kafka-producer-timeout',
    also: ['kafka-broker-unreachable', 'kafka-producer-timeout', ...gone],
    start: async (context) => {
      const shop = await openShop(context, 1);
      const job = await script(context, conf, [DATAGEN, tableOf('invoices', shop, hasty), 'INSERT INTO invoices SELECT * FROM ticks']);
      await completedSince(context.rest, job, 0, 2);
      shop.kafka.freeze();
      return job;
    },
  }),
  looping({
    name: 'kafka-frozen-transaction',
    story: 'The broker freezes for longer than delivery.timeout.ms while an exactly-once sink writes.',
    judgement: 'Kafka does not answer: look at the broker.',
    firstCause: 'kafka-broker-unreachable',
    also: ['kafka-broker-unreachable', 'kafka-producer-timeout', ...gone],
    start: async (context) => {
      const shop = await openShop(context, 1);
      const exactly = { 'sink.delivery-guarantee': 'exactly-once', 'sink.transactional-id-prefix': shop.invoices, 'properties.transaction.timeout.ms': 60_000 };
      const job = await script(context, conf, [DATAGEN, tableOf('invoices', shop, { ...hasty, ...exactly }), 'INSERT INTO invoices SELECT * FROM ticks']);
      await completedSince(context.rest, job, 0, 2);
      shop.kafka.freeze();
      return job;
    },
  }),
  looping({
    name: 'kafka-frozen-source',
    story: 'The broker freezes while the job reads; the enumerator asks it in vain for new partitions.',
    judgement: 'Kafka does not answer: look at the broker.',
    firstCause: 'kafka-broker-unreachable',
    also: ['kafka-source-init-failed'],
    start: async (context) => {
      const shop = await openShop(context, 100);
      const job = await invoicing(context, shop, { conf, args: { 'discovery-ms': 4_000, guarantee: 'AT_LEAST_ONCE', ...impatient } });
      await completedSince(context.rest, job, 0, 2);
      shop.kafka.freeze();
      return job;
    },
  }),
  {
    ...looping({
      name: 'kafka-same-prefix',
      story: 'A second job has the same prefix of transactional ids: each fences the producers of the other.',
      judgement: 'ProducerFencedException: every sink needs a prefix of its own.',
      firstCause: 'kafka-txn-fenced',
      also: [...gone, 'kafka-txn-data-loss', 'log-only-fault'],
      start: async (context) => {
        const shop = await openShop(context, 20);
        shop.kafka.feed(shop.orders, orders(500), 20);
        const slow = { ...conf, ...checkpointsEvery('8 s') };
        const first = await invoicing(context, shop, { conf: slow });
        await completedSince(context.rest, first, 0, 2);
        await invoicing(context, shop, { conf: slow });
        return first;
      },
    }),
    ready: ({ rest }, job) => until('a failure', 120, async () => (await rest.failures(job)).length >= 1),
  },
];
