import { until } from '../rest.js';
import { checkpointsEvery, restarts, type Scenario } from '../scenario.js';
import { completedSince } from '../symptoms.js';

export const neighbourKillsTm: Scenario = {
  name: 'neighbour-kills-tm',
  kind: 'incidents',
  cluster: { taskManagers: 2, conf: { 'taskmanager.numberOfTaskSlots': 3 } },
  story: 'In a session cluster a neighbour job called System.exit and took a TaskManager away from this innocent job.',
  judgement:
    'Flink only says that the TaskExecutor is shutting down; the neighbour failed in the same second. This job is innocent and waits for slots.',
  expected: {
    verdict: 'faulty',
    firstCause: 'tm-unreachable',
    also: ['remote-transport-lost', 'no-resource-available', 'slots-shortage', 'user-system-exit', 'tm-killed-sigterm', 'failover-rate-rising', 'ckpt-tolerance-zero'],
    never: ['user-code-exception', 'ckpt-disabled', 'heap-oom'],
  },
  start: async ({ rest, submit }) => {
    const conf = { ...checkpointsEvery('4 s'), ...restarts(1000, '3 s') };
    const job = await submit({ entryClass: 'com.acme.sessions.SessionTotals', parallelism: 5, conf });
    await completedSince(rest, job, 0, 2);
    const none = { 'restart-strategy.type': 'none' };
    await submit({ entryClass: 'com.acme.legacy.LegacyScript', parallelism: 1, conf: none });
    return job;
  },
  ready: ({ rest }, job) => until('the innocent job waits', 120, async () => (await rest.failures(job)).length > 0 && !(await rest.running(job))),
};
