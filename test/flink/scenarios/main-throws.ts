import { sleep } from '../home.js';
import { ALONE, type Scenario } from '../scenario.js';

export const mainThrows: Scenario = {
  name: 'main-throws',
  kind: 'incidents',
  cluster: ALONE,
  story: 'The main method threw at the submission of a jar; there is no job.',
  judgement: 'DailyReport was run without its parameter --report-date.',
  expected: { verdict: 'faulty', firstCause: 'main-method-error', also: ['user-code-exception'], never: ['no-resource-available', 'tm-unreachable'] },
  start: async ({ rest, jar }) => {
    const answer = await rest.tryRun(jar, { entryClass: 'com.acme.reports.DailyReport' });
    if (answer.ok) throw new Error('the submission was to fail');
    return null;
  },
  ready: () => sleep(5000),
};
