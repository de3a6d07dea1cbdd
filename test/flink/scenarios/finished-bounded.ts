import { until } from '../rest.js';
import { checkpointsEvery, healthy, type Scenario } from '../scenario.js';

export const finishedBounded: Scenario = {
  name: 'finished-bounded',
  kind: 'healthy',
  story: 'A bounded job read all of its input and finished.',
  judgement: 'FINISHED is the wanted end of a bounded job.',
  expected: healthy,
  start: ({ submit }) =>
    submit({ entryClass: 'com.acme.reports.DailyReport', args: ['--report-date', '2026-11-23'], conf: checkpointsEvery('3 s') }),
  ready: ({ rest }, job) => until('job finished', 120, async () => (await rest.job(job)).state === 'FINISHED'),
};
