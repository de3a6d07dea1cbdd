import type { Problem, Result } from '@app/model';
import { Credentials, safeUrl } from '@app/collect';
import { isRefusedHost } from './address-guard.js';
import type { Timeouts } from './failures.js';
import type { RateLimit } from './rate-limit.js';

export interface HttpLimits extends Timeouts, RateLimit {
  /** Connections to one cluster; Flink's REST server has four threads. */
  readonly connections: number;
  /** Further attempts after a 503 (leader election) or 429. */
  readonly retries: number;
  readonly firstRetryMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  connectMs: 2_000, headersMs: 5_000, bodyMs: 15_000, connections: 4, perSecond: 50, burst: 100, retries: 3, firstRetryMs: 250,
};

export interface Endpoint {
  readonly origin: string;
  /** Path before Flink's own, without a slash at the end: `/proxy/application_1`. */
  readonly prefix: string;
  /** For people: `host:port`. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Checks an address and its headers. Credentials in the URL become a header and are seen no more. */
export const endpointOf = (address: string, headers: Readonly<Record<string, string>>): Result<Endpoint> => {
  const url = parsed(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return failed({ code: 'reference.invalid', what: 'The address cannot be asked', why: `${safeUrl(address)} is no http or https URL`, next: 'Give the REST address of a JobManager, for example http://host:8081.' });
  }
  if (isRefusedHost(url.hostname)) {
    return failed({ code: 'reference.refused', what: 'This address may not be asked', why: `${url.hostname} is a metadata address, which hands out credentials`, next: 'Give the REST address of a JobManager.' });
  }
  const wrong = Object.entries(headers).find(([name, value]) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /(?!\t)\p{Cc}/u.test(value));
  if (wrong !== undefined) {
    return failed({ code: 'setting.invalid', what: 'A header cannot be sent', why: `the header ${JSON.stringify(wrong[0])} has a character that HTTP does not allow`, next: 'Check the headers of this cluster; a line break at the end of a file is the usual cause.' });
  }
  const authorization = authorizationOf(url);
  return { ok: true, value: { origin: url.origin, prefix: url.pathname.replace(/\/+$/, ''), host: url.host, headers: { ...authorization, ...headers } } };
};

const authorizationOf = (url: URL): Readonly<Record<string, string>> => {
  if (url.username === '' && url.password === '') return {};
  return { authorization: new Credentials(decoded(url.username), decoded(url.password)).header() };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parsed = (address: string): URL | null => {
  try {
    return new URL(address);
  } catch {
    return null;
  }
};

const failed = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem });
