import type { Problem, Result } from '@app/model';
import type { Credentials } from './credentials.js';
import { isUrlLike, parseUrl } from './reference-url.js';

/** What a person may hand over to say which job, or which cluster, is meant. */
export type ParsedReference =
  /** A REST base or a link of the web UI; `jobId: null` means the cluster. `url` carries no credentials. */
  | { readonly kind: 'url'; readonly url: string; readonly jobId: string | null; readonly credentials: Credentials | null }
  | { readonly kind: 'job-id'; readonly jobId: string }
  | { readonly kind: 'name'; readonly name: string }
  /** A configured cluster, and a job name or job id in it; `job: null` means the cluster. */
  | { readonly kind: 'alias'; readonly cluster: string; readonly job: string | null };

const longest = 2_048;
export const jobIdPattern = /^[0-9a-f]{32}$/i;

/**
 * Reads a job reference: REST base (`host:port` is one too), web UI link, job id, job name, cluster alias, `alias/job`.
 * Aliases are only told from names when `aliases` lists them. Fails with `reference.invalid`, never echoing credentials.
 */
export const parseReference = (text: string, aliases: readonly string[] = []): Result<ParsedReference> => {
  const reference = text.trim().replace(/^<(.*)>$/, '$1').trim();
  if (reference === '') return invalid('it is empty');
  if (reference.length > longest) return invalid(`it is longer than ${longest} characters`);
  if (hasControlCharacter(reference)) return invalid('it contains control characters');
  if (jobIdPattern.test(reference)) return ok({ kind: 'job-id', jobId: reference.toLowerCase() });
  const alias = [...aliases].sort((a, b) => b.length - a.length).find((name) => reference === name || reference.startsWith(`${name}/`));
  if (alias !== undefined) return ok({ kind: 'alias', cluster: alias, job: reference.slice(alias.length + 1).trim() || null });
  if (!isUrlLike(reference)) return ok({ kind: 'name', name: reference });
  const parsed = parseUrl(reference);
  return parsed.ok ? ok({ kind: 'url', ...parsed.value }) : invalid(parsed.why);
};

const hasControlCharacter = (text: string): boolean => /\p{Cc}/u.test(text);

const ok = (value: ParsedReference): Result<ParsedReference> => ({ ok: true, value });
const invalid = (why: string): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: {
    code: 'reference.invalid',
    what: 'The job reference is not understood',
    why,
    next: 'Give the REST address (http://host:8081), a link of the Flink web UI, a job id of 32 hex digits, a job name, or the name of a configured cluster.',
  },
});
