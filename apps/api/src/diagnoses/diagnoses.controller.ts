import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Diagnosis } from '@app/model';
import { parsed } from '../parsed.js';
import { DiagnosesService } from './diagnoses.service.js';
import { DiagnosisId, DiagnosisRequest } from './schema.js';

@Controller('api/v1/diagnoses')
export class DiagnosesController {
  constructor(@Inject(DiagnosesService) private readonly diagnoses: DiagnosesService) {}

  @Post()
  @HttpCode(200)
  async diagnose(@Body() body: unknown): Promise<Diagnosis> {
    return this.diagnoses.diagnose(parsed(DiagnosisRequest, body));
  }

  @Get(':id')
  async byId(@Param('id') id: unknown): Promise<Diagnosis> {
    return this.diagnoses.byId(parsed(DiagnosisId, id));
  }
}
