import type { Problem, ProblemCode } from '@app/model';

const statuses: Partial<Record<ProblemCode, number>> = {
  'request.invalid': 400, 'reference.invalid': 400, 'reference.refused': 403, 'request.not-found': 404, 'text.unreadable': 422, 'explain.too-large': 413, 'service.busy': 503, 'job.not-found': 404, 'cluster.not-found': 404,
  'diagnosis.not-found': 404, 'diagnosis.no-history': 404, 'job.ambiguous': 409, 'label.not-found': 404, 'label.conflict': 409, 'label.own-review': 403, 'cluster.unreachable': 502, 'source.unavailable': 502, 'source.not-flink': 502,
  'source.redirected': 502, 'source.unauthorized': 502, 'source.too-large': 502, 'source.timeout': 504, 'store.unavailable': 503, 'store.locked': 503, 'store.newer': 503,
};

export const statusOf = (problem: Problem): number => statuses[problem.code] ?? 500;

/** RFC 9457. `code` is the stable part; `type` is its explanation. */
export const problemJson = (problem: Problem, instance: string) => ({
  type: `/api/docs#${problem.code}`,
  title: problem.what,
  status: statusOf(problem),
  detail: problem.why,
  instance,
  code: problem.code,
  next: problem.next,
  ...(problem.candidates === undefined ? {} : { candidates: problem.candidates }),
});
