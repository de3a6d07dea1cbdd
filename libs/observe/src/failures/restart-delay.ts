import { z } from 'zod';
import { durationOf } from '../values.js';

/** `GET /jobs/:job/config`, its restart strategy in words. */
export const RestartConfig = z.object({ 'execution-config': z.object({ 'restart-strategy': z.string() }) }).transform((config) => config['execution-config']['restart-strategy']);

/** Longest pause of Flink's default strategy (exponential delay, 1.19 and later); before that it was 1 s. */
export const defaultDelay = 60_000;

export const namesClusterDefault = (strategy: string): boolean => /cluster level/i.test(strategy);

const keys = ['fixed-delay.delay', 'fixeddelay.delay', 'failure-rate.delay', 'failurerate.delay', 'exponential-delay.max-backoff', 'exponentialdelay.max-backoff'];

/** Longest pause before a restart, in ms, from the job's own strategy or from the cluster's settings. */
export function restartDelay(strategy: string, settings: ReadonlyMap<string, string> | null): number {
  const said = /maximum (PT[\dHMS.]+|\d+ ?[a-z]*)/i.exec(strategy)?.[1]?.match(/PT.*|\d+ ?(?:ms|s|min|h)/i)?.[0]
    ?? /fixed delay \(?(PT[\dHMS.]+|\d+ ?(?:ms|s|min|h|d)?)/i.exec(strategy)?.[1];
  const own = said === undefined ? null : durationOf(said.replace(/\.$/, ''));
  if (own !== null) return own;
  if (!namesClusterDefault(strategy) || settings === null) return defaultDelay;
  const type = settings.get('restart-strategy.type') ?? settings.get('restart-strategy') ?? '';
  const key = keys.find((candidate) => candidate.startsWith(type) && type !== '' && settings.has(`restart-strategy.${candidate}`));
  return durationOf(key === undefined ? '' : (settings.get(`restart-strategy.${key}`) ?? '')) ?? defaultDelay;
}
