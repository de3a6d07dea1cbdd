import { invoicing, openShop, orders } from '../orders.js';
import { checkpointsEvery, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';
import { conf, impatient, looping } from './kafka-looping.js';

export const kafkaFaults: readonly Scenario[] = [
  looping({
    name: 'kafka-no-offset',
    story: 'The job starts from committed offsets without a reset policy; its group has never committed any.',
    judgement: 'NoOffsetForPartitionException: a new group has no offsets. Choose where to start (earliest or latest) or fix the name of the group.',
    firstCause: 'kafka-offset-out-of-range',
    start: async (context) => invoicing(context, await openShop(context, 50), { conf, args: { offset: -2 } }),
  }),
  looping({
    name: 'kafka-no-source-topic',
    story: 'The topic to read does not exist and the broker makes none.',
    judgement: 'The topic is missing: create it or correct its name.',
    firstCause: 'kafka-topic-missing',
    also: ['kafka-source-init-failed'],
    start: async (context) => invoicing(context, await openShop(context, 5), { conf, args: { orders: 'orders-typo', ...impatient } }),
  }),
  looping({
    name: 'kafka-no-sink-topic',
    story: 'The topic to write to does not exist and the broker makes none.',
    judgement: 'The topic is missing: create it or correct its name.',
    firstCause: 'kafka-topic-missing',
    start: async (context) => invoicing(context, await openShop(context, 50), { conf, args: { invoices: 'invoices-typo', ...impatient } }),
  }),
  looping({
    name: 'kafka-wrong-port',
    story: 'Nobody listens at the address of the brokers that the job was given.',
    judgement: 'Kafka is unreachable: correct the address.',
    firstCause: 'kafka-broker-unreachable',
    also: ['kafka-source-init-failed'],
    start: async (context) => invoicing(context, await openShop(context, 5), { conf, args: { bootstrap: '127.0.0.1:1', ...impatient } }),
  }),
  looping({
    name: 'kafka-wrong-name',
    story: 'The name of the brokers that the job was given does not resolve.',
    judgement: 'No resolvable bootstrap urls: correct the address, or the DNS of the machines.',
    firstCause: 'kafka-broker-unreachable',
    also: ['kafka-source-init-failed'],
    start: async (context) => invoicing(context, await openShop(context, 5), { conf, args: { bootstrap: 'kafka.invalid:9092', ...impatient } }),
  }),
  looping({
    name: 'kafka-record-large',
    story: 'An invoice is larger than max.request.size of the producer.',
    judgement: 'RecordTooLargeException: raise the limit of producer and broker together, or make the record smaller.',
    firstCause: 'kafka-record-too-large',
    also: ['tm-unreachable', 'no-resource-available', 'slots-shortage'],
    start: async (context) => invoicing(context, await openShop(context, 50), { conf, args: { 'max-request-size': 90 } }),
  }),
  looping({
    name: 'kafka-topic-deleted',
    story: 'The topic to read was deleted while the job ran.',
    judgement: 'The topic is gone: create it again and decide from where to read, or take the job off it.',
    firstCause: 'kafka-topic-missing',
    also: ['kafka-source-init-failed'],
    start: async (context) => {
      const shop = await openShop(context, 100);
      const job = await invoicing(context, shop, { conf, args: { 'discovery-ms': 4_000, ...impatient } });
      await completedSince(context.rest, job, 0, 2);
      await shop.kafka.delete(shop.orders);
      return job;
    },
  }),
  looping({
    name: 'kafka-txn-expired',
    story: 'Orders come all the time, and the broker aborts each transaction after 5 s although the next checkpoint is minutes away: the next send is refused.',
    judgement: 'The transaction timed out before its checkpoint: make transaction.timeout.ms longer than interval, longest checkpoint and downtime together.',
    firstCause: 'kafka-txn-fenced',
    also: ['tm-unreachable', 'no-resource-available', 'slots-shortage', 'kafka-txn-data-loss', 'log-only-fault'],
    start: async (context) => {
      const shop = await openShop(context, 20);
      shop.kafka.feed(shop.orders, orders(500), 20);
      return invoicing(context, shop, { conf: { ...conf, ...checkpointsEvery('10 min') }, args: { 'transaction-timeout-ms': 5_000 } });
    },
  }),
];
