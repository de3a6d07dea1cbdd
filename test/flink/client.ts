import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster.js';
import { JAVA_17, writeConf } from './conf.js';
import { classpath, run } from './home.js';

/** Flink's own command-line client, which writes a log as the start script makes it do. */
export class Client {
  private readonly confDir: string;

  constructor(private readonly cluster: Cluster) {
    this.confDir = join(cluster.folder, 'conf-client');
    writeConf(cluster.version, this.confDir, { ...cluster.conf, 'rest.address': '127.0.0.1' });
    mkdirSync(join(cluster.folder, 'log'), { recursive: true });
  }

  /** The output of `flink <args>`, which is also kept as `client.out`. */
  async flink(...args: readonly string[]): Promise<string> {
    const { folder, home } = this.cluster;
    const log = join(folder, 'log', 'flink-client.log');
    const settings = [`-Dlog.file=${log}`, `-Dlog4j.configurationFile=file:${join(this.confDir, 'log4j.properties')}`];
    const main = 'org.apache.flink.client.cli.CliFrontend';
    const env = { PATH: process.env['PATH'], FLINK_CONF_DIR: this.confDir, FLINK_LIB_DIR: join(home, 'lib') };
    const done = await run('java', [...JAVA_17, ...settings, '-cp', classpath(home), main, ...args], { env, cwd: folder, maxBuffer: 16 << 20 });
    writeFileSync(join(folder, 'log', 'flink-client.out'), done.stdout + done.stderr, { flag: 'a' });
    return done.stdout;
  }

  /** Submits without waiting for the end, and returns the job's id. */
  async submit(jar: string, entryClass: string, options: readonly string[], args: readonly string[] = []): Promise<string> {
    const out = await this.flink('run', '--detached', ...options, '--class', entryClass, jar, ...args);
    const id = /JobID ([0-9a-f]{32})/.exec(out)?.[1];
    if (id === undefined) throw new Error(`no job id in: ${out.slice(0, 500)}`);
    return id;
  }
}
