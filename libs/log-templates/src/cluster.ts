import { absorb, glue } from './absorb.js';
import { type Group, type Groups, groupOf, put } from './group.js';
import { type Item, Made } from './item.js';
import { shapeOf } from './pattern.js';
import { spread } from './spread.js';
import { takeIn } from './take-in.js';
import { widen, widenNames, widenValues } from './widen.js';

const MOST_ROUNDS = 40;

/** Templates as a pure function of forms: those with one skeleton, then by evidence place after place, until nothing changes. */
export function cluster(forms: readonly (readonly Item[])[]): Group[] {
  let groups: Groups = new Map();
  for (const [leaf, like] of forms.entries()) {
    const keys = new Int32Array(like.length);
    for (let at = 0; at < like.length; at += 1) keys[at] = like[at]?.key ?? 0;
    put(groups, groupOf(keys, like, [leaf], []));
  }
  const wild = new Set<string>();
  for (const { keys, like } of groups.values()) if (like.some(({ kind }) => kind === Made.Wild)) wild.add(shapeOf(keys, like));
  groups = widenValues(groups, wild) ?? groups;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = widen(groups, wild) ?? absorb(groups, wild) ?? glue(groups) ?? takeIn(groups) ?? spread(groups) ?? widenNames(groups, wild);
    if (next === null) break;
    groups = next;
  }
  return [...groups.values()];
}
