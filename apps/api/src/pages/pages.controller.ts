import { randomBytes } from 'node:crypto';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { pageLanguage, renderDiagnosisPage, renderJobsPage } from '@app/report';
import type { Service } from '@app/wiring';
import { DiagnosesService } from '../diagnoses/diagnoses.service.js';
import { DiagnosisId } from '../diagnoses/schema.js';
import { JobsQuery } from '../jobs/jobs.controller.js';
import { parsed } from '../parsed.js';
import { securePage } from '../secure-page.js';
import { SERVICE } from '../tokens.js';

const demoNote = {
  en: 'These are recordings of real Flink clusters. List your own in the file that JOBWARDEN_CONFIG names.',
  zh: '以下为真实 Flink 集群的录制数据。请在 JOBWARDEN_CONFIG 指定的文件中配置您自己的集群。',
} as const;

@Controller()
export class PagesController {
  constructor(@Inject(SERVICE) private readonly service: Service, @Inject(DiagnosesService) private readonly diagnoses: DiagnosesService) {}

  @Get()
  async jobs(@Query() query: unknown, @Headers('accept-language') language: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor } = parsed(JobsQuery, query);
    const page = await this.service.store.jobs({ limit, cursor: cursor ?? null });
    const lang = pageLanguage(language);
    const nonce = randomBytes(16).toString('base64url');
    const next = page.next === null ? null : `/?limit=${limit}&cursor=${encodeURIComponent(page.next)}`;
    await securePage(reply, nonce).send(renderJobsPage(page.items, { lang, nonce, next, note: this.service.settings.demo ? demoNote[lang] : null }));
  }

  @Get('diagnoses/:id')
  async diagnosis(@Param('id') id: unknown, @Headers('accept-language') language: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const diagnosis = await this.diagnoses.byId(parsed(DiagnosisId, id));
    const nonce = randomBytes(16).toString('base64url');
    await securePage(reply, nonce).send(renderDiagnosisPage(diagnosis, { lang: pageLanguage(language), nonce }));
  }
}
