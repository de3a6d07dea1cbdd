import { contextOf, type Group, type Groups, groupOf, put, wordsAround } from './group.js';
import { Class, SLOT } from './item.js';
import { Kind } from './tokens.js';
import { edges } from './sums.js';

/** Takes into a template with several variable places those groups that differ in several of them at once. */
export function absorb(groups: Groups, wild: ReadonlySet<string>): Groups | null {
  const shapes = new Map<number, number[][]>();
  for (const shape of wild) {
    const [length, places] = shape.split(':');
    const list = shapes.get(Number(length)) ?? [];
    list.push((places ?? '').split(',').map(Number));
    shapes.set(Number(length), list);
  }
  const into = new Map<Group, Group>();
  for (const group of groups.values()) {
    for (const places of shapes.get(group.keys.length) ?? []) {
      const home = groups.get(group.sum.openAll(places));
      if (home === undefined || home === group || into.has(home)) continue;
      if (places.some((at) => group.keys[at] !== SLOT && group.like[at]?.class === Class.State && contextOf(group.like, at) === 'plain')) continue;
      into.set(group, home);
      break;
    }
  }
  return move(groups, into, false);
}

const LONGEST_GLUED = 6;

/** Takes in groups that have several pieces without a blank between them, `LOCAL(0)`, where a template has a slot. */
export function glue(groups: Groups): Groups | null {
  const homes = new Map<number, Map<number, Group>>();
  for (const group of groups.values()) {
    const { before, after } = edges(group.keys);
    for (const [at, key] of group.keys.entries()) {
      if (key !== SLOT) continue;
      const words = wordsAround(group, at);
      if (words.before + words.after < 2) continue;
      const ends = homes.get(before[at] ?? 0);
      if (ends === undefined) homes.set(before[at] ?? 0, new Map([[after[at + 1] ?? 0, group]]));
      else ends.set(after[at + 1] ?? 0, group);
    }
  }
  const into = new Map<Group, Group>();
  for (const group of groups.values()) {
    const { before, after } = edges(group.keys);
    for (let at = 0; at < group.keys.length && !into.has(group); at += 1) {
      const ends = homes.get(before[at] ?? 0);
      if (ends === undefined) continue;
      for (let end = at + 2; end <= Math.min(group.keys.length, at + LONGEST_GLUED); end += 1) {
        const home = ends.get(after[end] ?? 0);
        if (home === undefined || home === group || into.has(home) || !isGlued(group, at, end)) continue;
        into.set(group, home);
        break;
      }
    }
  }
  return move(groups, into, true);
}

/** `strays`: the moved leaves have other places than their new home. */
function move(groups: Groups, into: ReadonlyMap<Group, Group>, strays: boolean): Groups | null {
  if (into.size === 0) return null;
  const next: Groups = new Map();
  for (const group of groups.values()) if (!into.has(group)) put(next, group);
  for (const [group, home] of into) put(next, strays ? groupOf(home.keys, home.like, [], [...group.leaves, ...group.strays]) : groupOf(home.keys, home.like, group.leaves, group.strays));
  return next;
}

function isGlued(group: Group, from: number, to: number): boolean {
  let words = 0;
  let slots = 0;
  for (let at = from; at < to; at += 1) {
    const item = group.like[at];
    if (item === undefined || (at > from && item.gap) || item.text === '=') return false;
    if (group.keys[at] === SLOT || item.kind === Kind.Name) slots += 1;
    else if (item.class !== Class.None) words += 1;
  }
  const next = group.like[to];
  return slots > 0 && words < 2 && (next === undefined || next.gap || next.class === Class.None);
}
