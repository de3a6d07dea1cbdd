import { LINE } from './bytes.js';
import { compact } from './compact.js';
import { Counts } from './counts.js';
import { Ids, keyOf } from './ids.js';
import { Leaves } from './leaves.js';
import { maskedSpans, type Parameter, parametersOf, spansOf } from './parameters.js';
import { Scanner, VERSION } from './scanner.js';
import { type LeafState, type Snapshot, together } from './snapshot.js';
import { join } from './sums.js';
import { type Derived, Deriver, idOf, type Template } from './templates.js';

export interface MinerOptions {
  /** Names this miner among those whose snapshots are merged. Its counts are its own under this name and epoch. */
  readonly worker?: string;
  /** Number of this life of the worker: one that starts from nothing under an old name takes a new epoch. */
  readonly epoch?: number;
  /** Signatures kept at the most (50,000); beyond, those of one template are folded, then the rarest are dropped. */
  readonly maxLeaves?: number;
}

const MAX_LEAVES = 50_000;
/** Tokens of all signatures: the memory that deriving templates takes goes with them. */
const MOST_TOKENS = 250_000;
/** After folding was in vain, leaves are dropped unread so many times at the most before it is tried again. */
const MOST_UNREAD = 8;
/** Ids of folded leaves that are remembered, per leaf allowed. */
const ALIASES_A_LEAF = 4;

export interface Added {
  /** Id of the line's signature. Equal ids are always one template; which one, and what it looks like by now, `resolve` tells. */
  readonly templateId: string;
  /** No line with this signature came before. */
  readonly isNew: boolean;
  /** Variable parts as spans of the line, in order. What lies between them is constant. */
  readonly parameters: readonly Parameter[];
}

export interface Match {
  readonly template: Template;
  /** In order. Where a `<*>` stands for a list, each of its values. */
  readonly parameters: readonly Parameter[];
}

/** Online miner: lines in, templates out, in any order and from any number of workers. */
export class Miner {
  private readonly leaves = new Leaves();
  private readonly scanner = new Scanner();
  private readonly worker: string;
  private readonly others = new Counts();
  private readonly ids: Ids;
  private readonly most: number;
  private droppedLines = 0;
  /** How often in a row folding was in vain, and how many times more it need not be tried. */
  private futile = 0;
  private unread = 0;
  private compactions = 0;
  private revision = 1;
  private readonly deriver = new Deriver(this.leaves);
  private derived: Derived | null = null;
  private byId: Map<string, Template> | null = null;
  private buffer = new Uint8Array(8192);
  nextLine = 0;

  constructor(options: MinerOptions = {}) {
    this.most = Math.max(64, options.maxLeaves ?? MAX_LEAVES);
    this.ids = new Ids(this.most * ALIASES_A_LEAF);
    this.worker = `${options.worker ?? 'main'}#${options.epoch ?? 0}`;
  }

  /**
   * Takes one line, or event of several lines. `at`: when it was written, in any unit that only grows; `origin`: where it comes from, as
   * the name of a job: where room is short, an origin with many leaves loses its own.
   */
  add(line: string, at = 0, origin = ''): Added {
    if (line.length * 3 > this.buffer.length) this.buffer = new Uint8Array(line.length * 3);
    const { written } = encoder.encodeInto(line, this.buffer);
    const before = this.leaves.size;
    const leaf = this.addBytes(this.buffer, 0, written, at, origin);
    return { templateId: idOf(this.leaves, leaf), isNew: leaf === before, parameters: parametersOf(this.scanner, line, written) };
  }

  /** The fast path: a line as UTF-8 bytes to the number of its leaf (0, 1, 2 … as they appear), without making strings. */
  addBytes(bytes: Uint8Array, from: number, to: number, at = 0, origin = ''): number {
    this.scanner.scan(bytes, from, to);
    return this.count(bytes, from, to, at, origin);
  }

  /** The same for the line that begins there and has its newline before `to`; where the next one begins is then in `nextLine`. */
  addLine(bytes: Uint8Array, from: number, to: number, at = 0, origin = ''): number {
    const end = this.scanner.scan(bytes, from, to, LINE);
    this.nextLine = end + 1;
    return this.count(bytes, from, end, at, origin);
  }

