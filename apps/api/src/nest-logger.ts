import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages in our log; what it tells about its start is only for debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void { this.logger.debug(String(message)); }
  debug(message: unknown): void { this.logger.debug(String(message)); }
  verbose(message: unknown): void { this.logger.trace(String(message)); }
  warn(message: unknown): void { this.logger.warn(String(message)); }
  error(message: unknown, stack?: unknown): void { this.logger.error({ stack }, String(message)); }
  fatal(message: unknown): void { this.logger.fatal(String(message)); }
}
