import { invoicing, openShop, type Shop } from '../orders.js';
import type { Context, Scenario } from '../scenario.js';
import { conf, impatient, looping } from './kafka-looping.js';

const login = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="shop" password="guessed";';
const withPassword = (client: string): Readonly<Record<string, string>> => ({
  [`${client}.security.protocol`]: 'SASL_PLAINTEXT',
  [`${client}.sasl.mechanism`]: 'PLAIN',
  [`${client}.sasl.jaas.config`]: login,
});
const speaks = (protocol: string): Readonly<Record<string, string>> => ({
  'source.security.protocol': protocol,
  'sink.security.protocol': protocol,
});

interface Refusal {
  readonly name: string;
  readonly story: string;
  readonly judgement: string;
  readonly firstCause?: string;
  readonly also?: readonly string[];
  args(shop: Shop, context: Context): Promise<Readonly<Record<string, number | string>>> | Readonly<Record<string, number | string>>;
}

const refused = ({ firstCause = 'kafka-auth', also = [], args, ...about }: Refusal): Scenario =>
  looping({
    ...about,
    firstCause,
    also: ['kafka-source-init-failed', ...also],
    start: async (context) => {
      const shop = await openShop(context, 50);
      return invoicing(context, shop, { conf, args: { ...impatient, ...(await args(shop, context)) } });
    },
  });

export const kafkaSecurity: readonly Scenario[] = [
  refused({
    name: 'kafka-password-source',
    story: 'The source logs in with a wrong password (SASL/PLAIN).',
    judgement: 'Authentication failed: correct the password of the source.',
    args: ({ kafka }) => ({ bootstrap: kafka.saslBootstrap, 'sink-bootstrap': kafka.bootstrap, ...withPassword('source') }),
  }),
  refused({
    name: 'kafka-password-sink',
    story: 'The sink logs in with a wrong password (SASL/PLAIN); the source needs none.',
    judgement: 'Authentication failed: correct the password of the sink.',
    args: ({ kafka }) => ({ 'sink-bootstrap': kafka.saslBootstrap, ...withPassword('sink') }),
  }),
  refused({
    name: 'kafka-acl-read',
    story: 'An ACL denies the job to read the topic of the orders.',
    judgement: 'TopicAuthorizationException: grant READ on the topic.',
    args: async ({ kafka, orders }) => {
      await kafka.deny({ operation: 'Read', resource: 'topic', name: orders });
      return {};
    },
  }),
  refused({
    name: 'kafka-acl-describe',
    story: 'An ACL denies the job to describe the topic of the orders: the enumerator finds no partitions.',
    judgement: 'TopicAuthorizationException: grant DESCRIBE and READ on the topic.',
    args: async ({ kafka, orders }) => {
      await kafka.deny({ operation: 'Describe', resource: 'topic', name: orders });
      return {};
    },
  }),
  refused({
    name: 'kafka-acl-group',
    story: 'An ACL denies the consumer group; the job starts from committed offsets.',
    judgement: 'GroupAuthorizationException: grant READ on the group.',
    args: async ({ kafka, orders }) => {
      await kafka.deny({ operation: 'Read', resource: 'group', name: `invoicing-${orders}` });
      await kafka.deny({ operation: 'Describe', resource: 'group', name: `invoicing-${orders}` });
      return { offset: -3 };
    },
  }),
  refused({
    name: 'kafka-acl-write',
    story: 'An ACL denies the job to write to the topic of the invoices.',
    judgement: 'TopicAuthorizationException: grant WRITE on the topic.',
    args: async ({ kafka, invoices }) => {
      await kafka.deny({ operation: 'Write', resource: 'topic', name: invoices });
      return {};
    },
  }),
  refused({
    name: 'kafka-acl-transaction',
    story: 'An ACL denies the transactional ids of the sink.',
    judgement: 'TransactionalIdAuthorizationException: grant WRITE and DESCRIBE on the prefix of the transactional ids.',
    args: async ({ kafka, invoices }) => {
      await kafka.deny({ operation: 'Write', resource: 'transactional-id', name: invoices });
      return {};
    },
  }),
  refused({
    name: 'kafka-tls-to-plain',
    story: 'The job speaks TLS to a listener that is plain.',
    judgement: 'SSL handshake failed: security.protocol of the client is not that of the listener.',
    args: () => speaks('SSL'),
  }),
  refused({
    name: 'kafka-plain-to-tls',
    story: 'The job speaks no TLS to a listener that wants it.',
    judgement: 'An alert of TLS is taken for the length of an answer, so the threads of the clients run out of heap: security.protocol is missing, the heap is fine.',
    firstCause: 'kafka-broker-unreachable',
    also: ['log-only-fault'],
    args: ({ kafka }) => ({ bootstrap: kafka.tlsBootstrap }),
  }),
  refused({
    name: 'kafka-untrusted',
    story: 'The certificate of the broker is signed by nobody whom the job trusts.',
    judgement: 'SSL handshake failed, PKIX path building failed: give the client a truststore with the CA of the broker.',
    args: ({ kafka }) => ({ bootstrap: kafka.tlsBootstrap, ...speaks('SSL') }),
  }),
  refused({
    name: 'kafka-password-plain',
    story: 'The job logs in at a listener that knows no login.',
    judgement: 'Unexpected handshake: security.protocol of the client is not that of the listener.',
    args: () => ({ ...withPassword('source'), ...withPassword('sink') }),
  }),
  refused({
    name: 'kafka-no-password',
    story: 'The job does not log in at a listener that wants a password.',
    judgement: 'The listener hangs up on every client: security.protocol is missing.',
    firstCause: 'kafka-broker-unreachable',
    args: ({ kafka }) => ({ bootstrap: kafka.saslBootstrap }),
  }),
  refused({
    name: 'kafka-other-service',
    story: 'The address of the brokers is that of another service, which speaks HTTP.',
    judgement: 'No broker answers there: correct the address.',
    firstCause: 'kafka-broker-unreachable',
    args: (_, { rest }) => ({ bootstrap: new URL(rest.url).host }),
  }),
];
