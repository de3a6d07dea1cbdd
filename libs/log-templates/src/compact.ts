import type { Group } from './group.js';
import type { Item } from './item.js';
import type { Leaves } from './leaves.js';
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

/** What becomes of each leaf: its new number, or -1 for one that was dropped. */
export type Moves = Int32Array;

/**
 * Makes room: the leaves of a template with many are folded into one that stands for them all; if that is not enough, the rarest
 * and then oldest are dropped. `countOf`: lines of a leaf; `formOf`: its form.
 */
export function compact(leaves: Leaves, groups: readonly Group[], countOf: (leaf: number) => number, formOf: FormOf, room: Room): Moves {
  const { size } = leaves;
  const target = Int32Array.from({ length: size }, (_, leaf) => leaf);
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
    for (const leaf of group.leaves) if (leaf !== home) target[leaf] = home;
  }
  const kept = Array.from({ length: leaves.size }, (_, leaf) => leaf).filter((leaf) => (target[leaf] ?? leaf) === leaf);
  let tokens = 0;
  for (const leaf of kept) tokens += leaves.weightOf(leaf);
  if (kept.length <= room.leaves * ENOUGH && tokens <= room.tokens * ENOUGH) return leaves.move(kept, target);
  const byWorth = (x: number, y: number): number => countOf(x) - countOf(y) || (leaves.last[x] ?? 0) - (leaves.last[y] ?? 0) || (leaves.a[x] ?? 0) - (leaves.a[y] ?? 0) || (leaves.b[x] ?? 0) - (leaves.b[y] ?? 0);
  const dropped = new Set<number>();
  for (const leaf of kept.filter((leaf) => leaf < size).sort(byWorth)) {
    if (kept.length - dropped.size <= room.leaves * LEFT && tokens <= room.tokens * LEFT) break;
    dropped.add(leaf);
    tokens -= leaves.weightOf(leaf);
    target[leaf] = -1;
  }
  return leaves.move(kept.filter((leaf) => !dropped.has(leaf)), target);
}

/** Which of the names of a group's first leaf have other texts in the others. */
function varyingNames({ like, leaves }: Group, formOf: FormOf, names: number): number[] {
  const places = Array.from(like.keys()).filter((at) => like[at]?.kind === Kind.Name);
  if (places.length !== names) return [];
  return Array.from(places.keys()).filter((name) => leaves.some((leaf) => formOf(leaf)[places[name] ?? 0]?.text !== like[places[name] ?? 0]?.text));
}
