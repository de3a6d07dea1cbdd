import { checkpointsEvery, type Scenario } from '../scenario.js';
import { runningFor, underBackPressure } from '../symptoms.js';

export const slowSink: Scenario = {
  name: 'slow-sink',
  kind: 'incidents',
  story: 'The sink waits 8 ms for every record it writes; everything before it is held up.',
  judgement: 'The warehouse behind the sink is slow, or the sink writes one by one: batch or write asynchronously.',
  expected: {
    verdict: 'faulty',
    firstCause: 'slow-sink',
    also: ['backpressure-root', 'ckpt-near-timeout', 'ckpt-stale', 'source-lag-growing'],
    never: ['skewed-subtask', 'user-code-exception', 'ckpt-disabled'],
  },
  start: ({ submit }) => submit({ entryClass: 'com.acme.telemetry.TelemetryToWarehouse', conf: checkpointsEvery('20 s') }),
  ready: async ({ rest }, job) => {
    await runningFor(rest, job, 70);
    await underBackPressure(rest, job, 3);
  },
};
