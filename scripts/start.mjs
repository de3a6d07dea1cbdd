// npm start: API and worker in one process, over the embedded PostgreSQL or DATABASE_URL.
import { prepare } from './prepare.mjs';

const started = performance.now();
await prepare();

const { openService, problemText } = await import('../dist/wiring.js');

let service = null;
let api = null;
let worker = null;
let ending = null;

function end(code) {
  ending ??= (async () => {
    const insist = setTimeout(() => process.exit(code || 1), 30_000);
    insist.unref();
    await worker?.stop().catch(report);
    await api?.stop().catch(report);
    await service?.stop().catch(report);
    process.exit(code);
  })();
  return ending;
}

const report = (error) => process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    process.stderr.write(ending === null ? '\nEnding …\n' : '');
    void end(0);
  });
}
// A bug ends the process, but never leaves the database running.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    report(error);
    void end(1);
  });
}

try {
  // the API's libraries load while the database starts
  const [opened, { startApi }, { startWorker }] = await Promise.all([openService(process.env, import.meta.url), import('../dist/api.js'), import('../dist/worker.js')]);
  service = opened;
  if (ending !== null) await service.stop();
  else {
    api = await startApi(service);
    worker = startWorker(service);
    void service.databaseLost.then(() => {
      if (ending !== null) return;
      process.stderr.write('✖ The database ended by itself. Start Jobwarden again.\n');
      void end(1);
    });
    await greet();
  }
} catch (error) {
  if (error?.name !== 'ProblemError') report(error);
  else process.stderr.write(problemText(error));
  await end(error?.name === 'ProblemError' ? 2 : 1);
}

async function greet() {
  const seconds = () => ((performance.now() - started) / 1_000).toFixed(1);
  const { settings, adviser, store } = service;
  const lines = [`Jobwarden answers on ${api.url} (after ${seconds()} s)`, ''];
  if (settings.demo) {
    lines.push(
      `It watches ${adviser.clusters.length} recorded Flink clusters until JOBWARDEN_CONFIG lists yours. Next:`,
      '  npx jobwarden replay fixtures/incidents/heap-oom-2.3      a recorded incident, diagnosed in the terminal',
      '  npx jobwarden diagnose http://localhost:8081              your own Flink',
      '  npx jobwarden doctor                                      what is set up, and what is missing',
    );
  } else {
    lines.push(
      `It watches ${adviser.clusters.map(({ name }) => name).join(', ')}. Next:`,
      `  npx jobwarden diagnose ${adviser.clusters[0].name}`, '  npx jobwarden doctor', `  curl ${api.url}/api/v1/jobs`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
  if (!settings.demo) return;
  await worker.demoShown;
  const { items } = await store.jobs({ limit: 500, cursor: null });
  const sick = items.filter(({ verdict }) => verdict === 'faulty').length;
  process.stdout.write(`${items.length} jobs looked at, ${sick} of them faulty: ${api.url} (after ${seconds()} s)\n`);
}
