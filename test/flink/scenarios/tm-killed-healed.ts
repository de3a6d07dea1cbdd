import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince, runningFor } from '../symptoms.js';

export const tmKilledHealed: Scenario = {
  name: 'tm-killed-healed',
  kind: 'incidents',
  cluster: { taskManagers: 3 },
  story: 'A TaskManager was killed (SIGKILL); spare slots were there and the job recovered from its checkpoint.',
  judgement:
    'Over: the job runs, checkpoints complete. The exceptions tell of a lost connection first; the log says which TaskManager was gone. Look for why it died.',
  expected: {
    verdict: 'healthy',
    firstCause: 'tm-unreachable',
    also: ['remote-transport-lost', 'tm-heartbeat-timeout', 'ckpt-tolerance-zero'],
    never: ['user-code-exception', 'no-resource-available', 'restart-exhausted', 'ckpt-disabled'],
  },
  start: async ({ cluster, rest, submit }) => {
    const conf = { ...checkpointsEvery('3 s'), ...restarts(10, '2 s') };
    const job = await submit({ entryClass: 'com.acme.sessions.SessionTotals', parallelism: 4, conf });
    await completedSince(rest, job, 0, 3);
    const { vertices } = await rest.job(job);
    const used = await rest.get<{ taskmanagers: { 'taskmanager-id': string }[] }>(`/jobs/${job}/vertices/${vertices[0]?.id}/taskmanagers`);
    cluster.signal(used.taskmanagers[0]?.['taskmanager-id'] ?? 'tm-1', 'SIGKILL');
    return job;
  },
  ready: async ({ rest }, job) => {
    await until('the failure is seen', 90, async () => (await rest.failures(job)).length > 0);
    const [{ timestamp } = { timestamp: 0 }] = await rest.failures(job);
    await completedSince(rest, job, timestamp, 5);
    await runningFor(rest, job, 30);
  },
};
