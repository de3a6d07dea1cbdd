import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const stateless: Scenario = {
  name: 'stateless',
  kind: 'healthy',
  story: 'A job without state runs with checkpoints every 5 s.',
  judgement: 'Nothing to do: it keeps up, nothing fails.',
  expected: healthy,
  start: ({ submit }) => submit({ entryClass: 'com.acme.clicks.ClickNormalizer', conf: checkpointsEvery('5 s') }),
  ready: ({ rest }, job) => runningFor(rest, job, 70),
};
