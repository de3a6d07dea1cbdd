import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './cluster.js';
import { minorOf, repoRoot } from './home.js';
import { jobsJar } from './jar.js';
import { record } from './recorder.js';
import { ALONE, type Context, type Scenario } from './scenario.js';

export async function contextOf(cluster: Cluster): Promise<Context> {
  const jar = await jobsJar(cluster.version);
  const { rest } = cluster;
  return { cluster, rest, jar, submit: (job) => rest.submit(jar, job) };
}

export async function play(scenario: Scenario, context: Context): Promise<string | null> {
  const job = await scenario.start(context);
  await scenario.ready(context, job ?? '');
  return job;
}

export async function withCluster<T>(version: string, scenario: Scenario, work: (context: Context) => Promise<T>): Promise<T> {
  const cluster = await Cluster.up(version, `${scenario.name}-${version}`, scenario.cluster ?? ALONE);
  try {
    return await work(await contextOf(cluster));
  } finally {
    await cluster.down();
  }
}

export function recordScenario(scenario: Scenario, version: string): Promise<string> {
  return withCluster(version, scenario, async (context) => {
    const job = await play(scenario, context);
    const { folder, home } = context.cluster;
    const words = [[folder, '/opt/flink'], [home, '/opt/flink'], [process.cwd(), '/opt/jobs']] as const;
    const tape = await record(context.rest.url, { scenario: scenario.name, version }, words);
    return write(scenario, version, job, tape.recordedAt, tape.gzip);
  });
}

function write(scenario: Scenario, version: string, job: string | null, recordedAt: number, gzip: Buffer): string {
  const name = `${scenario.name}-${minorOf(version)}`;
  const folder = join(repoRoot, 'fixtures', scenario.kind, name);
  const snapshot = join(folder, 'snapshot', 'flink-rest');
  const command = `npx tsx test/flink/cli.ts record ${scenario.name} ${version}`;
  mkdirSync(snapshot, { recursive: true });
  writeFileSync(join(snapshot, 'tape.json.gz'), gzip);
  writeFileSync(join(folder, 'expected.json'), json(scenario.expected));
  const date = new Date(recordedAt).toISOString();
  writeFileSync(join(folder, 'job.json'), json({ flinkVersion: version, scenario: scenario.name, command, jobId: job, recordedAt: date }));
  const text = `# ${name}\n\n${scenario.story} Flink ${version}, recorded with \`${command}\`.\n\nA senior engineer says: ${scenario.judgement}\n`;
  writeFileSync(join(folder, 'README.md'), text);
  return `${name}: ${(gzip.length / 1024).toFixed(0)} KB`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
