import { createMiner, type Miner, type MinerOptions } from './miner.js';
import { MAX_BYTES } from './scanner.js';
import type { Template } from './templates.js';

/** The answer for a whole file: lines are numbered from 0. */
export interface LineTemplates {
  readonly lines: number;
  readonly templates: readonly Template[];
  templateOf(line: number): Template;
}

const NEWLINE = 10;
const RETURN = 13;

/**
 * Mines a file whose every line is one event, and remembers four bytes a line, so that at the end each line can be told its template.
 * Push chunks of bytes as they are read; CRLF is tolerated, the last line may lack its newline.
 */
export class LineMiner {
  private lines = 0;
  private leafOf = new Int32Array(65_536);
  /** Beginning of a line whose end has not come yet; `carried` is -1 if there is none. */
  private readonly carry = new Uint8Array(MAX_BYTES + 1);
  private carried = -1;

  private readonly miner: Miner;

  constructor(options: MinerOptions = {}, miner: Miner = createMiner(options)) {
    this.miner = miner;
    this.miner.onMove = (moves) => {
      for (let line = 0; line < this.lines; line += 1) {
        const leaf = this.leafOf[line] ?? -1;
        if (leaf >= 0) this.leafOf[line] = moves[leaf] ?? -1;
      }
    };
  }

  /** A piece of the file; lines may be cut anywhere. The chunk is not kept. */
  push(chunk: Uint8Array): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    let from = 0;
    if (end > 0 && this.carried >= 0) {
      from = chunk.indexOf(NEWLINE) + 1;
      this.carryOver(chunk, 0, from - 1);
      this.line(this.carry, this.carried);
      this.carried = -1;
    }
    const { miner } = this;
    while (from < end) {
      this.note(miner.addLine(chunk, from, end));
      from = miner.nextLine;
    }
    if (end < chunk.length) this.carryOver(chunk, end, chunk.length);
  }

  /** Bytes beyond those that a signature looks at only say that there are more. */
  private carryOver(chunk: Uint8Array, from: number, to: number): void {
    const start = Math.max(0, this.carried);
    const length = Math.min(to - from, this.carry.length - start);
    this.carry.set(chunk.subarray(from, from + length), start);
    this.carried = start + length;
  }

  /** One line as a string. */
  add(line: string): void {
    const bytes = encoder.encode(line);
    this.line(bytes, bytes.length);
  }

  /** Takes a last line without newline; the number of lines. */
  finish(): number {
    if (this.carried >= 0) this.line(this.carry, this.carried);
    this.carried = -1;
    return this.lines;
  }

  /** No more is to come. */
  end(): LineTemplates {
    this.finish();
    const { miner, leafOf, lines } = this;
    const forgotten: Template = { id: '0'.repeat(16), text: '<*>', count: miner.forgotten, first: 0, last: 0, ids: [], sample: '' };
    const templateOf = (line: number): Template => {
      const leaf = line < lines ? leafOf[line] : undefined;
      const found = leaf === -1 ? forgotten : miner.templateOfLeaf(leaf ?? -1);
      if (found === undefined) throw new RangeError(`there is no line ${line}`);
      return found;
    };
    return { lines, templates: miner.templates(), templateOf };
  }

  private line(bytes: Uint8Array, to: number): void {
    this.note(this.miner.addBytes(bytes, 0, to > 0 && bytes[to - 1] === RETURN ? to - 1 : to));
  }

  private note(leaf: number): void {
    if (this.lines === this.leafOf.length) {
      const larger = new Int32Array(this.lines * 2);
      larger.set(this.leafOf);
      this.leafOf = larger;
    }
    this.leafOf[this.lines] = leaf;
    this.lines += 1;
  }
}

export const createLineMiner = (options?: MinerOptions): LineMiner => new LineMiner(options);

const encoder = new TextEncoder();
