import type { Diagnosis, Severity } from '@app/model';

/** 0 nothing at or above the threshold, 1 findings, 2 usage, 3 could not be read. They are a contract. */
export const exits = { fine: 0, findings: 1, usage: 2, unread: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

const order: readonly Severity[] = ['info', 'warning', 'critical'];

/** A job's line of a cluster answer carries no severity: a faulty job counts at every threshold, a risk up to `warning`. */
export function exitFor(diagnosis: Diagnosis, failOn: Severity): Exit {
  const threshold = order.indexOf(failOn);
  const found = diagnosis.findings.some((finding) => order.indexOf(finding.severity) >= threshold);
  const jobs = diagnosis.jobs.some((job) => job.verdict === 'faulty' || (job.verdict === 'at-risk' && failOn !== 'critical'));
  if (found || jobs) return exits.findings;
  return diagnosis.verdict === 'unknown' ? exits.unread : exits.fine;
}
