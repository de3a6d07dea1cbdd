import { setTimeout as pause } from 'node:timers/promises';

export interface Running {
  stop(): Promise<void>;
}

/**
 * Runs `work` for each item again and again, each in a round of its own, so that a slow or hanging one delays no other.
 * The next run of an item starts `everyMs` after its last one started, or at once when that took longer. `first` is spread
 * over the interval's first tenth. A run that fails is told to `onError` and does not end the rounds.
 */
export function everyFor<Item>(
  items: readonly Item[], everyMs: number, work: (item: Item, signal: AbortSignal) => Promise<void>, onError: (item: Item, error: unknown) => void,
): Running {
  const end = new AbortController();
  const wait = (ms: number): Promise<void> => pause(ms, undefined, { signal: end.signal }).catch(() => {});
  const round = async (item: Item, index: number): Promise<void> => {
    await wait((index * everyMs) / 10 / Math.max(1, items.length));
    while (!end.signal.aborted) {
      const due = performance.now() + everyMs;
      await work(item, end.signal).catch((error: unknown) => onError(item, error));
      await wait(Math.max(0, due - performance.now()));
    }
  };
  const rounds = items.map(round);
  return {
    async stop() {
      end.abort();
      await Promise.all(rounds);
    },
  };
}
