import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import type { JobPage } from '@app/pipeline';
import type { Service } from '@app/wiring';
import { parsed } from '../parsed.js';
import { SERVICE } from '../tokens.js';

export const JobsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(2_000).optional(),
});

@Controller('api/v1/jobs')
export class JobsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async list(@Query() query: unknown): Promise<JobPage> {
    const { limit, cursor } = parsed(JobsQuery, query);
    return this.service.store.jobs({ limit, cursor: cursor ?? null });
  }
}
