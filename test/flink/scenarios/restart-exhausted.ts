import { sleep } from '../home.js';
import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';

export const restartExhausted: Scenario = {
  name: 'restart-exhausted',
  kind: 'incidents',
  cluster: { taskManagers: 2, conf: { 'taskmanager.numberOfTaskSlots': 1 } },
  story: 'User code threw on three attempts; the fourth ran until its TaskManager was killed, and no restart was left.',
  judgement: 'The NumberFormatException in ParseAmount used up the restarts; the lost TaskManager was only the last straw.',
  expected: {
    verdict: 'faulty',
    firstCause: 'user-code-exception',
    also: ['restart-exhausted', 'tm-unreachable', 'remote-transport-lost', 'failover-rate-rising', 'ckpt-tolerance-zero'],
    never: ['ckpt-disabled'],
  },
  start: async ({ cluster, rest, submit }) => {
    const conf = { ...checkpointsEvery('5 s'), ...restarts(3, '1 s') };
    const job = await submit({ entryClass: 'com.acme.billing.InvoiceExport', conf });
    await until('fourth attempt runs', 120, async () => (await rest.failures(job)).length >= 3 && rest.running(job));
    await sleep(3000);
    cluster.signal('tm-2', 'SIGKILL');
    return job;
  },
  ready: ({ rest }, job) => until('job failed', 180, async () => (await rest.job(job)).state === 'FAILED'),
};
