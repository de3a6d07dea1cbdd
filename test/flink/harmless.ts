import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client.js';
import { Excerpts } from './excerpts.js';
import { repoRoot, sleep } from './home.js';
import { jobsJar } from './jar.js';
import { invoicing, openShop, orders } from './orders.js';
import { onCluster } from './play.js';
import { type Rest, until } from './rest.js';
import { BESIDE_KAFKA, checkpointsEvery, type Context } from './scenario.js';
import { completedSince, runningFor } from './symptoms.js';

/** What each step is, for the readme. */
const STEPS: Readonly<Record<string, string>> = {
  'cluster-start': 'a session cluster starts',
  'job-submit': "Flink's client submits a job with state in RocksDB",
  checkpoints: 'the job runs and checkpoints',
  savepoint: 'a savepoint is taken by the client',
  'stop-with-savepoint': 'the job is stopped with a savepoint by the client',
  restore: 'the job starts again from its savepoint',
  cancel: 'the job is cancelled by the client',
  'job-finishes': 'a bounded job finishes',
  'sql-job': 'a SQL job runs and is cancelled',
  'print-job': 'a job prints to standard output and is cancelled',
  'kafka-job': 'a job reads from Kafka and writes to it exactly once',
  'kafka-job-ends': 'the Kafka job is stopped with a savepoint, and some time after that',
  'taskmanager-leaves': 'a TaskManager without tasks is stopped (SIGTERM)',
  'cluster-shutdown': 'the whole cluster is stopped (SIGTERM); JobManager also tells of the TaskManager that left and of the one that came',
  'adaptive-start': 'a cluster with the adaptive scheduler starts a job',
  rescale: 'the parallelism of the job is raised through REST',
  'adaptive-cancel': 'the rescaled job is cancelled',
  'jobmanager-stops-first': 'the cluster is stopped, JobManager some seconds before its TaskManagers',
};

const SESSION_TOTALS = 'com.acme.sessions.SessionTotals';

/** Nothing goes wrong on this tour; number of files it has written. */
export async function harmlessTour(version: string, first: number): Promise<number> {
  const between = await sessionTour(version, first);
  const last = await adaptiveTour(version, between);
  describeFolder();
  return last - first;
}

async function sessionTour(version: string, first: number): Promise<number> {
  const spec = { ...BESIDE_KAFKA, taskManagers: 2, conf: { ...BESIDE_KAFKA.conf, 'taskmanager.numberOfTaskSlots': 3 } };
  let excerpts: Excerpts | undefined;
  await onCluster(version, `tour-${version}`, spec, async (context) => {
    excerpts = excerptsOf(version, context, first);
    excerpts.keep('cluster-start', /^(jm|tm-1)$/);
    await withClient(context, excerpts);
    await withRest(context, excerpts);
    await withKafka(context, excerpts);
    context.cluster.signal('tm-2', 'SIGTERM');
    await sleep(12_000);
    excerpts.keep('taskmanager-leaves', /^tm-2$/, 'jm');
    await context.cluster.addTaskManager();
    await until('it has joined', 60, async () => (await context.rest.get<{ taskmanagers: number }>('/overview')).taskmanagers === 2);
  });
  return excerpts?.keep('cluster-shutdown', /^(jm|tm-1|tm-3)$/) ?? first;
}

async function withClient(context: Context, excerpts: Excerpts): Promise<void> {
  const { rest, cluster } = context;
  const client = new Client(cluster);
  const jar = await jobsJar(cluster.version);
  const state = { ...checkpointsEvery('4 s'), 'state.backend.type': 'rocksdb', 'execution.checkpointing.incremental': 'true' };
  const options = ['-p', '3', ...Object.entries(state).map(([key, value]) => `-D${key}=${value}`)];
  const job = await client.submit(jar, SESSION_TOTALS, options);
  await runningFor(rest, job, 5);
  excerpts.keep('job-submit', /^(jm|tm-1|client)$/);
  await completedSince(rest, job, Date.now(), 6);
  excerpts.keep('checkpoints', /^jm$/);
  await client.flink('savepoint', job);
  excerpts.keep('savepoint', /^(jm|client)$/);
  const stopped = await client.flink('stop', job);
  await sleep(3000);
  excerpts.keep('stop-with-savepoint', /^(jm|tm-1|client)$/);
  const path = /Path: (\S+)/.exec(stopped)?.[1] ?? '';
  const again = await client.submit(jar, SESSION_TOTALS, ['-s', path, ...options]);
  await runningFor(rest, again, 10);
  excerpts.keep('restore', /^(jm|tm-1)$/);
  await client.flink('cancel', again);
  await sleep(4000);
  excerpts.keep('cancel', /^(jm|tm-1|client|client-stdout)$/);
}

