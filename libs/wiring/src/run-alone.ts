import { once } from 'node:events';
import { ProblemError } from '@app/model';
import type { Environment } from './environment.js';
import { openService, type Service } from './service.js';

/** For one process of its own (`node dist/api.js`): opens the service, runs `start` until a signal or the loss of the database. */
export async function runAlone(env: Environment, from: string, start: (service: Service) => Promise<{ stop(): Promise<void> }>): Promise<void> {
  // from the first moment on: a signal while the database starts must not leave it half made
  const asked = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal).then(() => 'asked' as const)));
  let service: Service | null = null;
  try {
    service = await openService(env, from);
    const running = await start(service);
    const why = await Promise.race([asked, service.databaseLost.then(() => 'lost' as const)]);
    if (why === 'lost') {
      process.stderr.write('✖ The database ended by itself. Start Jobwarden again.\n');
      process.exitCode = 1;
    }
    await running.stop();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    process.stderr.write(problemText(error));
    process.exitCode = 2;
  } finally {
    await service?.stop();
  }
}

export const problemText = ({ problem }: ProblemError): string => `✖ ${problem.what} [${problem.code}]\n  ${problem.why}\n  ${problem.next}\n`;
