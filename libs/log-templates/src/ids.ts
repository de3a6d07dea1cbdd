import type { Moves } from './leaves.js';
import { join } from './sums.js';

/** 53 bits of an id. */
export const keyOf = (id: string): number => join(Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8), 16));

/** Ids that are no leaf's any more, with the leaf that stands for them, and ids that must not be forgotten. */
export class Ids {
  private aliases = new Map<number, number>();
  private readonly pins = new Set<number>();

  /** `most`: aliases that are remembered. */
  constructor(private readonly most: number) {}

  alias(id: number): number | undefined {
    return this.aliases.get(id);
  }

  setAlias(id: number, leaf: number): void {
    this.aliases.set(id, leaf);
  }

  /** Aliases by the leaf that stands for them. */
  byLeaf(): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    for (const [id, leaf] of this.aliases) {
      const known = found.get(leaf);
      if (known === undefined) found.set(leaf, [id]);
      else known.push(id);
    }
    return found;
  }

  /** False if there are too many. */
  pin(id: number, most: number): boolean {
    if (this.pins.size >= most && !this.pins.has(id)) return false;
    this.pins.add(id);
    return true;
  }

  unpin(id: number): void {
    this.pins.delete(id);
  }

  /** Leaves that pinned ids stand for. `ids`: those of the leaves. */
  pinned(ids: readonly number[]): ReadonlySet<number> {
    if (this.pins.size === 0) return new Set();
    const found = new Set<number>();
    for (const [leaf, id] of ids.entries()) if (this.pins.has(id)) found.add(leaf);
    for (const id of this.pins) {
      const leaf = this.aliases.get(id);
      if (leaf !== undefined) found.add(leaf);
    }
    return found;
  }

  /** Follows leaves to their new numbers. `before` and `after`: ids of the leaves then and now. */
  move(moves: Moves, before: readonly number[], after: readonly number[]): void {
    const kept = new Set(after);
    this.aliases = new Map([...this.aliases].map(([id, leaf]) => [id, moves[leaf] ?? -1] as const).filter(([, leaf]) => leaf >= 0));
    for (const [leaf, id] of before.entries()) {
      const home = moves[leaf] ?? -1;
      if (home >= 0 && !kept.has(id)) this.aliases.set(id, home);
    }
    for (const id of this.aliases.keys()) {
      if (this.aliases.size <= this.most) break;
      if (!this.pins.has(id)) this.aliases.delete(id);
    }
  }
}
