import { Credentials } from './credentials.js';

export type ParsedUrl =
  | { readonly ok: true; readonly value: { readonly url: string; readonly jobId: string | null; readonly credentials: Credentials | null } }
  | { readonly ok: false; readonly why: string };

const hostAndPort = /^(?:[^@/\s]+@)?(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?):\d{1,5}(?:[/?#].*)?$/i;
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
/** `#/job/running/<id>/overview`, `#/job/completed/<id>`, `#/job/<id>`, and `#/jobs/<id>` of old versions. */
const jobInFragment = /^#!?\/jobs?\/(?:(?:running|completed)\/)?([^/?]+)/i;
const jobInPath = /^(.*?)(?:\/v1)?\/jobs\/([0-9a-f]{32})(?:\/.*)?$/i;
/** Pages that someone may have open when they copy an address; what stands before them is the base. */
const knownPage = /(?:\/v1)?\/(?:index\.html|overview|config|jobs(?:\/overview|\/metrics)?|taskmanagers(?:\/.*)?|jobmanager(?:\/.*)?)?$/i;
const listPages: ReadonlySet<string> = new Set(['running', 'completed']);

export const isUrlLike = (text: string): boolean => scheme.test(text) || hostAndPort.test(text);

/** Splits an address into REST base (any prefix path kept, no `/v1`, no slash at the end), job id and credentials. */
export const parseUrl = (text: string): ParsedUrl => {
  const url = tryUrl(withScheme(text));
  if (url === null) return { ok: false, why: 'the address is not a valid URL' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, why: `only http and https addresses can be asked, not ${url.protocol}//` };
  const inFragment = jobInFragment.exec(url.hash)?.[1];
  if (inFragment !== undefined && !listPages.has(inFragment.toLowerCase()) && !/^[0-9a-f]{32}$/i.test(inFragment)) {
    return { ok: false, why: 'the link names a job, but what stands there is no job id of 32 hex digits' };
  }
  const inPath = jobInPath.exec(url.pathname);
  const path = inPath ? (inPath[1] ?? '') : url.pathname.replace(knownPage, '');
  const jobId = inPath?.[2] ?? (inFragment !== undefined && !listPages.has(inFragment.toLowerCase()) ? inFragment : null);
  return { ok: true, value: { url: `${url.origin}${path.replace(/\/+$/, '')}`, jobId: jobId?.toLowerCase() ?? null, credentials: credentialsOf(url) } };
};

/** The address without credentials, query and fragment, for people and for logs. */
export const safeUrl = (text: string): string => {
  const url = tryUrl(withScheme(text));
  return url === null ? 'an invalid address' : `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

const withScheme = (text: string): string => (scheme.test(text) ? text : `http://${text}`);

const tryUrl = (text: string): URL | null => {
  try {
    return new URL(text);
  } catch {
    return null;
  }
};

const credentialsOf = (url: URL): Credentials | null => {
  if (url.username === '' && url.password === '') return null;
  return new Credentials(decoded(url.username), decoded(url.password));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
