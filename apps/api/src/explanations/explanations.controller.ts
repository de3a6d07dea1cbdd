import { randomBytes } from 'node:crypto';
import { Controller, Get, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Diagnosis } from '@app/model';
import { pageLanguage, renderExplainPage } from '@app/report';
import { securePage } from '../secure-page.js';
import { ExplanationsService } from './explanations.service.js';

@Controller()
export class ExplanationsController {
  constructor(@Inject(ExplanationsService) private readonly explanations: ExplanationsService) {}

  @Post('api/v1/explanations')
  @HttpCode(200)
  explain(@Req() request: FastifyRequest): Promise<Diagnosis> {
    return this.explanations.explain(request);
  }

  @Get('explain')
  async form(@Headers('accept-language') language: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const nonce = randomBytes(16).toString('base64url');
    await securePage(reply, nonce, { form: true }).send(renderExplainPage({ lang: pageLanguage(language), nonce }));
  }

  /** The form of that page; without a script the answer is a page of its own. */
  @Post('explain')
  async submit(@Req() request: FastifyRequest, @Headers('accept-language') language: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { id } = request.isMultipart() ? await this.explanations.explainUpload(request, pageLanguage(language)) : await this.explanations.explain(request);
    await reply.status(303).header('location', `/diagnoses/${id}`).send();
  }
}
