import { jobSubject, jobOf } from './ids.js';
import { JobDetails } from './job-state/schema.js';
import { payload, type Look } from './look.js';

const jobDetails = payload('job', JobDetails);
/** A smaller difference is the time an answer takes, or the cache of the REST server. */
const believable = 30_000;

/** What Flink's clock says at `at` of ours: the job's `now` tells when the two differ. Epoch ms. */
export function serverTime(look: Look, at: Date): number {
  const job = jobOf(look.subject) ?? jobOf(look.root);
  if (job === null) return at.getTime();
  const details = jobDetails(look.of(jobSubject(job, job)));
  if (!details.ok || details.value.now === undefined) return at.getTime();
  const ahead = details.value.now - details.at.getTime();
  return Math.abs(ahead) > believable ? at.getTime() + ahead : at.getTime();
}

/** Milliseconds from `since` (epoch ms of Flink's clock) to the reading; never negative. */
export const ageOf = (look: Look, at: Date, since: number): number => Math.max(0, serverTime(look, at) - since);
