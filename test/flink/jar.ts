import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classpath, flinkHome, majorOf, run } from './home.js';
import { connectorJars } from './kafka-home.js';
import { jarsIn, mavenJars } from './maven.js';
import { isBefore, sourceFor } from './older.js';

const jobs = fileURLToPath(new URL('./jobs', import.meta.url));
const building = new Map<string, Promise<string>>();

/** One jar with all scenario jobs but those of Kafka, built once per Flink version and state of the sources. */
export const jobsJar = (version: string): Promise<string> => once(version, plain);

/** The jobs that need the Kafka connector, and the connector. */
export const kafkaJobsJar = (version: string): Promise<string> => once(version, withKafka);

interface Content {
  readonly name: string;
  readonly sources: readonly string[];
  readonly bundled: readonly string[];
}

async function plain(version: string): Promise<Content> {
  const older = isBefore(version, '1.19');
  const folders = [jobs, join(jobs, `flink${majorOf(version)}`), ...(older ? [join(jobs, 'before1.19')] : [])];
  const artifact = `org.apache.flink:flink-connector-datagen:${version}` as const;
  const bundled = older ? jarsIn(await mavenJars(`datagen-${version}`, [artifact], /^flink-connector-datagen/)) : [];
  return { name: 'acme-jobs', sources: folders.flatMap(javaIn), bundled };
}

async function withKafka(version: string): Promise<Content> {
  const sources = [join(jobs, 'Args.java'), ...javaIn(join(jobs, 'kafka'))];
  return { name: 'acme-kafka-jobs', sources, bundled: jarsIn(await connectorJars(version)) };
}

const javaIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.java'))
    .map((file) => join(folder, file));

function once(version: string, contentOf: (version: string) => Promise<Content>): Promise<string> {
  const key = `${contentOf.name} ${version}`;
  const known = building.get(key) ?? contentOf(version).then((content) => build(version, content));
  building.set(key, known);
  return known;
}

/** Flink loads the jars that a job's jar has under `lib/`: no shading. */
async function build(version: string, { name, sources, bundled }: Content): Promise<string> {
  const texts = sources.map((source) => [basename(source), sourceFor(version, readFileSync(source, 'utf8'))] as const);
  const hash = createHash('sha256').update(bundled.join());
  for (const [, text] of texts) hash.update(text);
  const folder = join(tmpdir(), 'jobwarden-flink', 'jars', `${version}-${hash.digest('hex').slice(0, 12)}`);
  const jar = join(folder, `${name}.jar`);
  if (existsSync(jar)) return jar;
  const stage = join(folder, `stage-${process.pid}`);
  for (const sub of ['java', 'jar/lib']) mkdirSync(join(stage, sub), { recursive: true });
  for (const [file, text] of texts) writeFileSync(join(stage, 'java', file), text);
  for (const file of bundled) copyFileSync(file, join(stage, 'jar', 'lib', basename(file)));
  const path = [classpath(await flinkHome(version)), ...bundled].join(':');
  const files = texts.map(([file]) => join(stage, 'java', file));
  await run('javac', ['--release', '11', '-nowarn', '-g', '-cp', path, '-d', join(stage, 'jar'), ...files]);
  await run('jar', ['cf', `${jar}.${process.pid}`, '-C', join(stage, 'jar'), '.']);
  renameSync(`${jar}.${process.pid}`, jar);
  rmSync(stage, { recursive: true });
  return jar;
}
