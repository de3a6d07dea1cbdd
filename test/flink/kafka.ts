import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { alive, folderOf, freePorts } from './cluster.js';
import { run, sleep } from './home.js';
import { classesOf, kafkaJars } from './kafka-home.js';
import { type Listeners, makeKeystore, secondProperties, serverProperties } from './kafka-listeners.js';

/** Settings of a topic by their keys. */
export interface TopicSpec {
  readonly partitions?: number;
  readonly replicas?: number;
  readonly config?: Readonly<Record<string, string | number>>;
}


const TOOLS = 'org.apache.kafka.tools';
const CLUSTER_ID = 'bench0000000000000000A';

/** What is denied to whom: `--topic orders`, `--group g`, `--transactional-id t`. */
export interface Denial {
  readonly operation: 'Read' | 'Write' | 'Describe';
  readonly resource: 'topic' | 'group' | 'transactional-id';
  readonly name: string;
}

/** One broker that is its own controller, on loopback; it creates no topic by itself. Everybody may do what no ACL denies. */
export class Kafka {
  private broker: ChildProcess | undefined;
  private second: ChildProcess | undefined;
  private readonly feeds: ChildProcess[] = [];

  private constructor(
    private readonly jars: string,
    private readonly folder: string,
    private readonly ports: Listeners,
  ) {}

