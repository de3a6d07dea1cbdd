import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const healthyIdle: Scenario = {
  name: 'healthy-idle',
  kind: 'healthy',
  story: 'No input but one event at the start; checkpoints every 5 s complete.',
  judgement: 'Nothing to read is no fault: all vertices idle, nothing held up, no failure.',
  expected: healthy,
  start: ({ submit }) =>
    submit({ entryClass: 'com.acme.clicks.ClickNormalizer', args: ['--rate', '0.001'], conf: checkpointsEvery('5 s') }),
  ready: ({ rest }, job) => runningFor(rest, job, 75),
};
