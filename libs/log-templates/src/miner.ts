import { Leaves } from './leaves.js';
import { parametersOf, type Parameter } from './parameters.js';
import { Scanner } from './scanner.js';
import type { Snapshot } from './snapshot.js';
import { type Derived, Deriver, idOf, type Template } from './templates.js';

export interface MinerOptions {
  /** Names this miner among those whose snapshots are merged. Its counts are its own under this name and epoch. */
  readonly worker?: string;
  /** Number of this life of the worker: one that starts from nothing under an old name takes a new epoch. */
  readonly epoch?: number;
}

export interface Added {
  /** Id of the line's signature. Equal ids are always one template; which one, and what it looks like by now, `resolve` tells. */
  readonly templateId: string;
  /** No line with this signature came before. */
  readonly isNew: boolean;
  /** Variable parts as spans of the line, in order. What lies between them is constant. */
  readonly parameters: readonly Parameter[];
}

/** Online miner: lines in, templates out, in any order and from any number of workers. */
export class Miner {
  private readonly leaves = new Leaves();
  private readonly scanner = new Scanner();
  private readonly source: string;
  /** Counts that other workers reported, by source and leaf. */
  private readonly others = new Map<string, Map<number, number>>();
  private revision = 1;
  private readonly deriver = new Deriver(this.leaves);
  private derived: Derived | null = null;
  private byId: Map<string, Template> | null = null;
  private buffer = new Uint8Array(8192);

  constructor(options: MinerOptions = {}) {
    this.source = `${options.worker ?? 'main'}#${options.epoch ?? 0}`;
  }

  /** Takes one line, or event of several lines. `at`: when it was written, in any unit that only grows. */
  add(line: string, at = 0): Added {
    if (line.length * 3 > this.buffer.length) this.buffer = new Uint8Array(line.length * 3);
    const { written } = encoder.encodeInto(line, this.buffer);
    const before = this.leaves.size;
    const leaf = this.addBytes(this.buffer, 0, written, at);
    return { templateId: idOf(this.leaves, leaf), isNew: leaf === before, parameters: parametersOf(this.scanner, line, written) };
  }

  /** The fast path: a line as UTF-8 bytes to the number of its leaf (0, 1, 2 … as they appear), without making strings. */
  addBytes(bytes: Uint8Array, from: number, to: number, at = 0): number {
    const { scanner, leaves } = this;
    scanner.scan(bytes, from, to);
    let leaf = leaves.find(scanner.a, scanner.b);
    if (leaf < 0) {
      leaf = leaves.add(scanner, bytes, from, to);
      this.derived = null;
    } else if (scanner.names > 0 && leaves.vary(leaf, scanner)) this.changed(leaf);
    leaves.count[leaf] = (leaves.count[leaf] ?? 0) + 1;
    leaves.touched[leaf] = this.revision;
    if (at < (leaves.first[leaf] ?? 0)) leaves.first[leaf] = at;
    if (at > (leaves.last[leaf] ?? 0)) leaves.last[leaf] = at;
    return leaf;
  }

  /** All templates, eldest first. Computed anew only after something new was seen. */
  templates(): readonly Template[] {
    return this.now().templates;
  }

  /** The template that an id stands for today, be it the template's own or that of one of its leaves. */
  resolve(id: string): Template | undefined {
    const { templates } = this.now();
    this.byId ??= new Map(templates.flatMap((template) => template.ids.map((leafId) => [leafId, template] as const)));
    return this.byId.get(id);
  }

  /** The template of a leaf number that `addBytes` gave. */
  templateOfLeaf(leaf: number): Template | undefined {
    const { templates, ofLeaf } = this.now();
    return templates[ofLeaf[leaf] ?? -1];
  }

  /** What changed after the snapshot with that revision (0: everything), as plain data for JSON or `postMessage`. */
  snapshot(since = 0): Snapshot {
    const { leaves } = this;
    const changed: Snapshot['leaves'] = [];
    for (let leaf = 0; leaf < leaves.size; leaf += 1) {
      if ((leaves.touched[leaf] ?? 0) <= since) continue;
      const counts: Record<string, number> = {};
      if ((leaves.count[leaf] ?? 0) > 0) counts[this.source] = leaves.count[leaf] ?? 0;
      for (const [source, byLeaf] of this.others) {
        const count = byLeaf.get(leaf);
        if (count !== undefined) counts[source] = count;
      }
      changed.push({
        id: [leaves.a[leaf] ?? 0, leaves.b[leaf] ?? 0], counts, first: leaves.first[leaf] ?? 0, last: leaves.last[leaf] ?? 0,
        sample: decoder.decode(leaves.sample(leaf)), varies: leaves.varies(leaf),
      });
    }
    const revision = this.revision;
    this.revision += 1;
    return { version: 1, revision, leaves: changed };
  }

  /** Takes in what another miner (or an earlier self) saw. Order and repetition do not matter. */
  merge(snapshot: Snapshot): void {
    const { leaves, scanner } = this;
    for (const from of snapshot.leaves) {
      const [a, b] = from.id;
      let leaf = leaves.find(a, b);
      if (leaf < 0) {
        const sample = encoder.encode(from.sample);
        scanner.scan(sample, 0, sample.length);
        scanner.a = a;
        scanner.b = b;
        leaf = leaves.add(scanner, sample, 0, sample.length);
      }
      for (const [name, varies] of from.varies.entries()) if (varies) leaves.setVaries(leaf, name);
      this.changed(leaf);
      leaves.first[leaf] = Math.min(leaves.first[leaf] ?? 0, from.first);
      leaves.last[leaf] = Math.max(leaves.last[leaf] ?? 0, from.last);
      leaves.touched[leaf] = this.revision;
      for (const [source, count] of Object.entries(from.counts)) this.raise(source, leaf, count);
    }
    this.derived = null;
  }

  private changed(leaf: number): void {
    this.deriver.forget(leaf);
    this.derived = null;
  }

  private raise(source: string, leaf: number, count: number): void {
    if (source === this.source) {
      this.leaves.count[leaf] = Math.max(this.leaves.count[leaf] ?? 0, count);
      return;
    }
    let byLeaf = this.others.get(source);
    if (byLeaf === undefined) {
      byLeaf = new Map();
      this.others.set(source, byLeaf);
    }
    byLeaf.set(leaf, Math.max(byLeaf.get(leaf) ?? 0, count));
  }

  private now(): Derived {
    if (this.derived === null) {
      this.derived = this.deriver.derive((leaf) => this.total(leaf));
      this.byId = null;
    }
    return this.derived;
  }

  private total(leaf: number): number {
    let sum = this.leaves.count[leaf] ?? 0;
    for (const byLeaf of this.others.values()) sum += byLeaf.get(leaf) ?? 0;
    return sum;
  }
}

export const createMiner = (options?: MinerOptions): Miner => new Miner(options);

const encoder = new TextEncoder();
const decoder = new TextDecoder();