  static async up(name: string): Promise<Kafka> {
    const folder = folderOf(`kafka-${name}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const [plain, controller, sasl] = await freePorts();
    const [tls] = await freePorts();
    const ports = { plain, controller, sasl, tls };
    const kafka = new Kafka(await kafkaJars(), folder, ports);
    await makeKeystore(folder);
    writeFileSync(join(folder, 'server.properties'), serverProperties(folder, ports));
    writeFileSync(join(folder, 'log4j2.yaml'), LOG4J);
    await kafka.java(['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', join(folder, 'server.properties')]);
    await kafka.start();
    return kafka;
  }

  get bootstrap(): string {
    return `127.0.0.1:${this.ports.plain}`;
  }

  /** Wants a password. */
  get saslBootstrap(): string {
    return `127.0.0.1:${this.ports.sasl}`;
  }

  /** Speaks TLS, with a certificate that nobody signed. */
  get tlsBootstrap(): string {
    return `127.0.0.1:${this.ports.tls}`;
  }

  /** Starts the broker anew with its data if it is gone, and wakes it if it is frozen. */
  async start(): Promise<void> {
    if (this.broker?.pid !== undefined && alive({ pid: this.broker.pid })) {
      this.broker.kill('SIGCONT');
      return;
    }
    this.broker = this.spawnBroker('server');
    await this.up('data', this.ports.plain);
  }

  /** A topic with a replica on each of two brokers, and both must have every record; then the second one is killed. */
  async topicOfTwo(name: string): Promise<void> {
    const [port] = await freePorts();
    const file = join(this.folder, 'second.properties');
    writeFileSync(file, secondProperties(join(this.folder, 'second'), port, this.ports.controller));
    await this.java(['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', file]);
    this.second = this.spawnBroker('second');
    await this.up('second', port);
    await this.topic(name, { replicas: 2, config: { 'min.insync.replicas': 2 } });
    this.second.kill('SIGKILL');
  }

  kill(): void {
    this.broker?.kill('SIGKILL');
  }

  /** It keeps its connections and answers nothing. */
  freeze(): void {
    this.broker?.kill('SIGSTOP');
  }

  /** An orderly restart, as an update of the broker makes it. */
  async restart(): Promise<void> {
    this.broker?.kill('SIGTERM');
    for (let n = 0; n < 120 && this.broker?.pid !== undefined && alive({ pid: this.broker.pid }); n++) await sleep(250);
    await this.start();
  }

  async down(): Promise<void> {
    for (const process of [...this.feeds, this.second, this.broker]) process?.kill('SIGKILL');
    await sleep(500);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async topic(name: string, { partitions = 2, replicas = 1, config = {} }: TopicSpec = {}): Promise<void> {
    const found = ['--if-not-exists', '--topic', name, '--partitions', `${partitions}`, '--replication-factor', `${replicas}`];
    const set = Object.entries(config).flatMap(([key, value]) => ['--config', `${key}=${value}`]);
    await this.java([`${TOOLS}.TopicCommand`, ...this.at(), '--create', ...found, ...set]);
  }

  /** To clients that name nobody. */
  async deny({ operation, resource, name }: Denial): Promise<void> {
    const what = ['--deny-principal', 'User:ANONYMOUS', '--operation', operation, `--${resource}`, name, '--resource-pattern-type', 'prefixed'];
    await this.java([`${TOOLS}.AclCommand`, ...this.at(), '--add', ...what]);
  }

  async delete(topic: string): Promise<void> {
    await this.java([`${TOOLS}.TopicCommand`, ...this.at(), '--delete', '--topic', topic]);
  }

  async produce(topic: string, records: readonly string[]): Promise<void> {
    await this.java([`${TOOLS}.ConsoleProducer`, ...this.at(), '--topic', topic], `${records.join('\n')}\n`);
  }

  /** Sends the records again and again until the broker goes down. */
  feed(topic: string, records: readonly string[], perSecond: number): void {
    const file = join(this.folder, `feed-${this.feeds.length}.txt`);
    writeFileSync(file, records.join('\n'));
    const pace = ['--num-records', '1000000', '--throughput', `${perSecond}`, '--payload-file', file];
    const args = [`${TOOLS}.ProducerPerformance`, '--topic', topic, ...pace, '--producer-props', `bootstrap.servers=${this.bootstrap}`];
    this.feeds.push(spawn('java', ['-Xmx128m', ...this.jvm(), ...args], { stdio: 'ignore' }));
  }

  /** All records are deleted, as the retention does it: the next one has the next offset. */
  async purge(topic: string, partitions: readonly number[]): Promise<void> {
    const file = join(this.folder, 'purge.json');
    const all = partitions.map((partition) => ({ topic, partition, offset: -1 }));
    writeFileSync(file, JSON.stringify({ version: 1, partitions: all }));
    await this.java([`${TOOLS}.DeleteRecordsCommand`, ...this.at(), '--offset-json-file', file]);
  }

  private spawnBroker(name: string): ChildProcess {
    const out = openSync(join(this.folder, `${name}.out`), 'a');
    const args = ['-Xmx384m', ...this.jvm(), 'kafka.Kafka', join(this.folder, `${name}.properties`)];
    return spawn('java', args, { cwd: this.folder, stdio: ['ignore', out, out] });
  }

  private async up(data: string, port: number): Promise<void> {
    for (let n = 0; n < 240; n++) {
      if (existsSync(join(this.folder, data, 'meta.properties')) && (await listening(port))) return;
      await sleep(500);
    }
    throw new Error(`Kafka is not up: see ${this.folder}`);
  }

  private at(): readonly string[] {
    return ['--bootstrap-server', this.bootstrap];
  }

  private jvm(): readonly string[] {
    const light = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=file:${join(this.folder, 'log4j2.yaml')}`];
    return [...light, '-cp', classesOf(this.jars)];
  }

  private async java(args: readonly string[], input = ''): Promise<void> {
    const tool = run('java', ['-Xmx128m', ...this.jvm(), ...args], { timeout: 120_000, maxBuffer: 16 << 20 });
    tool.child.stdin?.end(input);
    await tool;
  }
}

const LOG4J = `Configuration:
  Appenders:
    Console: {name: out, target: SYSTEM_OUT, PatternLayout: {pattern: "%d %p %m (%c)%n"}}
  Loggers:
    Root: {level: WARN, AppenderRef: {ref: out}}
`;

function listening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (is: boolean) => (): void => {
      socket.destroy();
      done(is);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
