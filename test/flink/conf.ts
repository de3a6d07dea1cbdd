import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classpath, run } from './home.js';
import { confFor, isBefore } from './older.js';

export type Conf = Readonly<Record<string, string | number>>;

export interface JvmParameters {
  readonly jvm: readonly string[];
  readonly dynamic: readonly string[];
}

const OPENED = ['java.net', 'java.util', 'java.lang', 'java.lang.reflect', 'java.text', 'java.time', 'java.nio', 'java.io']
  .concat(['java.util.concurrent', 'java.util.concurrent.atomic', 'java.util.concurrent.locks', 'sun.nio.ch'])
  .map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
const EXPORTED = ['java.base/sun.net.util', 'java.rmi/sun.rmi.registry', 'java.security.jgss/sun.security.krb5']
  .concat(['api', 'code', 'file', 'parser', 'tree', 'util'].map((name) => `jdk.compiler/com.sun.tools.javac.${name}`))
  .map((name) => `--add-exports=${name}=ALL-UNNAMED`);

/** What a distribution keeps in env.java.opts.all for Java 17; the light compiler alone starts a cluster in half the time. */
export const JAVA_17: readonly string[] = [...OPENED, ...EXPORTED, '-XX:TieredStopAtLevel=1'];

const LOG4J = `rootLogger.level = INFO
rootLogger.appenderRef.file.ref = MainAppender
appender.main.name = MainAppender
appender.main.type = RollingFile
appender.main.append = true
appender.main.fileName = \${sys:log.file}
appender.main.filePattern = \${sys:log.file}.%i
appender.main.layout.type = PatternLayout
appender.main.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
appender.main.policies.type = Policies
appender.main.policies.size.type = SizeBasedTriggeringPolicy
appender.main.policies.size.size = 100MB
`;

export function writeConf(version: string, folder: string, conf: Conf): void {
  mkdirSync(folder, { recursive: true });
  const plain = isBefore(version, '1.19');
  const lines = Object.entries(confFor(version, conf)).map(([key, value]) => `${key}: ${plain ? value : JSON.stringify(String(value))}\n`);
  writeFileSync(join(folder, plain ? 'flink-conf.yaml' : 'config.yaml'), lines.join(''));
  writeFileSync(join(folder, 'log4j.properties'), LOG4J);
}

export interface Ports {
  readonly rest: number;
  readonly rpc: number;
  readonly blob: number;
}

export function baseConf(folder: string, ports: Ports): Conf {
  const at = (name: string): string => `file://${join(folder, name)}`;
  return {
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': ports.rpc,
    'jobmanager.bind-host': '127.0.0.1',
    'blob.server.port': ports.blob,
    'jobmanager.memory.process.size': '768m',
    'taskmanager.memory.process.size': '1024m',
    'taskmanager.numberOfTaskSlots': 2,
    'taskmanager.bind-host': '127.0.0.1',
    'taskmanager.host': '127.0.0.1',
    'rest.address': '127.0.0.1',
    'rest.bind-address': '127.0.0.1',
    'rest.port': ports.rest,
    'rest.bind-port': ports.rest,
    'io.tmp.dirs': join(folder, 'tmp'),
    'web.upload.dir': join(folder, 'tmp'),
    'execution.checkpointing.dir': at('checkpoints'),
    'execution.checkpointing.savepoint-dir': at('savepoints'),
    'heartbeat.interval': 3000,
    'slot.request.timeout': 20000,
    'metrics.fetcher.update-interval': 3000,
  };
}

const computed = new Map<string, Promise<JvmParameters>>();

/** Flink computes its own memory model, as its start scripts do; the answer depends on memory and slots only. */
export function jvmParameters(home: string, folder: string, role: 'JM' | 'TM', conf: Conf): Promise<JvmParameters> {
  const sizes = Object.entries(conf).filter(([key]) => key.includes('memory') || key.endsWith('TaskSlots'));
  const key = JSON.stringify([home, role, sizes]);
  const known = computed.get(key) ?? askFlink(home, folder, role);
  computed.set(key, known);
  return known;
}

async function askFlink(home: string, folder: string, role: 'JM' | 'TM'): Promise<JvmParameters> {
  const jars = `${join(home, 'bin', 'bash-java-utils.jar')}:${classpath(home)}`;
  const main = 'org.apache.flink.runtime.util.bash.BashJavaUtils';
  const { stdout } = await run('java', ['-cp', jars, main, `GET_${role}_RESOURCE_PARAMS`, '--configDir', folder]);
  const prefix = 'BASH_JAVA_UTILS_EXEC_RESULT:';
  const [jvm = '', dynamic = ''] = stdout
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length).trim());
  return { jvm: jvm.split(/\s+/), dynamic: dynamic.split(/\s+/).filter(Boolean) };
}
