import { number, specsOf } from '../spec.js';

export const facts = specsOf('cluster', {
  'cluster.jobsWaiting': number('count', ['jobs'], 'Jobs that are not final and have tasks in CREATED or SCHEDULED.'),
  'cluster.jobsRestarting': number('count', ['jobs'], 'Jobs in RESTARTING or FAILING.'),
  'cluster.jobsListed': number('count', ['jobs'], 'Jobs in /jobs/overview, also finished ones.'),
  'cluster.slotsMissing': number('slots', ['jobs', 'overview', 'waiting-jobs'], 'What all waiting jobs together lack: required slots minus slots they hold minus free slots, at least 0.'),
});
