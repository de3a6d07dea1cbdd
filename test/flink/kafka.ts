import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { alive, folderOf, freePorts } from './cluster.js';
import { run, sleep } from './home.js';
import { classesOf, kafkaJars } from './kafka-home.js';

const TOOLS = 'org.apache.kafka.tools';
const CLUSTER_ID = 'bench0000000000000000A';

/** One broker that is its own controller, on loopback; it creates no topic by itself. */
export class Kafka {
  private broker: ChildProcess | undefined;
  private readonly feeds: ChildProcess[] = [];

  private constructor(
    private readonly jars: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async up(name: string): Promise<Kafka> {
    const folder = folderOf(`kafka-${name}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const [port, controller] = await freePorts();
    const kafka = new Kafka(await kafkaJars(), folder, port);
    writeFileSync(join(folder, 'server.properties'), properties(join(folder, 'data'), port, controller));
    writeFileSync(join(folder, 'log4j2.yaml'), LOG4J);
    await kafka.java(['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', join(folder, 'server.properties')]);
    await kafka.start();
    return kafka;
  }

  get bootstrap(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts the broker anew with its data if it is gone. */
  async start(): Promise<void> {
    if (this.broker?.pid !== undefined && alive({ pid: this.broker.pid })) return;
    const out = openSync(join(this.folder, 'server.out'), 'a');
    const args = ['-Xmx384m', ...this.jvm(), 'kafka.Kafka', join(this.folder, 'server.properties')];
    this.broker = spawn('java', args, { cwd: this.folder, stdio: ['ignore', out, out] });
    for (let n = 0; n < 240; n++) {
      if (existsSync(join(this.folder, 'data', 'meta.properties')) && (await listening(this.port))) return;
      await sleep(500);
    }
    throw new Error(`Kafka is not up: see ${this.folder}/server.out`);
  }

  kill(): void {
    this.broker?.kill('SIGKILL');
  }

  async down(): Promise<void> {
    for (const process of [...this.feeds, this.broker]) process?.kill('SIGKILL');
    await sleep(500);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async topic(name: string, partitions = 2): Promise<void> {
    const found = ['--if-not-exists', '--topic', name, '--partitions', `${partitions}`, '--replication-factor', '1'];
    await this.java([`${TOOLS}.TopicCommand`, ...this.at(), '--create', ...found]);
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

function properties(data: string, port: number, controller: number): string {
  const one = ['offsets.topic.replication.factor', 'offsets.topic.num.partitions', 'transaction.state.log.replication.factor']
    .concat(['transaction.state.log.min.isr', 'transaction.state.log.num.partitions', 'node.id']);
  return [
    'process.roles=broker,controller',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    `log.dirs=${data}`,
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    'transaction.abort.timed.out.transaction.cleanup.interval.ms=1000',
    ...one.map((key) => `${key}=1`),
  ].join('\n');
}

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
