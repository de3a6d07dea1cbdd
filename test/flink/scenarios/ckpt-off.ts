import { type Scenario } from '../scenario.js';
import { runningFor } from '../symptoms.js';

export const ckptOff: Scenario = {
  name: 'ckpt-off',
  kind: 'incidents',
  story: 'A job with keyed state runs without checkpoints.',
  judgement: 'It works, but the next failure loses all state: set execution.checkpointing.interval.',
  expected: { verdict: 'at-risk', firstCause: 'ckpt-disabled', also: ['restart-strategy-none'], never: ['backpressure-root', 'user-code-exception', 'ckpt-expired'] },
  start: ({ submit }) => submit({ entryClass: 'com.acme.sessions.SessionTotals' }),
  ready: ({ rest }, job) => runningFor(rest, job, 75),
};
