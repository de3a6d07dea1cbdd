import type { ProblemCode } from '@app/model';

export interface Failure {
  readonly kind: 'failure';
  readonly code: ProblemCode;
  readonly why: string;
}
export const failure = (code: ProblemCode, why: string): Failure => ({ kind: 'failure', code, why });

/** Milliseconds; each is for one request. */
export interface Timeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  /** From the first header to the last byte. */
  readonly bodyMs: number;
}

type Explain = (host: string, timeouts: Timeouts, error: string) => Failure;
const closed: Explain = (host) => failure('source.unavailable', `${host} closed the connection before the answer was complete`);
const unresolved: Explain = (host) => failure('source.unavailable', `the name ${host} cannot be resolved`);
const noRoute: Explain = (host) => failure('source.unavailable', `there is no way to ${host}`);
const notHttp: Explain = (host) => failure('source.not-flink', `${host} does not speak HTTP`);
const noConnection: Explain = (host, { connectMs }) => failure('source.timeout', `no connection to ${host} within ${connectMs} ms`);

/** Error codes of Node and undici -> what a person can do something with. */
const explanations: Readonly<Record<string, Explain>> = {
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  ETIMEDOUT: noConnection,
  UND_ERR_HEADERS_TIMEOUT: (host, { headersMs }) => failure('source.timeout', `${host} takes connections, but did not answer within ${headersMs} ms`),
  UND_ERR_BODY_TIMEOUT: (host, { bodyMs }) => failure('source.timeout', `the answer of ${host} did not end within ${bodyMs} ms`),
  ECONNREFUSED: (host) => failure('source.unavailable', `nothing listens at ${host}`),
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: closed,
  UND_ERR_HEADERS_OVERFLOW: (host) => failure('source.not-flink', `${host} answers with larger headers than Flink ever does`),
  REFUSED_ADDRESS: (host) => failure('reference.refused', `${host} leads to a metadata address, which is never asked`),
};

const families: readonly { readonly prefix: string; readonly explain: Explain }[] = [
  { prefix: 'HPE_', explain: notHttp },
  { prefix: 'HTTPParserError', explain: notHttp }, // undici's, often without a code
  { prefix: 'ERR_SSL_', explain: (host) => failure('source.not-flink', `${host} does not speak TLS; try http:// instead of https://`) },
  { prefix: 'EPROTO', explain: (host) => failure('source.not-flink', `${host} does not speak TLS; try http:// instead of https://`) },
];
const certificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** What a thrown error of a request means. `host` is shown to people and holds no credentials. */
export const explained = (error: unknown, host: string, timeouts: Timeouts): Failure => {
  const code = codeOf(error);
  const known = explanations[code] ?? families.find(({ prefix }) => code.startsWith(prefix))?.explain;
  if (known !== undefined) return known(host, timeouts, code);
  if (certificate.test(code)) return failure('source.unavailable', `the TLS certificate of ${host} is not trusted (${code})`);
  return failure('source.unavailable', `asking ${host} failed${code === '' ? '' : ` (${code})`}`);
};

/** A connection kept alive may be closed by the other side just when it is used: asking once more is right. */
export const isClosedConnection = (error: unknown): boolean => ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && codeOf(error.cause) !== '') return codeOf(error.cause);
  return error instanceof Error && error.name !== 'Error' ? error.name : '';
};
