import { join } from 'node:path';
import { run } from './home.js';

export interface Listeners {
  readonly plain: number;
  readonly controller: number;
  readonly sasl: number;
  readonly tls: number;
}

const KEYSTORE = 'broker.p12';
const PASSWORD = 'of-the-bench';

/** A certificate that nobody signed but itself. */
export async function makeKeystore(folder: string): Promise<void> {
  const key = ['-genkeypair', '-alias', 'broker', '-keyalg', 'RSA', '-validity', '30', '-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1'];
  await run('keytool', [...key, '-storetype', 'PKCS12', '-keystore', join(folder, KEYSTORE), '-storepass', PASSWORD]);
}

/** Of a broker for one node: plain, with a password (SASL/PLAIN, user `shop`), and with TLS. */
export function serverProperties(folder: string, { plain, controller, sasl, tls }: Listeners): string {
  const one = ['offsets.topic.replication.factor', 'offsets.topic.num.partitions', 'transaction.state.log.replication.factor']
    .concat(['transaction.state.log.min.isr', 'transaction.state.log.num.partitions', 'node.id']);
  const clients = `PLAINTEXT://127.0.0.1:${plain},SASL://127.0.0.1:${sasl},TLS://127.0.0.1:${tls}`;
  return [
    'process.roles=broker,controller',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `listeners=${clients},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=${clients}`,
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL',
    'listener.name.sasl.sasl.enabled.mechanisms=PLAIN',
    `listener.name.sasl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_shop="${PASSWORD}";`,
    `listener.name.tls.ssl.keystore.location=${join(folder, KEYSTORE)}`,
    'listener.name.tls.ssl.keystore.type=PKCS12',
    `listener.name.tls.ssl.keystore.password=${PASSWORD}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=true',
    `log.dirs=${join(folder, 'data')}`,
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    'transaction.abort.timed.out.transaction.cleanup.interval.ms=1000',
    ...one.map((key) => `${key}=1`),
  ].join('\n');
}

/** Of a second broker under the same controller. */
export function secondProperties(data: string, port: number, controller: number): string {
  return [
    'process.roles=broker',
    'node.id=2',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `listeners=PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    `log.dirs=${data}`,
  ].join('\n');
}
