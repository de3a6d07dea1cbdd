import type { Clock } from '@app/model';

export interface RateLimit {
  /** Requests per second in the long run. */
  readonly perSecond: number;
  /** Requests that may come at once after a pause. */
  readonly burst: number;
}

/** Token bucket: `take` resolves when a request may go, or to false when that would be later than the deadline. */
export const createRateLimit = ({ perSecond, burst }: RateLimit, clock: Clock): { take(deadline: Date): Promise<boolean> } => {
  let tokens = burst;
  let last = clock.now().getTime();
  return {
    async take(deadline) {
      const now = clock.now().getTime();
      tokens = Math.min(burst, tokens + (Math.max(0, now - last) / 1_000) * perSecond);
      last = now;
      const wait = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000);
      if (now + wait > deadline.getTime()) return false;
      tokens -= 1; // may go below zero: later requests queue behind this one
      if (wait > 0) await clock.sleep(wait);
      return true;
    },
  };
};
