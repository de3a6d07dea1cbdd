import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { QueuedTemplate } from '@app/model';
import type { LabelPage } from '@app/pipeline';
import { LabelsService } from './labels.service.js';

@Controller('api/v1/labels')
export class LabelsController {
  constructor(@Inject(LabelsService) private readonly labels: LabelsService) {}

  @Get()
  list(@Query() query: unknown): Promise<LabelPage> {
    return this.labels.list(query);
  }

  @Post()
  propose(@Body() body: unknown): Promise<QueuedTemplate> {
    return this.labels.propose(body);
  }

  /** The file for `rules/signatures/` as YAML; with `format=json` every file, rules of new codes too. */
  @Get('export')
  async export(@Query('format') format: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const files = await this.labels.files();
    if (format === 'json') await reply.type('application/json; charset=utf-8').send(JSON.stringify({ files }));
    else await reply.type('application/yaml; charset=utf-8').send(files.find(({ path }) => path.startsWith('signatures/'))?.text ?? '[]\n');
  }

  @Post(':template/review')
  review(@Param('template') template: string, @Body() body: unknown): Promise<QueuedTemplate> {
    return this.labels.review(template, body);
  }
}
