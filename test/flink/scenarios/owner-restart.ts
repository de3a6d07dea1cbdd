import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const ownerRestart: Scenario = {
  name: 'owner-restart',
  kind: 'healthy',
  story: 'The owner cancelled the job and submitted it again; it is some seconds old, the CANCELED one is in the list.',
  judgement: 'A cancel by the owner is no failure, and a job this young gives no rates to judge. Healthy.',
  expected: healthy,
  start: async ({ rest, submit }) => {
    const job = { entryClass: 'com.acme.sessions.SessionTotals', conf: checkpointsEvery('4 s') };
    const first = await submit(job);
    await runningFor(rest, first, 25);
    await rest.cancel(first);
    return submit(job);
  },
  ready: ({ rest }, job) => runningFor(rest, job, 4),
};
