import { move } from './absorb.js';
import type { Group, Groups } from './group.js';
import { Class, Hint, type Item, Made, SLOT } from './item.js';
import { Kind } from './tokens.js';
import { brackets } from './spread.js';

/** Constant words by which a message is known. */
const FIRM = 3;
const LONGEST = 16;

/** Takes into templates that hold a stretch of any number of words those groups that fit them; null if there are none. */
export function takeIn(groups: Groups): Groups | null {
  const homes = new Map<number, Home[]>();
  for (const group of groups.values()) {
    if (!group.like.some((item, at) => group.keys[at] === SLOT && isStretch(item))) continue;
    const words = group.like.filter((item, at) => group.keys[at] !== SLOT && item.class !== Class.None).length;
    if (words < FIRM) continue;
    const key = group.keys[0] ?? SLOT;
    const list = homes.get(key) ?? [];
    list.push({ group, words });
    homes.set(key, list);
  }
  if (homes.size === 0) return null;
  const headless = homes.get(SLOT) ?? [];
  const into = new Map<Group, Group>();
  for (const guest of groups.values()) {
    const first = guest.keys[0] ?? SLOT;
    let best: Home | null = null;
    for (const home of first === SLOT ? headless : [...(homes.get(first) ?? []), ...headless]) {
      if (home.group === guest || into.has(home.group) || (best !== null && best.words >= home.words) || !ends(home.group, guest)) continue;
      if (fits(home.group, 0, guest, 0)) best = home;
    }
    if (best !== null) into.set(guest, best.group);
  }
  for (const [guest, home] of into) if (into.has(home)) into.delete(guest);
  return move(groups, into, true);
}

interface Home {
  readonly group: Group;
  readonly words: number;
}

const isStretch = (item: Item | undefined): boolean => item !== undefined && item.kind >= Made.Any;

/** Their last places do not contradict each other. */
function ends(home: Group, guest: Group): boolean {
  const last = home.keys.at(-1);
  return last === SLOT || last === guest.keys.at(-1);
}

function fits(home: Group, from: number, guest: Group, start: number): boolean {
  let at = start;
  for (let place = from; place < home.keys.length; place += 1) {
    const key = home.keys[place];
    const item = home.like[place];
    if (key !== SLOT) {
      if (guest.keys[at] !== key) return false;
    } else if (isStretch(item)) return stretches(home, place, guest, at, item?.kind === Made.Names);
    else if (!takes(item, guest, at)) return false;
    at += 1;
  }
  return at === guest.keys.length;
}

/** A slot takes a value, one that words have made a slot also a word that tells no state. */
function takes(slot: Item | undefined, { keys, like }: Group, at: number): boolean {
  const item = like[at];
  if (item === undefined || (keys[at] === SLOT && isStretch(item))) return false;
  if (keys[at] === SLOT || item.kind === Kind.Name || item.class === Class.Identifier) return true;
  return slot !== undefined && (slot.key !== SLOT || slot.kind === Made.Wild) && item.class === Class.Plain;
}

function stretches(home: Group, place: number, guest: Group, start: number, names: boolean): boolean {
  let depth = 0;
  for (let at = start; at < Math.min(guest.keys.length, start + LONGEST); at += 1) {
    const item = guest.like[at];
    const constant = guest.keys[at] !== SLOT;
    if (item === undefined || (names && constant && (item.hints & Hint.Function) !== 0)) return false;
    if (constant) depth += brackets.get(item.text) ?? 0;
    if (depth < 0) return false;
    const alone = at === start && constant && (item.class === Class.State || item.class === Class.Upper || item.class === Class.None);
    if (depth === 0 && !alone && fits(home, place + 1, guest, at + 1)) return true;
  }
  return false;
}
