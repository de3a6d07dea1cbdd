import { Class, type Item, SLOT } from './item.js';
import { Sum } from './sums.js';

/** Leaves with one template. */
export interface Group {
  /** Keys of its items; a place that varies has the key `SLOT`. */
  readonly keys: Int32Array;
  readonly sum: Sum;
  /** One of its forms, to ask what stands around a place. */
  readonly like: readonly Item[];
  readonly leaves: number[];
  /** Leaves whose forms have more items than `keys`. */
  readonly strays: number[];
}

export type Groups = Map<number, Group>;

export const groupOf = (keys: Int32Array, like: readonly Item[], leaves: number[], strays: number[]): Group => ({ keys, sum: new Sum(keys), like, leaves, strays });

/** Adds a group, or its leaves to the group with the same keys. */
export function put(groups: Groups, group: Group): void {
  const known = groups.get(group.sum.whole);
  if (known === undefined) groups.set(group.sum.whole, group);
  else {
    for (const leaf of group.leaves) known.leaves.push(leaf);
    for (const leaf of group.strays) known.strays.push(leaf);
  }
}

/** Constant words before and after a place. */
export function wordsAround(group: Group, at: number): { readonly before: number; readonly after: number } {
  let before = 0;
  let after = 0;
  for (let place = 0; place < group.keys.length; place += 1) {
    if (place === at || group.keys[place] === SLOT || group.like[place]?.class === Class.None) continue;
    if (place < at) before += 1;
    else after += 1;
  }
  return { before, after };
}

export type Context = 'value' | 'named' | 'enclosed' | 'plain';

const closings = new Map(Object.entries({ '(': ')', '[': ']', '{': '}', '<': '>', '"': '"', "'": "'", '`': '`' }));
/** What ends what this sign begins. */
export const closing = (sign: string): string | undefined => closings.get(sign);

/** What stands around a place: after `=` or in quotes, after a word that introduces names, alone in brackets, or among words. */
export function contextOf(like: readonly Item[], at: number): Context {
  const before = like[at - 1];
  const after = like[at + 1]?.text;
  const sign = before?.text ?? '';
  if (sign === '=' || sign === '|' || ((sign === '"' || sign === "'" || sign === '`') && after === sign)) return 'value';
  if (before?.introduces === true || (sign === ':' && like[at - 2]?.introduces === true)) return 'named';
  return closing(sign) !== undefined && closing(sign) === after ? 'enclosed' : 'plain';
}