async function withRest({ rest, submit }: Context, excerpts: Excerpts): Promise<void> {
  const bounded = await submit({ entryClass: 'com.acme.reports.DailyReport', args: ['--report-date', '2026-11-23'], conf: checkpointsEvery('3 s') });
  await until('job finished', 120, async () => (await rest.job(bounded)).state === 'FINISHED');
  await sleep(2000);
  excerpts.keep('job-finishes', /^(jm|tm-1)$/);
  for (const [step, entryClass] of [['sql-job', 'com.acme.sales.SalesDashboard'], ['print-job', 'com.acme.stock.StockTicker']] as const) {
    const job = await submit({ entryClass, conf: checkpointsEvery('3 s') });
    await runningFor(rest, job, 15);
    await rest.cancel(job);
    await sleep(2000);
    excerpts.keep(step, step === 'sql-job' ? /^(jm|tm-1)$/ : /^tm-1-stdout$/);
  }
}

async function withKafka(context: Context, excerpts: Excerpts): Promise<void> {
  const shop = await openShop(context, 200);
  const job = await invoicing(context, shop, { conf: checkpointsEvery('3 s') });
  shop.kafka.feed(shop.orders, orders(500), 20);
  await completedSince(context.rest, job, 0, 6);
  excerpts.keep('kafka-job', /^(jm|tm-\d)$/);
  await stopWithSavepoint(context.rest, job);
  await sleep(45_000);
  excerpts.keep('kafka-job-ends', /^(jm|tm-\d)$/);
}

async function adaptiveTour(version: string, first: number): Promise<number> {
  const conf = { 'taskmanager.numberOfTaskSlots': 4, 'jobmanager.scheduler': 'adaptive' };
  let excerpts: Excerpts | undefined;
  await onCluster(version, `adaptive-${version}`, { taskManagers: 1, conf }, async (context) => {
    excerpts = excerptsOf(version, context, first);
    const { rest, submit, cluster } = context;
    const job = await submit({ entryClass: SESSION_TOTALS, conf: checkpointsEvery('3 s') });
    await completedSince(rest, job, 0, 2);
    excerpts.keep('adaptive-start', /^jm$/);
    await rescale(rest, job, 4);
    await sleep(5000);
    await completedSince(rest, job, Date.now(), 2);
    excerpts.keep('rescale', /^(jm|tm-1)$/);
    await rest.cancel(job);
    await sleep(2000);
    excerpts.keep('adaptive-cancel', /^jm$/);
    cluster.signal('jm', 'SIGTERM');
    await sleep(8000);
  });
  return excerpts?.keep('jobmanager-stops-first', /^(jm|tm-1)$/) ?? first;
}

function excerptsOf(version: string, { cluster }: Context, first: number): Excerpts {
  const words = [[cluster.folder, '/opt/flink'], [cluster.home, '/opt/flink'], [process.cwd(), '/opt/jobs']] as const;
  return new Excerpts(version, join(cluster.folder, 'log'), words, first);
}

async function stopWithSavepoint(rest: Rest, job: string): Promise<void> {
  await post(`${rest.url}/jobs/${job}/stop`, 'POST', { drain: false });
  await until('job stopped', 60, async () => (await rest.job(job)).state === 'FINISHED');
}

async function rescale(rest: Rest, job: string, upperBound: number): Promise<void> {
  const { vertices } = await rest.job(job);
  const wanted = vertices.map(({ id }) => [id, { parallelism: { lowerBound: 1, upperBound } }] as const);
  await post(`${rest.url}/jobs/${job}/resource-requirements`, 'PUT', Object.fromEntries(wanted));
}

async function post(url: string, method: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 300)}`);
}

function describeFolder(): void {
  const folder = join(repoRoot, 'fixtures', 'logs', 'harmless');
  const rows = readdirSync(folder).filter((file) => file.endsWith('.log')).sort().map((file) => {
    const [, step = '', who = '', version = ''] = /^\d+-(.+?)-(jm|tm-\d|client|client-stdout|tm-\d-stdout)-([\d.]+)\.log$/.exec(file) ?? [];
    return `| ${file} | ${version} | ${who} | ${STEPS[step] ?? step} |`;
  });
  const head = `# Logs of healthy runs

Nothing went wrong while these were written: whoever reads them must find no cause above \`info\`.
Each file is what one step of a tour through a session cluster wrote to one log (\`jm\` JobManager, \`tm-n\` a TaskManager, \`client\` Flink's command line).
Long ones are cut in the middle; host names and paths are replaced. Made by \`npx tsx test/flink/cli.ts harmless all\`.

| file | Flink | log | step |
| --- | --- | --- | --- |
`;
  writeFileSync(join(folder, 'README.md'), `${head}${rows.join('\n')}\n`);
}
