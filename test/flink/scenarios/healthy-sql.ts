import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const healthySql: Scenario = {
  name: 'healthy-sql',
  kind: 'healthy',
  story: 'A SQL job (datagen, group by, blackhole) with checkpoints every 5 s.',
  judgement: 'Nothing to do; the busy time of datagen is NaN because it is a legacy source.',
  expected: healthy,
  start: ({ submit }) => submit({ entryClass: 'com.acme.sales.SalesDashboard', conf: checkpointsEvery('5 s') }),
  ready: ({ rest }, job) => runningFor(rest, job, 70),
};
