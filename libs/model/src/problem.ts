/** Every stable error code, in one place. docs/errors.md explains each; a test compares both ways. */
export const problemCodes = {
  'setting.invalid': 'A setting is not allowed',
  'request.invalid': 'The request is not understood',
  'request.not-found': 'No such address',
  'internal': 'A mistake in Jobwarden itself',
  'reference.invalid': 'The job reference is not understood',
  'reference.refused': 'The address may not be asked',
  'job.not-found': 'No such job',
  'job.ambiguous': 'Several jobs have that name',
  'cluster.not-found': 'No such cluster',
  'cluster.unreachable': 'The cluster could not be read',
  'source.unavailable': 'A source did not answer',
  'source.not-flink': 'The answer is not from a Flink REST endpoint',
  'source.redirected': 'The address redirects',
  'source.unauthorized': 'The address asks for credentials',
  'source.too-large': 'An answer is larger than allowed',
  'source.timeout': 'No answer in time',
  'text.unreadable': 'There is no text to explain',
  'diagnosis.not-found': 'No such diagnosis',
  'diagnosis.no-history': 'Nothing is stored for that time',
  'label.not-found': 'No such template',
  'label.conflict': 'The label is in another state',
  'label.own-review': 'A label is approved by somebody else',
  'recording.invalid': 'The folder is not a recording',
  'explain.binary': 'The file is no text',
  'explain.archive': 'The file is an archive',
  'explain.damaged': 'The file is damaged',
  'explain.too-large': 'The text is larger than allowed',
  'rule.invalid': 'A rule file is not valid',
  'rule.unknown-fact': 'A rule names a fact that is not in the catalogue',
  'rule.unknown-parent': 'A rule names a parent that does not exist',
  'rule.cycle': 'Rules are under each other in a circle',
  'rule.duplicate': 'Two rules have the same id',
  'rule.case-failed': 'A case of a rule does not hold',
  'signature.invalid': 'A signature file is not valid',
  'service.busy': 'The service has too much to do',
  'store.locked': 'Another process holds the data',
  'store.newer': 'The database is newer than this program',
  'store.unavailable': 'The database could not be reached',
} as const;
export type ProblemCode = keyof typeof problemCodes;

/** Expected trouble, for people: what, why, and what to do next. Bugs are ordinary errors. */
export interface Problem {
  readonly code: ProblemCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly candidates?: readonly { readonly id: string; readonly name: string; readonly cluster: string; readonly state: string }[];
}

/** Carries a `Problem` to the edge of the process. Only apps and adapters throw it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.what}: ${problem.why}`);
  }
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
