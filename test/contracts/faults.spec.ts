import { createServer as createTcpServer } from 'node:net';
import { createFlinkSource, createHttpTransport, type HttpLimits, type HttpTransport } from '@app/adapters/flink-rest';
import type { Need, Reading } from '@app/model';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultName } from '../fake-flink/faults.js';
import { createFakeFlink } from '../fake-flink/server.js';
import { synthetic } from '../fake-flink/synthetic.js';
import { systemClock } from '../fake-flink/system-clock.js';

const tape = synthetic({ vertices: 2, parallelism: 1 });
const overview: Need = { source: 'flink', what: 'overview', params: {} };
const log: Need = { source: 'flink', what: 'jobmanager-log', params: {} };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const quick = { headersMs: 400, bodyMs: 600, firstRetryMs: 5 } satisfies Partial<HttpLimits>;
const ready = (url: string, limits: Partial<HttpLimits> = quick): HttpTransport => {
  const transport = createHttpTransport({ url, clock: systemClock, limits });
  if (!transport.ok) throw new Error(transport.problem.why);
  closers.push(() => transport.value.close());
  return transport.value;
};
const asked = (transport: HttpTransport, need: Need = overview, ms = 20_000): Promise<Reading> =>
  createFlinkSource({ transport, clock: systemClock, limits: { jsonBytes: 1_000_000 } }).read(need, new Date(Date.now() + ms));
const fake = async (fault?: FaultName, delayMs = 0) => {
  const server = await createFakeFlink({ tape, delayMs, ...(fault === undefined ? {} : { fault }) });
  closers.push(() => server.close());
  return server;
};

describe('a server that is not as it should be', () => {
  it.each<[FaultName, string, RegExp]>([
    ['html', 'source.not-flink', /^expected JSON, got an HTML page \("Sign in"\)$/],
    ['html-error', 'source.not-flink', /^HTTP 502 with an HTML page/],
    ['not-flink', 'source.not-flink', /^the JSON lacks "flink-version"/],
    ['redirect', 'source.redirected', /^it redirects to https:\/\/login\.example\.com\/sign-in \(HTTP 302\)$/],
    ['endless', 'source.too-large', /^the answer has more than 1000000 bytes$/],
    ['slow-body', 'source.timeout', /did not end within 600 ms$/],
    ['hang', 'source.timeout', /takes connections, but did not answer within 400 ms$/],
    ['unauthorized', 'source.unauthorized', /^the address refuses without valid credentials: HTTP 401$/],
    ['forbidden', 'source.unauthorized', /: not for you$/],
    ['busy', 'source.unavailable', /ongoing leader election/],
    ['cut', 'source.unavailable', /closed the connection before the answer was complete$/],
  ])('%s -> %s', async (fault, code, why) => {
    const server = await fake(fault);
    expect(await asked(ready(server.url))).toMatchObject({ kind: 'unavailable', code, why: expect.stringMatching(why) as unknown });
  });

  it('asks again after 503, and gives up after three more', async () => {
    const twice = await fake('busy-twice');
    expect(await asked(ready(twice.url))).toMatchObject({ kind: 'read' });
    expect(twice.requests()).toHaveLength(3);
    const busy = await fake('busy');
    await asked(ready(busy.url));
    expect(busy.requests()).toHaveLength(4);
  });

  it('does not follow a redirect', async () => {
    const server = await fake('redirect');
    await asked(ready(server.url));
    expect(server.requests()).toHaveLength(1);
  });

  it('reads a log of 100 MB as a window, in little memory', async () => {
    const server = await fake('big-log');
    const before = process.memoryUsage().rss;
    const reading = await asked(ready(server.url, {}), log);
    expect(reading).toMatchObject({ kind: 'read', payload: { size: 104_857_600, truncated: true } });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('does not begin a log that is too long', async () => {
    const server = await fake('big-log');
    const source = createFlinkSource({ transport: ready(server.url), clock: systemClock, limits: { logBytes: 1_000_000 } });
    expect(await source.read(log, new Date(Date.now() + 9_000))).toMatchObject({ kind: 'unavailable', code: 'source.too-large', why: 'the answer has 104857600 bytes; allowed are 1000000 bytes' });
  });

  it('keeps the deadline of the diagnosis, whatever the other limits allow', async () => {
    const server = await fake('hang');
    const start = Date.now();
    expect(await asked(ready(server.url, {}), overview, 200)).toMatchObject({ code: 'source.timeout', why: 'the time for this diagnosis ran out' });
    expect(Date.now() - start).toBeLessThan(2_000);
  });
});

describe('an address where no Flink is', () => {
  it.each<[string, string, RegExp]>([
    ['http://127.0.0.1:1', 'source.unavailable', /^nothing listens at 127\.0\.0\.1:1$/],
    ['http://no-such-host.invalid:8081', 'source.unavailable', /^the name no-such-host\.invalid:8081 cannot be resolved$/],
  ])('%s', async (url, code, why) => {
    expect(await asked(ready(url))).toMatchObject({ kind: 'unavailable', code, why: expect.stringMatching(why) as unknown });
  });

  it('a server that does not speak HTTP', async () => {
    const tcp = createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('SSH-2.0-OpenSSH_9\r\n');
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    closers.push(() => Promise.resolve(void tcp.close().unref()));
    const address = tcp.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await asked(ready(`http://127.0.0.1:${port}`))).toMatchObject({ code: 'source.not-flink', why: `127.0.0.1:${port} does not speak HTTP` });
  });

  it('https where only http is spoken', async () => {
    const server = await fake();
    expect(await asked(ready(server.url.replace('http:', 'https:')))).toMatchObject({ code: 'source.not-flink', why: expect.stringContaining('try http://') as unknown });
  });

  it('a name that leads to a metadata address', async () => {
    const transport = createHttpTransport({ url: 'http://innocent.example.com', clock: systemClock, resolve: () => Promise.resolve([{ address: '169.254.169.254', family: 4 }]) });
    if (!transport.ok) throw new Error(transport.problem.why);
    closers.push(() => transport.value.close());
    expect(await asked(transport.value)).toMatchObject({ kind: 'unavailable', code: 'reference.refused' });
  });
});

describe('the manners of the transport', () => {
  it('sends credentials and headers, and never shows them', async () => {
    const server = await fake('forbidden');
    const reading = await asked(ready(server.url.replace('http://', 'http://me:s3cret@')));
    expect(server.requests()[0]?.authorization).toBe(`Basic ${Buffer.from('me:s3cret').toString('base64')}`);
    expect(JSON.stringify(reading)).not.toContain('s3cret');
  });

  it('has at most four connections to a cluster', async () => {
    const server = await fake(undefined, 20);
    const transport = ready(server.url, {});
    const start = Date.now();
    await Promise.all(Array.from({ length: 20 }, () => transport.get('/overview', { deadline: new Date(start + 20_000), maxBytes: 10_000 })));
    expect(Date.now() - start).toBeGreaterThanOrEqual(95);
  });
});
