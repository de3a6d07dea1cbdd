import { type Group, type Groups, contextOf, groupOf, put, wordsAround } from './group.js';
import { Class, isNameLike, SLOT } from './item.js';
import { shapeOf } from './pattern.js';
import { Kind } from './tokens.js';
import { Tally } from './sums.js';

/** Different words that a place must show, all else being equal, before it counts as variable. */
export interface Evidence {
  /** Before the first constant word. */
  readonly first: number;
  /** After `=`, or in quotes. */
  readonly value: number;
  /** Lines that differ in several such values. */
  readonly values: number;
  /** After a word that introduces names. */
  readonly named: number;
  /** Shaped like identifiers. */
  readonly identifier: number;
  /** Half of them shaped like identifiers or names of classes. */
  readonly nameLike: number;
  /** Lines that differ in several identifiers, and the constant words they must have. */
  readonly names: number;
  readonly firm: number;
  readonly plain: number;
  /** Words that tell a state. */
  readonly state: number;
}

export const evidence: Evidence = { first: 24, value: 2, values: 3, named: 3, identifier: 3, nameLike: 4, names: 6, firm: 3, plain: 5, state: 16 };

/** More than any group has. */
const MOST_PLACES = 4096;

/** Groups that are equal but for one place. */
interface Bucket {
  readonly at: number;
  readonly members: Group[];
  /** Some group has a slot at the place already. */
  readonly typed: boolean;
}

/** Turns places into slots where the evidence suffices; null if there is none. `wild` gathers the shapes of what came out. */
export function widen(groups: Groups, wild: Set<string>): Groups | null {
  const ready = buckets(groups).flatMap((bucket) => {
    const members = choose(bucket.members, bucket);
    return members.length > 0 ? [{ ...bucket, members }] : [];
  });
  if (ready.length === 0) return null;
  ready.sort((one, two) => two.members.length - one.members.length || (one.members[0]?.leaves[0] ?? 0) - (two.members[0]?.leaves[0] ?? 0) || one.at - two.at);
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const bucket of ready) {
    const free = bucket.members.filter((group) => !done.has(group));
    const chosen = free.length === bucket.members.length ? free : choose(free, bucket);
    const [first] = chosen;
    if (first === undefined) continue;
    for (const group of chosen) done.add(group);
    const keys = first.keys.slice();
    keys[bucket.at] = SLOT;
    wild.add(shapeOf(keys, first.like));
    put(next, groupOf(keys, first.like, chosen.flatMap(({ leaves }) => leaves), chosen.flatMap(({ strays }) => strays)));
  }
  for (const group of groups.values()) if (!done.has(group)) put(next, group);
  return next;
}

interface Alike {
  readonly members: Group[];
  readonly places: readonly number[];
}

/** Groups that are equal but for the places that `placesOf` tells, together; fewer than two places are told one at a time elsewhere. */
function alikeBut(groups: Groups, placesOf: (group: Group) => readonly number[]): Iterable<Alike> {
  const all = new Map<number, Alike>();
  for (const group of groups.values()) {
    const places = placesOf(group);
    if (places.length < 2) continue;
    const sum = group.sum.openAll(places);
    const alike = all.get(sum);
    if (alike === undefined) all.set(sum, { members: [group], places });
    else alike.members.push(group);
  }
  return all.values();
}

/** Opens at once all values of `key=value` lines that differ between enough of them; null if there are none. */
export function widenValues(groups: Groups, wild: Set<string>): Groups | null {
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const { members, places } of alikeBut(groups, valuePlaces)) {
    const [first] = members;
    if (members.length < evidence.values || first === undefined) continue;
    const keys = first.keys.slice();
    for (const at of places) if (members.some((group) => group.keys[at] !== first.keys[at])) keys[at] = SLOT;
    wild.add(shapeOf(keys, first.like));
    for (const group of members) {
      done.add(group);
      put(next, groupOf(keys, first.like, [...group.leaves], [...group.strays]));
    }
  }
  if (done.size === 0) return null;
  for (const group of groups.values()) if (!done.has(group)) put(next, group);
  return next;
}

/** Places of identifiers, where enough other words stand around them. */
function namePlaces(group: Group): readonly number[] {
  const places = Array.from(group.keys.keys()).filter((at) => group.keys[at] !== SLOT && isNameLike(group.like[at]));
  return wordsAround(group, -1).after - places.length < evidence.firm ? [] : places;
}

