import type { Group } from './group.js';
import type { Item } from './item.js';
import type { Leaves, Moves } from './leaves.js';
import { patternOf } from './pattern.js';
import { Scanner } from './scanner.js';
import { Kind } from './tokens.js';

/** Groups of fewer leaves are left as they are. */
const FEWEST_FOLDED = 8;

/** Share of the room that may stay taken, and what is left where leaves must be dropped. */
const ENOUGH = 0.75;
const LEFT = 0.4;

/** How much may be kept. */
export interface Room {
  readonly leaves: number;
  readonly tokens: number;
}

const scanner = new Scanner();

type FormOf = (leaf: number) => readonly Item[];

export interface Compaction {
  readonly groups: readonly Group[];
  /** Lines of a leaf. */
  readonly countOf: (leaf: number) => number;
  readonly formOf: FormOf;
  /** Leaves that must not be dropped. */
  readonly pinned: ReadonlySet<number>;
  readonly room: Room;
}

/**
 * Makes room: the leaves of a template with many are folded into one that stands for them all; if that is not enough, the rarest and then
 * oldest are dropped, of those origins that have more than their share.
 */
export function compact(leaves: Leaves, { groups, countOf, formOf, pinned, room }: Compaction): Moves {
  const { size } = leaves;
  const target = Int32Array.from({ length: size }, (_, leaf) => leaf);
  const firm = new Set(pinned);
  for (const group of groups) {
    if (group.leaves.length < FEWEST_FOLDED) continue;
    const line = patternOf(group, leaves.sample(group.leaves[0] ?? 0));
    if (line === null) continue;
    scanner.scan(line, 0, line.length);
    let home = leaves.find(scanner.a, scanner.b);
    if (home < 0) {
      home = leaves.add(scanner, line, 0, line.length);
      for (const name of varyingNames(group, formOf, scanner.names)) leaves.setVaries(home, name);
    }
    for (const leaf of group.leaves) {
      if (leaf !== home) target[leaf] = home;
      if (pinned.has(leaf)) firm.add(home);
    }
  }
  const kept = Array.from({ length: leaves.size }, (_, leaf) => leaf).filter((leaf) => (target[leaf] ?? leaf) === leaf);
  const costOf = (leaf: number): number => Math.max(1 / room.leaves, leaves.weightOf(leaf) / room.tokens);
  const taken = kept.reduce((sum, leaf) => sum + costOf(leaf), 0);
  if (taken <= ENOUGH) return leaves.move(kept, target);
  const byWorth = (x: number, y: number): number => countOf(x) - countOf(y) || (leaves.last[x] ?? 0) - (leaves.last[y] ?? 0) || (leaves.a[x] ?? 0) - (leaves.a[y] ?? 0) || (leaves.b[x] ?? 0) - (leaves.b[y] ?? 0);
  const loose = kept.filter((leaf) => leaf < size && !firm.has(leaf)).sort(byWorth);
  const held = new Map<number, number>();
  for (const leaf of kept) held.set(leaves.origin[leaf] ?? 0, (held.get(leaves.origin[leaf] ?? 0) ?? 0) + costOf(leaf));
  const share = fairShare([...held.values()], LEFT);
  const dropped = new Set<number>();
  for (const leaf of loose) {
    const origin = leaves.origin[leaf] ?? 0;
    const holds = held.get(origin) ?? 0;
    if (holds <= share) continue;
    dropped.add(leaf);
    held.set(origin, holds - costOf(leaf));
    target[leaf] = -1;
  }
  return leaves.move(kept.filter((leaf) => !dropped.has(leaf)), target);
}

/** The most that each may hold so that all hold so much together: who holds less gives up nothing. */
function fairShare(held: readonly number[], all: number): number {
  let left = all;
  let share = all;
  for (const [place, amount] of held.toSorted((one, two) => one - two).entries()) {
    share = left / (held.length - place);
    if (amount > share) break;
    left -= amount;
  }
  return share;
}

/** Which of the names of a group's first leaf have other texts in the others. */
function varyingNames({ like, leaves }: Group, formOf: FormOf, names: number): number[] {
  const places = Array.from(like.keys()).filter((at) => like[at]?.kind === Kind.Name);
  if (places.length !== names) return [];
  return Array.from(places.keys()).filter((name) => leaves.some((leaf) => formOf(leaf)[places[name] ?? 0]?.text !== like[places[name] ?? 0]?.text));
}
