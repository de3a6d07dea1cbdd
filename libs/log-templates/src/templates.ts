import { cluster } from './cluster.js';
import { formOf } from './form.js';
import type { Group } from './group.js';
import { type Item, Lexicon, SLOT } from './item.js';
import type { Leaves } from './leaves.js';
import type { Parameter } from './parameters.js';
import { locate } from './pattern.js';
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

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (half: number): string => `${hexBytes[half >>> 24]}${hexBytes[(half >>> 16) & 255]}${hexBytes[(half >>> 8) & 255]}${hexBytes[half & 255]}`;
export const idOf = (leaves: Leaves, leaf: number): string => hex(leaves.a[leaf] ?? 0) + hex(leaves.b[leaf] ?? 0);

function idsOf(leaves: Leaves, eldest: number, members: readonly number[]): string[] {
  const ids = [idOf(leaves, eldest)];
  for (const leaf of members) if (leaf !== eldest) ids.push(idOf(leaves, leaf));
  return ids;
}

const decoder = new TextDecoder();
/** Words kept per leaf, at the most, before all are forgotten and read anew. */
const WORDS_A_LEAF = 16;
const MOST_WORDS = 200_000;

/** Makes templates of leaves; keeps the form of each leaf for the next time. */
export class Deriver {
  private lexicon = new Lexicon();
  private forms: (Item[] | undefined)[] = [];
  /** Groups of the last time; their leaves are leaf numbers. */
  groups: readonly Group[] = [];
  private byLeaf: Map<number, Group> | null = null;

  constructor(private readonly leaves: Leaves) {}

  /** The group of a leaf, if the leaf has a place for each of the group's. */
  groupOf(leaf: number): Group | undefined {
    this.byLeaf ??= new Map(this.groups.flatMap((group) => group.leaves.map((member) => [member, group] as const)));
    return this.byLeaf.get(leaf);
  }

  /** Words of a line of this group that stand where the group varies, as spans of bytes. */
  words(group: Group, line: Uint8Array): Parameter[] {
    const form = formOf(line, [], this.lexicon);
    const spans = form.length === group.keys.length ? locate(form, line) : null;
    return (spans ?? []).flatMap((span, at) => (span !== undefined && group.keys[at] === SLOT ? [{ type: 'word', start: span[0], end: span[1] } as const] : []));
  }

  /** The leaves have other numbers now. */
  reset(): void {
    this.lexicon = new Lexicon();
    this.forms = [];
    this.groups = [];
    this.byLeaf = null;
  }

  /** A leaf is not what it was. */
  forget(leaf: number): void {
    this.forms[leaf] = undefined;
  }

  /** Templates are a pure function of the set of leaves: the order in which lines came plays no part. */
  derive(countOf: (leaf: number) => number): Derived {
    const { leaves } = this;
    if (this.lexicon.size > Math.min(MOST_WORDS, 10_000 + WORDS_A_LEAF * leaves.size)) {
      this.reset();
    }
    const canonical = Int32Array.from({ length: leaves.size }, (_, leaf) => leaf).sort((x, y) => byId(leaves, x, y));
    const forms = Array.from(canonical, (leaf) => this.form(leaf));
    const byText = new Map<string, number[]>();
    const groups = cluster(forms);
    for (const group of groups) {
      const text = templateText(group, forms);
      const members = byText.get(text) ?? [];
      for (const place of group.leaves) members.push(canonical[place] ?? 0);
      for (const place of group.strays) members.push(canonical[place] ?? 0);
      byText.set(text, members);
    }
    const numbered = (places: readonly number[]): number[] => places.map((place) => canonical[place] ?? 0);
    this.byLeaf = null;
    this.groups = groups.map((group) => ({ ...group, leaves: numbered(group.leaves), strays: numbered(group.strays) }));
    const drafts = [...byText].map(([text, members]) => ({ text, members, eldest: members.reduce((one, two) => (byAge(leaves, one, two) < 0 ? one : two)) }));
    drafts.sort((one, two) => byAge(leaves, one.eldest, two.eldest));
    const ofLeaf = new Int32Array(leaves.size);
    const templates = drafts.map(({ text, members, eldest }, index) => {
      for (const leaf of members) ofLeaf[leaf] = index;
      return this.template(text, eldest, members, countOf);
    });
    return { templates, ofLeaf };
  }

  form(leaf: number): readonly Item[] {
    const form = this.forms[leaf] ?? formOf(this.leaves.sample(leaf), this.leaves.varies(leaf), this.lexicon);
    this.forms[leaf] = form;
    return form;
  }

  private template(text: string, eldest: number, members: readonly number[], countOf: (leaf: number) => number): Template {
    const { leaves } = this;
    let count = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (const leaf of members) {
      count += countOf(leaf);
      last = Math.max(last, leaves.last[leaf] ?? 0);
    }
    return { id: idOf(leaves, eldest), text, count, first: leaves.first[eldest] ?? 0, last, ids: idsOf(leaves, eldest, members), sample: decoder.decode(leaves.sample(eldest)) };
  }
}

const byId = (leaves: Leaves, x: number, y: number): number => ((leaves.a[x] ?? 0) >>> 0) - ((leaves.a[y] ?? 0) >>> 0) || ((leaves.b[x] ?? 0) >>> 0) - ((leaves.b[y] ?? 0) >>> 0);
const byAge = (leaves: Leaves, x: number, y: number): number => (leaves.first[x] ?? 0) - (leaves.first[y] ?? 0) || byId(leaves, x, y);
