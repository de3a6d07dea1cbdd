import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerFromTape, type Tape } from '@app/adapters/replay';
import { faults, type Fault, type FaultName } from './faults.js';
import { shiftTo } from './move-times.js';

export interface FakeFlinkOptions {
  readonly tape: Tape;
  readonly port?: number;
  /** Path before Flink's own, as a proxy has it. */
  readonly prefix?: string;
  /** Milliseconds before each answer. */
  readonly delayMs?: number;
  readonly fault?: FaultName;
}

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  /** Epoch ms when it came in, and when its answer was handed over; equal until then. */
  readonly from: number;
  readonly to: number;
}

export interface FakeFlink {
  /** REST base, with the prefix. */
  readonly url: string;
  /** Requests so far, as the server itself counted them. */
  requests(): readonly Request[];
  close(): Promise<void>;
}

/** Serves a tape over HTTP with its times moved to now. `GET /__requests` (not counted) tells what was asked; `?reset` forgets it. */
export const createFakeFlink = async (options: FakeFlinkOptions): Promise<FakeFlink> => {
  const seen: (Omit<Request, 'to'> & { to: number })[] = [];
  const answer = answerer(options);
  const fault: Fault | null = options.fault === undefined ? null : faults[options.fault];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/__requests')) {
      json(response, 200, JSON.stringify(url.endsWith('?reset') ? seen.splice(0) : seen));
      return;
    }
    const from = performance.timeOrigin + performance.now();
    const entry = { method: request.method ?? '', url, authorization: request.headers.authorization ?? null, from, to: from };
    seen.push(entry);
    response.once('finish', () => { entry.to = performance.timeOrigin + performance.now(); });
    const count = seen.length;
    setTimeout(() => {
      if (fault?.(request, response, count) !== true) answer(request, response);
    }, options.delayMs ?? 0);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}${options.prefix ?? ''}`,
    requests: () => seen,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};

/** An answer with moved times, made once: it must not cost what it stands for. */
interface Made {
  readonly status: number;
  readonly isText: boolean;
  readonly text: string;
}

const answerer = ({ tape, prefix = '' }: FakeFlinkOptions): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const move = shiftTo(tape.recordedAt, tape.endedAt, Date.now());
  const made = new Map<string, Made>();
  const make = (frame: number, path: string): Made => {
    const { status, isText, body } = answerFromTape(tape, frame, path);
    return { status, isText, text: isText ? move.text(String(body)) : JSON.stringify(move.json(body)) };
  };
  let first = 0;
  return (request, response) => {
    const url = request.url ?? '/';
    if (request.method !== 'GET') return json(response, 405, '{"errors":["this Flink only plays"]}');
    if (!url.startsWith(prefix)) return json(response, 404, JSON.stringify({ errors: [`Not found: ${url}`] }));
    if (first === 0) first = Date.now();
    const frame = Math.min(tape.frames.length - 1, Math.floor((Date.now() - first) / tape.every));
    const path = url.slice(prefix.length);
    const key = `${frame} ${path}`;
    const { status, isText, text } = made.get(key) ?? make(frame, path);
    made.set(key, { status, isText, text });
    if (isText) response.writeHead(status || 500, { 'content-type': 'text/plain; charset=UTF-8', 'content-length': Buffer.byteLength(text) }).end(text);
    else json(response, status || 500, text);
  };
};

const json = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'content-length': Buffer.byteLength(body) }).end(body);
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
