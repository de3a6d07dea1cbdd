import { join } from 'node:path';
import { type Coordinates, mavenJars } from './maven.js';
import { majorOf } from './home.js';

export const KAFKA = '4.1.2';

/** The connector that belongs to a Flink version. */
const CONNECTORS: Readonly<Record<string, string>> = { '1': '3.4.0-1.20', '2': '5.0.0-2.2' };

/** Kafka leaves the logging backend to its distribution, which is not on Maven. */
const LOGGING: readonly Coordinates[] = [
  'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3',
  'org.apache.logging.log4j:log4j-core:2.24.3',
  'com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.16.2',
];

/** The jars of a broker and its tools. */
export const kafkaJars = (): Promise<string> =>
  mavenJars(`kafka-${KAFKA}`, [`org.apache.kafka:kafka_2.13:${KAFKA}`, `org.apache.kafka:kafka-tools:${KAFKA}`, ...LOGGING]);

/** The connector's jars without what Flink has already. */
export function connectorJars(version: string): Promise<string> {
  const connector = CONNECTORS[majorOf(version)];
  if (connector === undefined) throw new Error(`no Kafka connector for Flink ${version}`);
  const needed = /^(flink-connector-kafka|kafka-clients|lz4|snappy|zstd|jackson-|guava|failureaccess|at\.yawk)/;
  return mavenJars(`kafka-connector-${connector}`, [`org.apache.flink:flink-connector-kafka:${connector}`], needed);
}

export const classesOf = (folder: string): string => join(folder, '*');
