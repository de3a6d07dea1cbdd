import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseConf, type Conf, JAVA_17, jvmParameters, writeConf } from './conf.js';
import { classpath, flinkHome, sleep } from './home.js';
import { Rest } from './rest.js';

export interface ClusterSpec {
  readonly taskManagers: number;
  readonly conf?: Conf;
}

interface Process {
  readonly role: string;
  readonly pid: number;
}

interface Saved {
  readonly version: string;
  readonly conf: Conf;
  readonly processes: readonly Process[];
}

const STATE = 'cluster.json';
const MAINS = {
  jm: 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint',
  tm: 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner',
};

export class Cluster {
  private constructor(
    readonly version: string,
    readonly home: string,
    readonly folder: string,
    readonly conf: Conf,
    private processes: readonly Process[],
  ) {}

  static async up(version: string, name: string, spec: ClusterSpec): Promise<Cluster> {
    const home = await flinkHome(version);
    const folder = folderOf(name);
    if (existsSync(join(folder, STATE))) await (await Cluster.attach(name)).down();
    rmSync(folder, { recursive: true, force: true });
    for (const sub of ['log', 'tmp', 'checkpoints', 'savepoints']) mkdirSync(join(folder, sub), { recursive: true });
    const [rest, rpc, blob] = await freePorts();
    const conf = { ...baseConf(folder, { rest, rpc, blob }), ...spec.conf };
    const cluster = new Cluster(version, home, folder, conf, []);
    await cluster.launch('jm', 'JM', {});
    for (let n = 0; n < spec.taskManagers; n++) await cluster.addTaskManager();
    await cluster.awaitSlots(spec.taskManagers * Number(conf['taskmanager.numberOfTaskSlots']));
    return cluster;
  }

  static async attach(name: string): Promise<Cluster> {
    const folder = folderOf(name);
    const saved = JSON.parse(readFileSync(join(folder, STATE), 'utf8')) as Saved;
    return new Cluster(saved.version, await flinkHome(saved.version), folder, saved.conf, saved.processes);
  }

  get rest(): Rest {
    return new Rest(`http://127.0.0.1:${this.conf['rest.port']}`);
  }

  /** Resource ids are the roles tm-1, tm-2, ... */
  async addTaskManager(): Promise<void> {
    const n = this.processes.filter(({ role }) => role.startsWith('tm-')).length + 1;
    await this.launch(`tm-${n}`, 'TM', { 'taskmanager.resource-id': `tm-${n}` });
  }

  /** Starts as many TaskManagers anew as have died. */
  async refill(taskManagers: number): Promise<void> {
    const left = this.processes.filter((process) => process.role.startsWith('tm-') && alive(process)).length;
    for (let n = left; n < taskManagers; n++) await this.addTaskManager();
    if (left < taskManagers) await this.awaitSlots(taskManagers * Number(this.conf['taskmanager.numberOfTaskSlots']));
  }

  signal(role: string, signal: NodeJS.Signals): void {
    const found = this.processes.find((process) => process.role === role);
    if (!found) throw new Error(`no process ${role}`);
    process.kill(found.pid, signal);
  }

  async down(): Promise<void> {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      for (const { pid } of this.processes.filter(alive)) {
        process.kill(pid, 'SIGCONT');
        process.kill(pid, signal);
      }
      for (let n = 0; n < 40 && this.processes.some(alive); n++) await sleep(250);
    }
    rmSync(join(this.folder, STATE), { force: true });
  }

  private async launch(role: string, kind: 'JM' | 'TM', extra: Conf): Promise<void> {
    const confDir = join(this.folder, `conf-${role}`);
    writeConf(this.version, confDir, { ...this.conf, ...extra });
    const { jvm, dynamic } = await jvmParameters(this.home, confDir, kind, this.conf);
    const log = join(this.folder, 'log', `flink-${role}.log`);
    const out = openSync(log.replace(/log$/, 'out'), 'a');
    const settings = [`-Dlog.file=${log}`, `-Dlog4j.configurationFile=file:${join(confDir, 'log4j.properties')}`];
    const main = kind === 'JM' ? MAINS.jm : MAINS.tm;
    const args = [...jvm, ...JAVA_17, ...settings, '-cp', classpath(this.home), main, '--configDir', confDir, ...dynamic];
    const child = spawn('java', args, {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', out, out],
      env: {
        PATH: process.env['PATH'],
        FLINK_CONF_DIR: confDir,
        FLINK_LIB_DIR: join(this.home, 'lib'),
        FLINK_PLUGINS_DIR: join(this.home, 'plugins'),
        FLINK_LOG_DIR: join(this.folder, 'log'),
      },
    });
    child.unref();
    if (child.pid === undefined) throw new Error('java did not start');
    this.processes = [...this.processes, { role, pid: child.pid }];
    const saved: Saved = { version: this.version, conf: this.conf, processes: this.processes };
    writeFileSync(join(this.folder, STATE), JSON.stringify(saved));
  }

  private async awaitSlots(slots: number): Promise<void> {
    for (let n = 0; n < 480; n++) {
      const overview = await this.rest.tryGet<{ 'slots-total': number }>('/overview');
      if (overview && overview['slots-total'] >= slots) return;
      await sleep(500);
    }
    throw new Error(`Flink ${this.version} is not up: see ${this.folder}/log`);
  }
}

export const folderOf = (name: string): string => join(tmpdir(), 'jobwarden-flink', name);

export function alive({ pid }: { readonly pid: number }): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export async function freePorts(): Promise<readonly [number, number, number]> {
  const servers = await Promise.all([0, 1, 2].map(listen));
  const [rest = 0, rpc = 0, blob = 0] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return [rest, rpc, blob];
}

function listen(): Promise<ReturnType<typeof createServer>> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => done(server));
  });
}
