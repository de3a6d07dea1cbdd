import { randomBytes } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, type Problem } from '@app/model';
import { pageLanguage, renderProblemPage } from '@app/report';
import type { Logger } from 'pino';
import { problemJson, statusOf } from './problems.js';
import { securePage } from './secure-page.js';

/** Every error becomes a problem with a stable code: JSON for programs, a page for people. Only bugs are logged as errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problemOf(error, request);
    const status = problem.code === 'request.invalid' ? requestStatus(error) : statusOf(problem);
    if (problem.code === 'service.busy') reply.header('retry-after', String(retryAfterSeconds));
    if (isPage(request)) {
      const nonce = randomBytes(16).toString('base64url');
      await securePage(reply, nonce).status(status).send(renderProblemPage(problem, { lang: pageLanguage(request.headers['accept-language']), nonce }));
      return;
    }
    await reply.status(status).type('application/problem+json; charset=utf-8').send(JSON.stringify({ ...problemJson(problem, request.url), status }));
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemError) return error.problem;
    const status = statusIn(error);
    if (status === 404) return { code: 'request.not-found', what: 'No such address', why: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`, next: 'See /api/docs for what there is.' };
    if (status !== null && status < 500) return { code: 'request.invalid', what: 'The request is not understood', why: error instanceof Error ? error.message : 'It could not be read.', next: 'See /api/docs for what is allowed.' };
    this.logger.error({ err: error, url: request.url }, 'a request failed by our own mistake');
    return { code: 'internal', what: 'A mistake in Jobwarden itself', why: 'The request could not be answered; the log of the service says where.', next: 'Try again, and report it with the lines of the log.' };
  }
}

/** A text of the largest size takes about so long. */
const retryAfterSeconds = 10;

const statusIn = (error: unknown): number | null => {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return null;
};

const requestStatus = (error: unknown): number => statusIn(error) ?? 400;

const isPage = (request: FastifyRequest): boolean => !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
