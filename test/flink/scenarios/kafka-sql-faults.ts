import { sleep } from '../home.js';
import { openShop, type Shop } from '../orders.js';
import { BESIDE_KAFKA, type Scenario } from '../scenario.js';
import { conf, impatient, looping } from './kafka-looping.js';
import { COPY, script, tableOf } from './kafka-script.js';

interface Unreadable {
  readonly name: string;
  readonly story: string;
  readonly judgement: string;
  readonly firstCause?: string;
  readonly records?: readonly string[];
  tables(shop: Shop): readonly string[];
}

/** The job starts and fails again and again. */
const unreadable = ({ records = [], tables, firstCause = 'deserialization-error', ...about }: Unreadable): Scenario =>
  looping({
    ...about,
    firstCause,
    also: ['kafka-source-init-failed'],
    start: async (context) => {
      const shop = await openShop(context, 20);
      if (records.length > 0) await shop.kafka.produce(shop.orders, records);
      return script(context, conf, [...tables(shop), COPY]);
    },
  });

/** The planner refuses the statements: no job is made, and Flink has only the failed submission to tell of. */
const refused = ({ firstCause = 'main-method-error', tables, ...about }: Unreadable): Scenario => ({
  ...about,
  kind: 'incidents',
  kafka: true,
  cluster: BESIDE_KAFKA,
  expected: { verdict: 'faulty', firstCause, also: [], never: ['user-code-exception', 'kafka-broker-unreachable'] },
  start: async (context) => {
    const shop = await openShop(context, 1);
    const started = await script(context, conf, [...tables(shop), COPY]).then(() => true, () => false);
    if (started) throw new Error('the submission was to fail');
    return null;
  },
  ready: () => sleep(4000),
});

export const kafkaSqlFaults: readonly Scenario[] = [
  unreadable({
    name: 'kafka-sql-json',
    story: 'One order of a JSON table has a word where the schema has a number.',
    judgement: 'A record that is not of the schema: repair the producer, or set json.ignore-parse-errors and lose it.',
    records: ['{"id": "seventeen", "customer": "c4", "amount": 2}'],
    tables: (shop) => [tableOf('orders', shop), tableOf('invoices', shop)],
  }),
  unreadable({
    name: 'kafka-sql-csv',
    story: 'The orders have fewer columns than the CSV table declares.',
    judgement: 'A record that is not of the schema: correct the table, or set csv.ignore-parse-errors and lose it.',
    records: ['901,c3'],
    tables: (shop) => [tableOf('orders', shop, { format: 'csv' }), tableOf('invoices', shop)],
  }),
  unreadable({
    name: 'kafka-sql-upsert-type',
    story: 'An upsert-kafka table reads a value that is not of its schema.',
    judgement: 'A record that is not of the schema: repair the producer.',
    records: ['{"id": 3, "customer": "c4", "amount": "a lot"}'],
    tables: (shop) => [
      tableOf('orders', shop, { connector: 'upsert-kafka', 'key.format': 'raw', 'value.format': 'json', format: null, 'scan.startup.mode': null }).replace('id BIGINT', 'id STRING').replace('amount DOUBLE', 'amount DOUBLE, PRIMARY KEY (id) NOT ENFORCED'),
      tableOf('invoices', shop, { connector: 'upsert-kafka', 'key.format': 'json', 'value.format': 'json', format: null }, ', PRIMARY KEY (id) NOT ENFORCED').replace('id BIGINT', 'id STRING'),
    ],
  }),
  unreadable({
    name: 'kafka-sql-isolation',
    story: 'The isolation level of a table is misspelt.',
    judgement: 'ConfigException: isolation.level is read_committed or read_uncommitted.',
    firstCause: 'invalid-config-value',
    tables: (shop) => [tableOf('orders', shop, { 'properties.isolation.level': 'read-committed' }), tableOf('invoices', shop)],
  }),
  unreadable({
    name: 'kafka-sql-address',
    story: 'The address of the brokers of a table has no port.',
    judgement: 'Invalid url in bootstrap.servers: correct the address.',
    firstCause: 'kafka-broker-unreachable',
    tables: (shop) => [tableOf('orders', shop, { 'properties.bootstrap.servers': '127.0.0.1' }), tableOf('invoices', shop)],
  }),
  unreadable({
    name: 'kafka-sql-no-topic',
    story: 'The topic of a table does not exist and the broker makes none.',
    judgement: 'The topic is missing: create it or correct its name.',
    firstCause: 'kafka-topic-missing',
    tables: (shop) => [
      tableOf('orders', shop, { topic: 'orders-typo', 'properties.default.api.timeout.ms': impatient['api-timeout-ms'], 'properties.request.timeout.ms': 5000 }),
      tableOf('invoices', shop),
    ],
  }),
  refused({
    name: 'kafka-sql-no-group',
    story: 'A table starts from the offsets of its group and names no group.',
    judgement: 'properties.group.id is required in this mode: set it, or choose another scan.startup.mode.',
    tables: (shop) => [tableOf('orders', shop, { 'properties.group.id': null, 'scan.startup.mode': 'group-offsets' }), tableOf('invoices', shop)],
  }),
  refused({
    name: 'kafka-sql-mode',
    story: 'The startup mode of a table is misspelt.',
    judgement: "Invalid value for option 'scan.startup.mode': correct it.",
    tables: (shop) => [tableOf('orders', shop, { 'scan.startup.mode': 'earliest' }), tableOf('invoices', shop)],
  }),
  refused({
    name: 'kafka-sql-offsets',
    story: 'A table starts from specific offsets and does not say which.',
    judgement: "'scan.startup.specific-offsets' is required in this mode.",
    tables: (shop) => [tableOf('orders', shop, { 'scan.startup.mode': 'specific-offsets' }), tableOf('invoices', shop)],
  }),
  refused({
    name: 'kafka-sql-option',
    story: 'An option of a table is misspelt.',
    judgement: 'Unsupported options found: correct it.',
    tables: (shop) => [tableOf('orders', shop, { 'propertis.group.id': 'g' }), tableOf('invoices', shop)],
  }),
  refused({
    name: 'kafka-sql-prefix',
    story: 'An exactly-once table has no prefix of transactional ids.',
    judgement: 'sink.transactional-id-prefix must be set.',
    tables: (shop) => [tableOf('orders', shop), tableOf('invoices', shop, { 'sink.delivery-guarantee': 'exactly-once' })],
  }),
];
