import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Service } from '@app/wiring';
import type { Telemetry } from '../telemetry.js';
import { SERVICE, TELEMETRY } from '../tokens.js';

@Controller()
export class HealthController {
  constructor(@Inject(SERVICE) private readonly service: Service, @Inject(TELEMETRY) private readonly telemetry: Telemetry) {}

  /** The process answers. */
  @Get('healthz')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers. Otherwise 503 `store.unavailable`. */
  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    await this.service.store.ping();
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    return this.telemetry.registry.metrics();
  }
}
