import { until } from '../rest.js';
import { checkpointsEvery, type Context, restarts, type Scenario } from '../scenario.js';

export interface Fault {
  readonly name: string;
  readonly story: string;
  readonly judgement: string;
  readonly firstCause: string;
  readonly also?: readonly string[];
  start(context: Context): Promise<string>;
}

export const conf = { ...checkpointsEvery('3 s'), ...restarts(1000, '4 s') };
/** Clients give up early, so that a scenario does not take minutes. */
export const impatient = { 'api-timeout-ms': 12_000, 'request-timeout-ms': 5_000 };

/** The job fails again and again. */
export const looping = ({ name, story, judgement, firstCause, also = [], start }: Fault): Scenario => ({
  name,
  kind: 'incidents',
  kafka: true,
  story,
  judgement,
  expected: {
    verdict: 'faulty',
    firstCause,
    also: ['failover-rate-rising', 'ckpt-tolerance-zero', 'ckpt-stale', ...also],
    never: ['user-code-exception', 'restart-exhausted', 'ckpt-disabled'],
  },
  start,
  ready: ({ rest }, job) => until('two failures', 240, async () => (await rest.failures(job)).length >= 2),
});