/** Opens at once all identifiers of lines that differ in several of them; null if there are none. */
export function widenNames(groups: Groups, wild: Set<string>): Groups | null {
  const done = new Set<Group>();
  const next: Groups = new Map();
  for (const { members, places } of alikeBut(groups, namePlaces)) {
    const [first] = members;
    if (members.length < evidence.names || first === undefined) continue;
    const differ = places.filter((at) => new Set(members.map((group) => group.keys[at])).size >= evidence.identifier);
    if (differ.length < 2) continue;
    const keys = first.keys.slice();
    for (const at of differ) keys[at] = SLOT;
    wild.add(shapeOf(keys, first.like));
    for (const group of members) {
      if (places.some((at) => !differ.includes(at) && group.keys[at] !== first.keys[at])) continue;
      done.add(group);
      put(next, groupOf(keys, first.like, [...group.leaves], [...group.strays]));
    }
  }
  if (done.size === 0) return null;
  for (const group of groups.values()) if (!done.has(group)) put(next, group);
  return next;
}

function valuePlaces({ keys, like }: Group): number[] {
  const places: number[] = [];
  for (let at = 1; at < keys.length; at += 1) {
    const item = like[at];
    if (item === undefined || keys[at] === SLOT || item.class === Class.None || item.class === Class.State) continue;
    if (like[at - 1]?.class === Class.None && contextOf(like, at) === 'value') places.push(at);
  }
  return places;
}

function buckets(groups: Groups): Bucket[] {
  let places = 0;
  for (const { keys } of groups.values()) places += keys.length;
  const tally = new Tally(places);
  const at = new Int32Array(places);
  let next = 0;
  for (const { keys, like, sum } of groups.values()) {
    for (let place = 0; place < keys.length; place += 1) at[next++] = keys[place] === SLOT || like[place]?.class === Class.None ? -1 : tally.add(sum.open(place));
  }
  const typed = new Set<number>();
  for (const { sum } of groups.values()) {
    const place = tally.place(sum.whole);
    if (tally.count(place) > 0) typed.add(place);
  }
  const found = new Map<number, Bucket>();
  next = 0;
  for (const group of groups.values()) {
    for (let place = 0; place < group.keys.length; place += 1) {
      const id = at[next++] ?? -1;
      if (id < 0 || (tally.count(id) < 2 && !typed.has(id))) continue;
      // two places opened in two groups can make them equal as well
      const key = id * MOST_PLACES + place;
      const bucket = found.get(key);
      if (bucket === undefined) found.set(key, { at: place, members: [group], typed: typed.has(id) });
      else bucket.members.push(group);
    }
  }
  return [...found.values()];
}

/** Those members whose words at the place are variable by the evidence of all of them. */
function choose(members: readonly Group[], { at, typed }: Bucket): Group[] {
  const [any] = members;
  if (any === undefined) return [];
  const words = wordsAround(any, at);
  if (words.before + words.after === 0) return [];
  const context = contextOf(any.like, at);
  const open = members.filter(({ like }) => {
    const kind = like[at]?.class;
    return kind !== Class.State && (kind !== Class.Upper || context !== 'plain' || words.before === 0);
  });
  const seen = open.length + (typed ? 1 : 0);
  if (words.before === 0) {
    if (members.length >= evidence.first && words.after > 1) return [...members];
    return words.after >= 4 && seen >= evidence.plain ? open : [];
  }
  if (members.length >= evidence.state || (members.length >= 5 && open.length + (typed ? 2 : 0) >= 2)) return [...members];
  return seen >= needed(open, at, typed, context) ? open : [];
}

function needed(open: readonly Group[], at: number, typed: boolean, context: string): number {
  if (context === 'value') return evidence.value;
  if (context === 'named') return evidence.named;
  const names = open.every(({ like }) => like[at]?.kind === Kind.Name && like[at]?.class === Class.Plain);
  const identifiers = open.every(({ like }) => like[at]?.class === Class.Identifier || like[at]?.kind === Kind.Name);
  if (typed) return identifiers || context === 'enclosed' ? 2 : 3;
  if (identifiers && !names) return evidence.identifier;
  return 2 * open.filter(({ like }) => isNameLike(like[at])).length >= open.length ? evidence.nameLike : evidence.plain;
}
