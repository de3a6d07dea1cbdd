import type { Context } from './scenario.js';
import type { Conf } from './conf.js';
import type { Kafka } from './kafka.js';

export interface OrdersSpec {
  readonly conf: Conf;
  /** Of the job, without dashes; 0 leaves the argument out. */
  readonly args?: Readonly<Record<string, number>>;
}

export const order = (id: number): string => JSON.stringify({ id, customer: `c${id % 17}`, amount: (id % 900) / 4 });
export const orders = (count: number): readonly string[] => Array.from({ length: count }, (_, id) => order(id));

/** A broker with both topics and some orders. */
export async function topics(context: Context, count: number): Promise<Kafka> {
  const kafka = await context.kafka();
  await kafka.topic('orders');
  await kafka.topic('invoices');
  await kafka.produce('orders', orders(count));
  return kafka;
}

/** The job that turns each order into an invoice. */
export async function invoicing(context: Context, kafka: Kafka, { conf, args = {} }: OrdersSpec): Promise<string> {
  const settings = { bootstrap: kafka.bootstrap, 'transaction-timeout-ms': 60_000, ...args };
  return context.submitKafka({
    entryClass: 'com.acme.invoices.OrdersToInvoices',
    conf,
    args: Object.entries(settings).flatMap(([key, value]) => (value === 0 ? [] : [`--${key}`, `${value}`])),
  });
}
