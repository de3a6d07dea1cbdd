import type { Moves } from './leaves.js';

/** Lines of leaves that other workers reported. Each count only grows, so the larger of two is the later one. */
export class Counts {
  private readonly byWorker = new Map<string, Map<number, number>>();

  raise(worker: string, leaf: number, count: number): void {
    let byLeaf = this.byWorker.get(worker);
    if (byLeaf === undefined) {
      byLeaf = new Map();
      this.byWorker.set(worker, byLeaf);
    }
    byLeaf.set(leaf, Math.max(byLeaf.get(leaf) ?? 0, count));
  }

  of(leaf: number): readonly (readonly [worker: string, count: number])[] {
    return [...this.byWorker].flatMap(([worker, byLeaf]) => {
      const count = byLeaf.get(leaf);
      return count === undefined ? [] : [[worker, count] as const];
    });
  }

  total(leaf: number): number {
    let sum = 0;
    for (const byLeaf of this.byWorker.values()) sum += byLeaf.get(leaf) ?? 0;
    return sum;
  }

  /** Follows leaves to their new numbers. */
  move(moves: Moves): void {
    for (const [worker, byLeaf] of this.byWorker) {
      const next = new Map<number, number>();
      for (const [leaf, count] of byLeaf) {
        const home = moves[leaf] ?? -1;
        if (home >= 0) next.set(home, (next.get(home) ?? 0) + count);
      }
      this.byWorker.set(worker, next);
    }
  }
}
