import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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
