import type { Context } from './scenario.js';
import type { Conf } from './conf.js';
import type { Kafka, TopicSpec } from './kafka.js';

export interface OrdersSpec {
  readonly conf: Conf;
  /** Of the job, without dashes; 0 leaves the argument out. */
  readonly args?: Readonly<Record<string, number | string>>;
}

export const order = (id: number): string => JSON.stringify({ id, customer: `c${id % 17}`, amount: (id % 900) / 4 });
export const orders = (count: number): readonly string[] => Array.from({ length: count }, (_, id) => order(id));

/** A broker with two topics that no other scenario uses, and some orders in the first. */
export interface Shop {
  readonly kafka: Kafka;
  readonly orders: string;
  readonly invoices: string;
}

export async function openShop(context: Context, count: number, invoices: TopicSpec = {}): Promise<Shop> {
  const kafka = await context.kafka();
  const place = PLACES[openings++ % PLACES.length];
  const shop = { kafka, orders: `orders-${place}`, invoices: `invoices-${place}` };
  await Promise.all([kafka.topic(shop.orders), kafka.topic(shop.invoices, invoices)]);
  await kafka.produce(shop.orders, orders(count));
  return shop;
}

const PLACES = ['oslo', 'lima', 'cairo', 'delhi', 'quito', 'turin', 'kyoto', 'perth', 'minsk', 'accra', 'hanoi', 'leeds', 'davos', 'porto']
  .concat(['tampa', 'sofia', 'milan', 'essen', 'brest', 'dakar', 'tunis', 'doha', 'osaka', 'pune', 'seoul', 'busan', 'macau', 'miami'])
  .concat(['reno', 'boise', 'salem', 'bern', 'basel', 'graz', 'linz', 'riga', 'lodz', 'bonn', 'kiel', 'ulm', 'nice', 'lyon'])
  .concat(['metz', 'lille', 'genoa', 'bari', 'split', 'pula', 'varna', 'izmir', 'adana', 'haifa', 'amman', 'muscat', 'suva', 'apia']);
let openings = 0;

/** The job that turns each order into an invoice. */
export async function invoicing(context: Context, shop: Shop, { conf, args = {} }: OrdersSpec): Promise<string> {
  const { kafka, orders: from, invoices: to } = shop;
  const settings = { bootstrap: kafka.bootstrap, orders: from, invoices: to, 'transaction-timeout-ms': 60_000, ...args };
  return context.submitKafka({
    entryClass: 'com.acme.invoices.OrdersToInvoices',
    conf,
    args: Object.entries(settings).flatMap(([key, value]) => (value === 0 ? [] : [`--${key}`, `${value}`])),
  });
}
