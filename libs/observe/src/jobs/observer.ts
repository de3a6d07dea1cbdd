import { Overview } from '../cluster/schema.js';
import { jobSubject } from '../ids.js';
import { both, from, once, payload, type Got, type Look, type Observer } from '../look.js';
import { finalStates, worthAsking } from './choice.js';
import { JobList } from './schema.js';
import { slotsOf } from './slots.js';

const jobs = payload('jobs', JobList);
const overview = payload('overview', Overview);

/** Slots that each waiting job lacks, free slots not counted. */
const lacking = once((look: Look): Got<number> => {
  const list = jobs(look);
  if (!list.ok) return list;
  let lack = 0;
  for (const { jid, name } of list.value.jobs.filter(worthAsking.waiting)) {
    const slots = slotsOf(look.of(jobSubject(jid, name)));
    if (!slots.ok) return slots;
    lack += Math.max(0, slots.value.required - slots.value.held);
  }
  return { ok: true, value: lack, at: list.at };
});

export const observer: Observer = {
  compute: {
    'cluster.jobsListed': from(jobs, (list) => list.jobs.length),
    'cluster.jobsWaiting': from(jobs, (list) => list.jobs.filter(({ state, tasks }) => !finalStates.includes(state) && tasks.created + tasks.scheduled > 0).length),
    'cluster.jobsRestarting': from(jobs, (list) => list.jobs.filter(({ state }) => state === 'RESTARTING' || state === 'FAILING').length),
    'cluster.slotsMissing': from(both(lacking, overview), ([lack, cluster]) => Math.max(0, lack - (lack > 0 ? cluster['slots-available'] : 0))),
  },
};