  /** Counts the line that the scanner has just read. */
  private count(bytes: Uint8Array, from: number, to: number, at: number, origin: string): number {
    const { scanner, leaves } = this;
    let leaf = leaves.find(scanner.a, scanner.b);
    if (leaf < 0) {
      leaf = this.ids.alias(join(scanner.a, scanner.b)) ?? this.room(bytes, from, to, origin);
    } else if (scanner.names > 0 && leaves.vary(leaf, scanner)) this.changed(leaf);
    leaves.count[leaf] = (leaves.count[leaf] ?? 0) + 1;
    leaves.touched[leaf] = this.revision;
    if (at < (leaves.first[leaf] ?? 0)) leaves.first[leaf] = at;
    if (at > (leaves.last[leaf] ?? 0)) leaves.last[leaf] = at;
    return leaf;
  }

  /** The template of a line as things stand, and its parameters, words that vary included; the line is not counted. Undefined for one never seen. */
  match(line: string): Match | undefined {
    const bytes = encoder.encode(line);
    this.now();
    const { scanner, deriver } = this;
    scanner.scan(bytes, 0, bytes.length);
    const leaf = this.known();
    const template = this.templateOfLeaf(leaf);
    if (template === undefined) return undefined;
    const group = deriver.groupOf(leaf);
    const spans = [...maskedSpans(scanner), ...(group === undefined ? [] : deriver.words(group, bytes))].sort((one, two) => one.start - two.start);
    return { template, parameters: spansOf(spans, line, bytes.length) };
  }

  /** Lines of signatures that had to be forgotten for lack of room. */
  get forgotten(): number {
    return this.droppedLines;
  }

  /** Told when leaves get other numbers (-1: forgotten), so that numbers which `addBytes` gave can be brought up to date. */
  onMove: (moves: Int32Array) => void = () => {};

  /** All templates, eldest first. Computed anew only after something new was seen. */
  templates(): readonly Template[] {
    return this.now().templates;
  }

  /** The template that an id stands for today, be it the template's own or that of one of its leaves. */
  resolve(id: string): Template | undefined {
    const { templates } = this.now();
    this.byId ??= new Map(templates.flatMap((template) => template.ids.map((leafId) => [leafId, template] as const)));
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const alias = this.ids.alias(keyOf(id));
    return alias === undefined ? undefined : this.templateOfLeaf(alias);
  }

  /** The template of a leaf number that `addBytes` gave. */
  templateOfLeaf(leaf: number): Template | undefined {
    const { templates, ofLeaf } = this.now();
    return templates[ofLeaf[leaf] ?? -1];
  }

  /**
   * Never drops what this id stands for, whatever comes: for ids that carry a label. The id need not have been seen.
   * RangeError if a quarter of `maxLeaves` is pinned.
   */
  pin(id: string): void {
    if (!this.ids.pin(keyOf(id), this.most / 4)) throw new RangeError(`${id} cannot be pinned: a quarter of ${this.most} leaves is`);
  }

  unpin(id: string): void {
    this.ids.unpin(keyOf(id));
  }

  /** What changed after the snapshot with that revision (0: everything), as plain data for JSON or `postMessage`. */
  snapshot(since = 0): Snapshot {
    const { leaves } = this;
    const aliases = this.ids.byLeaf();
    const changed: LeafState[] = [];
    for (let leaf = 0; leaf < leaves.size; leaf += 1) {
      if ((leaves.touched[leaf] ?? 0) <= since) continue;
      const own = leaves.count[leaf] ?? 0;
      const origin = leaves.originOf(leaf);
      const known = aliases.get(leaf);
      changed.push({
        id: [leaves.a[leaf] ?? 0, leaves.b[leaf] ?? 0], counts: Object.fromEntries([...(own > 0 ? [[this.worker, own] as const] : []), ...this.others.of(leaf)]),
        first: leaves.first[leaf] ?? 0, last: leaves.last[leaf] ?? 0, sample: decoder.decode(leaves.sample(leaf)), varies: leaves.varies(leaf),
        ...(origin === '' ? {} : { origin }), ...(known === undefined ? {} : { aliases: known }),
      });
    }
    const revision = this.revision;
    this.revision += 1;
    return { version: VERSION, revision, leaves: changed };
  }

