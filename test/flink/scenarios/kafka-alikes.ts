import { sleep } from '../home.js';
import { invoicing, openShop, orders } from '../orders.js';
import { until } from '../rest.js';
import { BESIDE_KAFKA, checkpointsEvery, healthy, restarts, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';
import { conf } from './kafka-looping.js';

const fine = (name: string, story: string, judgement: string, play: Pick<Scenario, 'start' | 'ready'>): Scenario =>
  ({ name, kind: 'healthy', kafka: true, story, judgement, expected: healthy, ...play });

/** What looks like a fault of Kafka and is none, or none of Kafka. */
export const kafkaAlikes: readonly Scenario[] = [
  fine('kafka-bounded', 'A job reads a topic to its end; most of its partitions are empty.', 'The job finished as it was meant to.', {
    start: async (context) => {
      const shop = await openShop(context, 20);
      await shop.kafka.topic(`${shop.orders}-wide`, { partitions: 8 });
      await shop.kafka.produce(`${shop.orders}-wide`, orders(3));
      return invoicing(context, { ...shop, orders: `${shop.orders}-wide` }, { conf, args: { bounded: 1 } });
    },
    ready: ({ rest }, job) => until('the end', 60, async () => (await rest.job(job)).state === 'FINISHED'),
  }),
  fine('kafka-stopped', 'A job was stopped with a savepoint while orders came.', 'Somebody stopped the job; nothing is wrong.', {
    start: async (context) => {
      const shop = await openShop(context, 20);
      shop.kafka.feed(shop.orders, orders(500), 20);
      const job = await invoicing(context, shop, { conf });
      await completedSince(context.rest, job, 0, 3);
      await context.rest.stop(job);
      return job;
    },
    ready: () => sleep(15_000),
  }),
  fine('kafka-cancelled', 'A job was cancelled while orders came.', 'Somebody cancelled the job; nothing is wrong.', {
    start: async (context) => {
      const shop = await openShop(context, 20);
      shop.kafka.feed(shop.orders, orders(500), 20);
      const job = await invoicing(context, shop, { conf });
      await completedSince(context.rest, job, 0, 3);
      await context.rest.cancel(job);
      return job;
    },
    ready: () => sleep(15_000),
  }),
  fine('kafka-no-topic-yet', 'No topic fits the pattern of the source yet.', 'The job waits for the first topic; nothing is wrong.', {
    start: async (context) => {
      const shop = await openShop(context, 5);
      return invoicing(context, { ...shop, orders: 'later-.*' }, { conf, args: { pattern: 1, 'discovery-ms': 5000 } });
    },
    ready: ({ rest }, job) => runningFor(rest, job, 30),
  }),
  fine('kafka-rolling', 'The broker was restarted in order while the job ran; the clients waited and went on.', 'The job outlived the restart; the WARNs of the clients are over.', {
    start: async (context) => {
      const shop = await openShop(context, 20);
      const job = await invoicing(context, shop, { conf: { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') } });
      shop.kafka.feed(shop.orders, orders(500), 20);
      await completedSince(context.rest, job, 0, 3);
      await shop.kafka.restart();
      return job;
    },
    ready: async ({ rest }, job) => {
      await completedSince(rest, job, Date.now(), 5);
      await runningFor(rest, job, 20);
    },
  }),
  fine('kafka-killed-briefly', 'The broker was killed while a transaction was open and was back 5 s later; the job went on.', 'The job outlived it; the WARNs of the clients are over.', {
    start: async (context) => {
      const shop = await openShop(context, 20);
      const job = await invoicing(context, shop, { conf: { ...checkpointsEvery('6 s'), ...restarts(1000, '4 s') } });
      shop.kafka.feed(shop.orders, orders(500), 20);
      await completedSince(context.rest, job, 0, 2);
      await sleep(3000);
      shop.kafka.kill();
      await sleep(5000);
      await shop.kafka.start();
      return job;
    },
    ready: async ({ rest }, job) => {
      await completedSince(rest, job, Date.now(), 4);
      await runningFor(rest, job, 20);
    },
  }),
  {
    name: 'kafka-tm-killed',
    kind: 'incidents',
    kafka: true,
    cluster: { ...BESIDE_KAFKA, taskManagers: 2 },
    story: 'A TaskManager was killed (SIGKILL) while a transaction to Kafka was open; the other one took its tasks and the job recovered.',
    judgement: 'Over: the TaskManager was lost. What Kafka says of fenced producers and aborted transactions belongs to the recovery.',
    expected: {
      verdict: 'healthy',
      firstCause: 'tm-unreachable',
      also: ['remote-transport-lost', 'tm-heartbeat-timeout', 'ckpt-tolerance-zero'],
      never: ['user-code-exception', 'restart-exhausted', 'kafka-txn-fenced', 'kafka-broker-unreachable'],
    },
    start: async (context) => {
      const shop = await openShop(context, 20);
      const job = await invoicing(context, shop, { conf });
      shop.kafka.feed(shop.orders, orders(500), 20);
      await completedSince(context.rest, job, 0, 3);
      const { vertices } = await context.rest.job(job);
      const used = await context.rest.get<{ taskmanagers: { 'taskmanager-id': string }[] }>(`/jobs/${job}/vertices/${vertices[0]?.id}/taskmanagers`);
      context.cluster.signal(used.taskmanagers[0]?.['taskmanager-id'] ?? 'tm-1', 'SIGKILL');
      return job;
    },
    ready: async ({ rest }, job) => {
      await until('the failure is seen', 90, async () => (await rest.failures(job)).length > 0);
      const [{ timestamp } = { timestamp: 0 }] = await rest.failures(job);
      await completedSince(rest, job, timestamp, 3);
    },
  },
];
