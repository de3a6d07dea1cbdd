import type { Conf } from '../conf.js';
import type { Shop } from '../orders.js';
import type { Context } from '../scenario.js';

type Options = Readonly<Record<string, string | number | null>>;

export const DATAGEN = "CREATE TABLE ticks (id BIGINT, customer STRING, amount DOUBLE) WITH ('connector' = 'datagen', 'rows-per-second' = '50')";

/** The DDL of the orders or the invoices of a shop, as JSON; `null` leaves an option out. */
export function tableOf(name: 'orders' | 'invoices', shop: Shop, options: Options = {}, key = ''): string {
  const all: Options = {
    connector: 'kafka',
    topic: shop[name],
    'properties.bootstrap.servers': shop.kafka.bootstrap,
    ...(name === 'orders' ? { 'properties.group.id': `sql-${shop.orders}`, 'scan.startup.mode': 'earliest-offset' } : {}),
    format: 'json',
    ...options,
  };
  const set = Object.entries(all).flatMap(([option, value]) => (value === null ? [] : [`'${option}' = '${value}'`]));
  return `CREATE TABLE ${name} (id BIGINT, customer STRING, amount DOUBLE${key}) WITH (${set.join(', ')})`;
}

/** Runs the statements, of which the last is an INSERT. */
export const script = (context: Context, conf: Conf, statements: readonly string[]): Promise<string> =>
  context.submitKafka({ entryClass: 'com.acme.sql.SqlScript', conf, args: ['--script', statements.join('; ')] });

export const COPY = 'INSERT INTO invoices SELECT * FROM orders';
