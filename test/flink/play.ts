import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Cluster, type ClusterSpec } from './cluster.js';
import { minorOf, repoRoot } from './home.js';
import { jobsJar, kafkaJobsJar } from './jar.js';
import { Kafka } from './kafka.js';
import { writeLogs } from './logs.js';
import { confFor } from './older.js';
import { record } from './recorder.js';
import type { Submission } from './rest.js';
import { ALONE, BESIDE_KAFKA, type Context, type Scenario } from './scenario.js';

/** Brings a cluster up for `work`, and a broker if it asks for one; takes both down again. */
export async function onCluster<T>(version: string, name: string, spec: ClusterSpec, work: (context: Context) => Promise<T>): Promise<T> {
  const cluster = await Cluster.up(version, name, spec);
  const broker: { up?: Promise<Kafka> } = {};
  const submitting = (jar: Promise<string>) => async (job: Submission) =>
    cluster.rest.submit(await jar, { ...job, conf: confFor(version, job.conf ?? {}) });
  try {
    const jar = await jobsJar(version);
    return await work({
      cluster,
      rest: cluster.rest,
      jar,
      submit: submitting(jobsJar(version)),
      kafka: async () => {
        broker.up ??= Kafka.up(name);
        const kafka = await broker.up;
        await kafka.start();
        return kafka;
      },
      submitKafka: async (job) => submitting(kafkaJobsJar(version))(job),
    });
  } finally {
    await cluster.down();
    await (await broker.up)?.down();
  }
}

export const clusterOf = (scenario: Scenario): ClusterSpec => scenario.cluster ?? (scenario.kafka ? BESIDE_KAFKA : ALONE);

export async function play(scenario: Scenario, context: Context): Promise<string | null> {
  const job = await scenario.start(context);
  await scenario.ready(context, job ?? '');
  return job;
}

export const withCluster = <T>(version: string, scenario: Scenario, work: (context: Context) => Promise<T>): Promise<T> =>
  onCluster(version, `${scenario.name}-${version}`, clusterOf(scenario), work);

export function recordScenario(scenario: Scenario, version: string): Promise<string> {
  return withCluster(version, scenario, async (context) => {
    const job = await play(scenario, context);
    const { folder, home } = context.cluster;
    const words = [[folder, '/opt/flink'], [home, '/opt/flink'], [process.cwd(), '/opt/jobs']] as const;
    const tape = await record(context.rest.url, { scenario: scenario.name, version }, words);
    if (scenario.kafka) writeLogs(scenario, version, folder, words);
    return write(scenario, version, job, tape.recordedAt, tape.gzip);
  });
}

function write(scenario: Scenario, version: string, job: string | null, recordedAt: number, gzip: Buffer): string {
  const folder = folderOf(scenario, version);
  const snapshot = join(folder, 'snapshot', 'flink-rest');
  const date = new Date(recordedAt).toISOString();
  const about = { flinkVersion: version, scenario: scenario.name, command: commandOf(scenario, version), jobId: job, recordedAt: date };
  mkdirSync(snapshot, { recursive: true });
  writeFileSync(join(snapshot, 'tape.json.gz'), gzip);
  writeFileSync(join(folder, 'job.json'), json(about));
  describe(scenario, version);
  return `${basename(folder)}: ${(gzip.length / 1024).toFixed(0)} KB`;
}

/** Writes what is expected of a recording; the recording itself stays. */
export function describe(scenario: Scenario, version: string): void {
  const folder = folderOf(scenario, version);
  if (!existsSync(folder)) return;
  const done = `${scenario.story} Flink ${version}, recorded with \`${commandOf(scenario, version)}\`.`;
  writeFileSync(join(folder, 'expected.json'), json(scenario.expected));
  writeFileSync(join(folder, 'README.md'), `# ${basename(folder)}\n\n${done}\n\nA senior engineer says: ${scenario.judgement}\n`);
}

const folderOf = (scenario: Scenario, version: string): string =>
  join(repoRoot, 'fixtures', scenario.kind, `${scenario.name}-${minorOf(version)}`);
const commandOf = ({ name }: Scenario, version: string): string => `npx tsx test/flink/cli.ts record ${name} ${version}`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
