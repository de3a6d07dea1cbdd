import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a broken or foreign server does instead of answering. `seen` counts requests from 1; true = the request is dealt with. */
export type Fault = (request: IncomingMessage, response: ServerResponse, seen: number) => boolean;

const html = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>no JSON here</body></html>';
const chunk = Buffer.alloc(64 * 1024, 'x');
const logLine = '2026-01-15 11:00:00,000 INFO  org.apache.flink.runtime.jobmaster.JobMaster                 [] - nothing special happened in this line.\n';
const logSize = 100 * 1024 * 1024;

export const faults = {
  html: (_, response) => answer(response, 200, 'text/html; charset=utf-8', html),
  'html-error': (_, response) => answer(response, 502, 'text/html', '<html><head><title>502 Bad Gateway</title></head></html>'),
  'not-flink': (_, response) => answer(response, 200, 'application/json', '{"status":"UP"}'),
  redirect: (_, response) => answer(response, 302, 'text/plain', '', { location: 'https://user:secret@login.example.com/sign-in?token=abc' }),
  endless: (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    request.on('close', () => response.destroy());
    more();
    return true;
  },
  'slow-body': (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    request.socket.on('close', () => clearInterval(timer));
    return true;
  },
  hang: () => true,
  unauthorized: (_, response) => answer(response, 401, 'text/html', '<html><title>401</title></html>', { 'www-authenticate': 'Basic' }),
  forbidden: (_, response) => answer(response, 403, 'application/json', '{"errors":["not for you"]}'),
  'busy-twice': (_, response, seen) => seen <= 2 && answer(response, 503, 'application/json', leaderElection),
  busy: (_, response) => answer(response, 503, 'application/json', leaderElection),
  cut: (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"half":');
    setTimeout(() => request.socket.destroy(), 10);
    return true;
  },
  'big-log': (request, response) => {
    if (!request.url?.endsWith('/log')) return false;
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': String(logSize) });
    let left = logSize;
    const block = Buffer.from(logLine.repeat(500));
    const more = (): void => {
      while (left > 0 && !response.destroyed) {
        const part = block.subarray(0, Math.min(left, block.length));
        left -= part.length;
        if (!response.write(part)) return;
      }
      if (left === 0) response.end();
    };
    response.on('drain', more);
    more();
    return true;
  },
} as const satisfies Readonly<Record<string, Fault>>;
export type FaultName = keyof typeof faults;

const leaderElection = '{"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}';

const answer = (response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): boolean => {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  return true;
};
