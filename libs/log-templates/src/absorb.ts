import { contextOf, type Group, type Groups, groupOf, put, wordsAround } from './group.js';
import { Class, Made, SLOT } from './item.js';
import { Kind } from './tokens.js';

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
const LONGEST_NAME = 3;
/** Constant words that must stand on either side of a name. */
const FIRM = 2;

/** Takes in groups that have several pieces without a blank between them, `unit(3)`, where a template has a slot. */
export function glue(groups: Groups): Groups | null {
  const homes = new Map<number, Map<number, Group>>();
  for (const group of groups.values()) {
    const { before, after } = group.sum.edges;
    const words = wordsAround(group, -1);
    if (words.after < 2) continue;
    for (let at = 0; at < group.keys.length; at += 1) {
      if (group.keys[at] !== SLOT) continue;
      const ends = homes.get(before[at] ?? 0);
      if (ends === undefined) homes.set(before[at] ?? 0, new Map([[after[at + 1] ?? 0, group]]));
      else ends.set(after[at + 1] ?? 0, group);
    }
  }
  const into = new Map<Group, Group>();
  for (const group of groups.values()) {
    const { before, after } = group.sum.edges;
    for (let at = 0; at < group.keys.length && !into.has(group); at += 1) {
      const ends = homes.get(before[at] ?? 0);
      if (ends === undefined) continue;
      for (let end = at + 2; end <= Math.min(group.keys.length, at + LONGEST_GLUED); end += 1) {
        const home = ends.get(after[end] ?? 0);
        if (home === undefined || home === group || into.has(home) || !(isGlued(group, at, end) || (holdsNames(home, at) && isName(group, at, end)))) continue;
        into.set(group, home);
        break;
      }
    }
  }
  return move(groups, into, true);
}

/** `strays`: the moved leaves have other places than their new home. */
export function move(groups: Groups, into: ReadonlyMap<Group, Group>, strays: boolean): Groups | null {
  if (into.size === 0) return null;
  const next: Groups = new Map();
  for (const group of groups.values()) if (!into.has(group)) put(next, group);
  for (const [group, home] of into) put(next, strays ? groupOf(home.keys, home.like, [], [...group.leaves, ...group.strays]) : groupOf(home.keys, home.like, group.leaves, group.strays));
  return next;
}

/** The place varies by the evidence of words, or a name is to be expected there. */
const holdsNames = ({ like }: Group, at: number): boolean => like[at]?.key !== SLOT || like[at]?.kind === Made.Wild || like[at - 1]?.introduces === true;

/** A few words, none of which tells a state or says what comes, between firm words on both sides: a name with a blank in it. */
function isName(group: Group, from: number, to: number): boolean {
  const { keys, like } = group;
  if (to - from > LONGEST_NAME) return false;
  let words = 0;
  for (let at = from; at < to; at += 1) {
    const item = like[at];
    if (keys[at] === SLOT || item?.kind === Kind.Name) continue;
    if (item === undefined || item.introduces || (item.class !== Class.Plain && item.class !== Class.Identifier)) return false;
    words += 1;
  }
  let before = 0;
  let after = 0;
  for (const [at, item] of like.entries()) {
    if (keys[at] === SLOT || item.class === Class.None) continue;
    if (at < from) before += 1;
    else if (at >= to) after += 1;
  }
  return words > 0 && before >= FIRM && after >= FIRM;
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