  /**
   * Takes in what another miner (or an earlier self) saw. Order and repetition do not matter. A snapshot of another version of the
   * scanner must be a whole one: its samples are read anew, its ids stay as aliases.
   */
  merge(snapshot: Snapshot): void {
    const anew = snapshot.version !== VERSION;
    const merged = new Map<number, Pick<LeafState, 'counts' | 'first' | 'last'>>();
    for (const from of snapshot.leaves) {
      const { compactions } = this;
      const leaf = this.leafFor(from, anew);
      if (this.compactions !== compactions) merged.clear();
      const before = merged.get(leaf);
      const told = anew && before !== undefined ? together(before, from) : from;
      if (anew) merged.set(leaf, told);
      this.take(leaf, told);
      for (const alias of from.aliases ?? []) this.ids.setAlias(alias, leaf);
    }
    this.derived = null;
  }

  /** The leaf here that stands for one of a snapshot; `anew`: its id is of another version. */
  private leafFor(from: LeafState, anew: boolean): number {
    const { leaves, scanner } = this;
    const sample = encoder.encode(from.sample);
    scanner.scan(sample, 0, sample.length);
    const names = scanner.names;
    if (!anew) [scanner.a, scanner.b] = from.id;
    let leaf = leaves.find(scanner.a, scanner.b);
    if (leaf < 0) leaf = this.ids.alias(join(scanner.a, scanner.b)) ?? this.room(sample, 0, sample.length, from.origin ?? '');
    else {
      leaves.vary(leaf, scanner);
      leaves.better(leaf, sample, from.first);
      leaves.comeFrom(leaf, from.origin ?? '');
    }
    if (anew) this.ids.setAlias(join(...from.id), leaf);
    if (!anew || names === from.varies.length) for (const [name, varies] of from.varies.entries()) if (varies) leaves.setVaries(leaf, name);
    return leaf;
  }

  private take(leaf: number, { counts, first, last }: Pick<LeafState, 'counts' | 'first' | 'last'>): void {
    const { leaves } = this;
    this.changed(leaf);
    leaves.first[leaf] = Math.min(leaves.first[leaf] ?? 0, first);
    leaves.last[leaf] = Math.max(leaves.last[leaf] ?? 0, last);
    leaves.touched[leaf] = this.revision;
    for (const [worker, count] of Object.entries(counts)) {
      if (worker === this.worker) leaves.count[leaf] = Math.max(leaves.count[leaf] ?? 0, count);
      else this.others.raise(worker, leaf, count);
    }
  }

  /** The leaf of the line that the scanner has just read, or the one it was folded into; -1 if there is none. */
  private known(): number {
    const { a, b } = this.scanner;
    const leaf = this.leaves.find(a, b);
    return leaf < 0 ? (this.ids.alias(join(a, b)) ?? -1) : leaf;
  }

  /** A new leaf for the line that the scanner has just read, after making room if there is none. */
  private room(bytes: Uint8Array, from: number, to: number, origin: string): number {
    if (this.leaves.size >= this.most || this.leaves.tokens >= MOST_TOKENS) this.compact();
    this.derived = null;
    return this.leaves.add(this.scanner, bytes, from, to, origin);
  }

  private compact(): void {
    const { leaves, deriver } = this;
    const reading = this.unread === 0;
    if (reading) this.now();
    const before = leaves.keys();
    const counts = before.map((_, leaf) => this.total(leaf));
    const moves = compact(leaves, { groups: reading ? deriver.groups : [], countOf: (leaf) => counts[leaf] ?? 0, formOf: (leaf) => deriver.form(leaf), pinned: this.ids.pinned(before), room: { leaves: this.most, tokens: MOST_TOKENS } });
    const dropped = moves.reduce((sum, home) => sum + (home < 0 ? 1 : 0), 0);
    if (reading) this.futile = dropped * 2 > before.length ? Math.min(MOST_UNREAD, this.futile + 1) : 0;
    this.unread = reading ? this.futile : this.unread - 1;
    for (const leaf of before.keys()) if ((moves[leaf] ?? -1) < 0) this.droppedLines += counts[leaf] ?? 0;
    this.compactions += 1;
    this.ids.move(moves, before, leaves.keys());
    this.others.move(moves);
    deriver.reset();
    this.derived = null;
    this.onMove(moves);
  }

  private changed(leaf: number): void {
    this.deriver.forget(leaf);
    this.derived = null;
  }

  private now(): Derived {
    if (this.derived === null) {
      this.derived = this.deriver.derive((leaf) => this.total(leaf));
      this.byId = null;
    }
    return this.derived;
  }

  private total(leaf: number): number {
    return (this.leaves.count[leaf] ?? 0) + this.others.total(leaf);
  }
}

export const createMiner = (options?: MinerOptions): Miner => new Miner(options);

const encoder = new TextEncoder();
const decoder = new TextDecoder();
