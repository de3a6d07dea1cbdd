import { ExponentialBackoff, handleWhenResult, retry } from 'cockatiel';
import { Pool, type Dispatcher } from 'undici';
import { safeUrl, type ReadTransport, type TransportAnswer, type TransportOptions } from '@app/collect';
import type { Clock, Result } from '@app/model';
import { guardedLookup, type ResolveAll } from './address-guard.js';
import { readBody } from './body.js';
import { explained, failure, isClosedConnection } from './failures.js';
import { getOnly } from './get-only.js';
import { createRateLimit } from './rate-limit.js';
import { defaultHttpLimits, endpointOf, type Endpoint, type HttpLimits } from './settings.js';

export interface HttpTransportSettings {
  /** REST base of the cluster; a path before Flink's own and credentials are allowed. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly limits?: Partial<HttpLimits>;
  readonly clock: Clock;
  /** How names become addresses; the system's resolver if not given. */
  readonly resolve?: ResolveAll;
}

/** One cluster by HTTP. Keep one per cluster: the connections and the rate limit are its own. */
export interface HttpTransport extends ReadTransport {
  close(): Promise<void>;
}

const longestRetryMs = 2_000;
const busy: ReadonlySet<number> = new Set([429, 503]);

/** Fails with `reference.invalid`, `reference.refused` or `setting.invalid`; after that, trouble is in the answers. */
export const createHttpTransport = (settings: HttpTransportSettings): Result<HttpTransport> => {
  const checked = endpointOf(settings.url, settings.headers ?? {});
  if (!checked.ok) return checked;
  const endpoint = checked.value;
  const limits = { ...defaultHttpLimits, ...settings.limits };
  const { clock } = settings;
  const pool = new Pool(endpoint.origin, {
    connections: limits.connections, pipelining: 1, headersTimeout: limits.headersMs, bodyTimeout: limits.bodyMs,
    connect: { timeout: limits.connectMs, lookup: guardedLookup(settings.resolve) },
  });
  const dispatcher = pool.compose(getOnly);
  const rate = createRateLimit(limits, clock);
  const once = async (path: string, options: TransportOptions): Promise<TransportAnswer> => {
    if (!(await rate.take(options.deadline))) return failure('source.timeout', `the limit of ${limits.perSecond} requests a second leaves no room before the diagnosis must end`);
    return request(dispatcher, endpoint, path, options, limits, clock);
  };
  return {
    ok: true,
    value: {
      get(path, options) {
        const timeLeft = (): boolean => clock.now().getTime() + longestRetryMs < options.deadline.getTime();
        const isBusy = (answer: unknown): boolean => isAnswer(answer) && answer.kind === 'answer' && busy.has(answer.status) && timeLeft();
        const policy = retry(handleWhenResult(isBusy), { maxAttempts: limits.retries, backoff: new ExponentialBackoff({ initialDelay: limits.firstRetryMs, maxDelay: longestRetryMs }) });
        return policy.execute(() => once(path, options));
      },
      close: () => pool.destroy(),
    },
  };
};

const isAnswer = (value: unknown): value is TransportAnswer => typeof value === 'object' && value !== null && 'kind' in value;

const request = async (dispatcher: Dispatcher, endpoint: Endpoint, path: string, options: TransportOptions, limits: HttpLimits, clock: Clock): Promise<TransportAnswer> => {
  const left = options.deadline.getTime() - clock.now().getTime();
  if (left <= 0) return outOfTime;
  const abort = new AbortController();
  const timers = [setTimeout(() => abort.abort(outOfTime), left)];
  try {
    const response = await dispatched(dispatcher, endpoint, path, options, abort.signal);
    timers.push(setTimeout(() => abort.abort(failure('source.timeout', `the answer of ${endpoint.host} did not end within ${limits.bodyMs} ms`)), limits.bodyMs));
    return await answerOf(response, options, abort);
  } catch (error) {
    const reason: unknown = abort.signal.reason;
    return abort.signal.aborted && isAnswer(reason) ? reason : explained(error, endpoint.host, limits);
  } finally {
    timers.forEach(clearTimeout);
  }
};

const outOfTime = failure('source.timeout', 'the time for this diagnosis ran out');

const dispatched = async (dispatcher: Dispatcher, { prefix, headers }: Endpoint, path: string, options: TransportOptions, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
  const sent = { 'user-agent': 'jobwarden', accept: options.text === true ? 'text/plain, */*' : 'application/json', 'accept-encoding': 'identity', ...headers };
  const send = () => dispatcher.request({ path: `${prefix}${path}`, method: 'GET', headers: sent, signal });
  return send().catch((error: unknown) => (isClosedConnection(error) && !signal.aborted ? send() : Promise.reject(error)));
};

const answerOf = async (response: Dispatcher.ResponseData, options: TransportOptions, abort: AbortController): Promise<TransportAnswer> => {
  const status = response.statusCode;
  const contentType = header(response, 'content-type') ?? '';
  if (status >= 300 && status < 400) {
    response.body.on('error', ignored).destroy();
    const location = header(response, 'location');
    return { kind: 'answer', status, contentType, text: location === null ? '' : target(location), size: 0, truncated: false };
  }
  const declared = header(response, 'content-length');
  const body = await readBody(response.body, declared === null ? null : Number(declared), options);
  if ('kind' in body) {
    abort.abort(body); // the rest is not wanted: give the connection up
    return body;
  }
  return { kind: 'answer', status, contentType, ...body };
};

/** Giving up a body that is not wanted is no error, but undici reports it as one. */
const ignored = (): void => undefined;

/** A target may be a path of the same host; credentials and query (tokens) are left out. */
const target = (location: string): string => (location.startsWith('/') ? (location.split(/[?#]/)[0] ?? '') : safeUrl(location));

const header = (response: Dispatcher.ResponseData, name: string): string | null => {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};
