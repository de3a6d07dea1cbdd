import type { Clock } from '@app/model';

/** Time stands still until somebody sleeps; a sleep takes no real time and moves it on at once. */
export const createVirtualClock = (start: Date): Clock => {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    sleep: (ms) => {
      now += Math.max(0, ms);
      return Promise.resolve();
    },
  };
};
