import { type DynamicModule, Module } from '@nestjs/common';
import type { Service } from '@app/wiring';
import { DiagnosesController } from './diagnoses/diagnoses.controller.js';
import { DiagnosesService } from './diagnoses/diagnoses.service.js';
import { DocsController } from './docs/docs.controller.js';
import { openApi } from './docs/openapi.js';
import { ExplanationsController } from './explanations/explanations.controller.js';
import { ExplanationsService } from './explanations/explanations.service.js';
import { HealthController } from './health/health.controller.js';
import { LabelsController } from './labels/labels.controller.js';
import { LabelsService } from './labels/labels.service.js';
import { JobsController } from './jobs/jobs.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { Telemetry } from './telemetry.js';
import { OPEN_API, SERVICE, TELEMETRY } from './tokens.js';

/** All wiring of the API, top to bottom. */
@Module({})
export class ApiModule {
  static over(service: Service, version: string): DynamicModule {
    const telemetry = new Telemetry();
    return {
      module: ApiModule,
      controllers: [HealthController, JobsController, DiagnosesController, ExplanationsController, LabelsController, DocsController, PagesController],
      providers: [
        { provide: SERVICE, useValue: service },
        { provide: TELEMETRY, useValue: telemetry },
        { provide: OPEN_API, useValue: openApi(version) },
        { provide: ExplanationsService, useValue: new ExplanationsService(service, telemetry) },
        { provide: LabelsService, useValue: new LabelsService(service) },
        { provide: DiagnosesService, useValue: new DiagnosesService(service, telemetry) },
      ],
    };
  }
}
