import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const frozenTm: Scenario = {
  name: 'frozen-tm',
  kind: 'incidents',
  cluster: { taskManagers: 2, conf: { 'heartbeat.timeout': 15000 } },
  story: 'A TaskManager was frozen (SIGSTOP): its process and its ports were there, it answered nothing.',
  judgement: 'The heartbeat timed out: look at that machine and its GC pauses; the job waits for slots.',
  expected: {
    verdict: 'faulty',
    firstCause: 'tm-heartbeat-timeout',
    also: ['no-resource-available', 'slots-shortage', 'remote-transport-lost', 'tm-unreachable', 'failover-rate-rising', 'ckpt-tolerance-zero'],
    never: ['user-code-exception', 'ckpt-disabled'],
  },
  start: async ({ cluster, rest, submit }) => {
    const conf = { ...checkpointsEvery('4 s'), ...restarts(1000, '3 s') };
    const job = await submit({ entryClass: 'com.acme.sessions.SessionTotals', parallelism: 3, conf });
    await completedSince(rest, job, 0, 3);
    cluster.signal('tm-2', 'SIGSTOP');
    return job;
  },
  ready: ({ rest }, job) => until('the timeout is seen', 120, async () => (await rest.failures(job)).some(({ stacktrace }) => stacktrace.includes('Heartbeat'))),
};
