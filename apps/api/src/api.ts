import 'reflect-metadata';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemError } from '@app/model';
import type { Service } from '@app/wiring';
import { ApiModule } from './api.module.js';
import { limits } from './explanations/schema.js';
import { NestLogger } from './nest-logger.js';
import { ProblemFilter } from './problem.filter.js';

export interface Api {
  /** Where it answers, with the port it really got. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What any other request may send. */
const bodyLimit = 64 * 1_024;
/** A request must have arrived within this time: a body that trickles in would keep one of the few places for explanations. */
const requestTimeoutMs = 120_000;
const takesTexts = /^\/(?:api\/v1\/explanations|explain)(?:\?|$)/;
const tooLarge = (): Error => Object.assign(new Error(`The body is larger than ${bodyLimit} bytes.`), { statusCode: 413 });

/** Starts the REST interface and the pages. A port in use is `setting.invalid`. */
export async function startApi(service: Service): Promise<Api> {
  const { host, port } = service.settings;
  const adapter = new FastifyAdapter({ bodyLimit, forceCloseConnections: true, requestTimeout: requestTimeoutMs });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(service, service.version), adapter, { logger: new NestLogger(service.logger), abortOnError: false });
  app.useBodyParser('text/plain', { bodyLimit: limits.textBytes });
  app.useBodyParser('application/json', { bodyLimit: limits.textBytes });
  await app.register(multipart, { limits: { fileSize: limits.fileBytes, files: limits.files, fieldSize: limits.textBytes, fields: 20 } });
  app.getHttpAdapter().getInstance().addHook('onRequest', async (request) => {
    if (!takesTexts.test(request.url) && Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge();
  });
  app.useGlobalFilters(new ProblemFilter(service.logger));
  await app.listen(port, host).catch((error: unknown) => { throw listenProblem(error, host, port); });
  const address = app.getHttpServer().address();
  const actual = typeof address === 'object' && address !== null ? Number(address.port) : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  await service.announce(url);
  return { url, stop: () => app.close() };
}

function listenProblem(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const why = error.code === 'EADDRINUSE' ? `${host}:${port} is in use by another program.` : error.code === 'EACCES' ? `${host}:${port} may not be used by this user.` : `${host}:${port} cannot be used: ${error.message}.`;
  return new ProblemError({ code: 'setting.invalid', what: 'Setting PORT or HOST cannot be used', why, next: 'Set PORT to a free port (0 picks one), and HOST to an address of this machine.' });
}
