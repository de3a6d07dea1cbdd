import { cluster } from './cluster.js';
import { formOf } from './form.js';
import type { Leaves } from './leaves.js';
import { templateText } from './text.js';

/** Lines that one statement of a program wrote, as far as can be told from the lines alone. */
export interface Template {
  /** Id of its eldest leaf. A leaf's id never changes its meaning; that of a template may pass to an elder leaf, see `Miner.resolve`. */
  readonly id: string;
  /** Constant words as they stand, `<*>` for each variable part. */
  readonly text: string;
  /** Lines seen. */
  readonly count: number;
  /** Times of the first and the last line, as given to `add`. */
  readonly first: number;
  readonly last: number;
  /** Ids of all its leaves, the template's own first. */
  readonly ids: readonly string[];
  /** One of its lines. */
  readonly sample: string;
}

export interface Derived {
  readonly templates: readonly Template[];
  /** Index into `templates` of each leaf. */
  readonly ofLeaf: Int32Array;
}

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');
export const idOf = (leaves: Leaves, leaf: number): string => hex(leaves.a[leaf] ?? 0) + hex(leaves.b[leaf] ?? 0);

const decoder = new TextDecoder();

/** Templates are a pure function of the set of leaves: the order in which lines came plays no part. */
export function derive(leaves: Leaves, countOf: (leaf: number) => number): Derived {
  const ids = Array.from({ length: leaves.size }, (_, leaf) => idOf(leaves, leaf));
  const forms = ids.map((_, leaf) => formOf(leaves.sample(leaf), leaves.varies(leaf)));
  const canonical = forms.map((_, leaf) => leaf).sort((x, y) => ((ids[x] ?? '') < (ids[y] ?? '') ? -1 : 1));
  const byText = new Map<string, number[]>();
  const ordered = canonical.map((leaf) => forms[leaf] ?? []);
  for (const group of cluster(ordered)) {
    const text = templateText(group.keys, group.leaves.map((place) => ordered[place] ?? []));
    const members = [...group.leaves, ...group.strays].map((place) => canonical[place] ?? 0);
    const known = byText.get(text);
    if (known === undefined) byText.set(text, members);
    else known.push(...members);
  }
  const ofLeaf = new Int32Array(leaves.size);
  const elder = (x: number, y: number): number => (leaves.first[x] ?? 0) - (leaves.first[y] ?? 0) || ((ids[x] ?? '') < (ids[y] ?? '') ? -1 : 1);
  const drafts = [...byText].map(([text, members]) => ({ text, members: members.sort(elder) }));
  drafts.sort((one, two) => elder(one.members[0] ?? 0, two.members[0] ?? 0));
  const templates = drafts.map(({ text, members }, index): Template => {
    for (const leaf of members) ofLeaf[leaf] = index;
    return {
      id: ids[members[0] ?? 0] ?? '',
      text,
      count: members.reduce((sum, leaf) => sum + countOf(leaf), 0),
      first: members.reduce((least, leaf) => Math.min(least, leaves.first[leaf] ?? 0), Number.POSITIVE_INFINITY),
      last: members.reduce((most, leaf) => Math.max(most, leaves.last[leaf] ?? 0), Number.NEGATIVE_INFINITY),
      ids: members.map((leaf) => ids[leaf] ?? ''),
      sample: decoder.decode(leaves.sample(members[0] ?? 0)),
    };
  });
  return { templates, ofLeaf };
}
