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
    let from = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, from)) {
      if (this.carried < 0) this.line(chunk, from, newline);
      else {
        this.carryOver(chunk, from, newline);
        this.line(this.carry, 0, this.carried);
        this.carried = -1;
      }
      from = newline + 1;
    }
    if (from < chunk.length) this.carryOver(chunk, from, chunk.length);
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
    this.line(bytes, 0, bytes.length);
  }

  /** Takes a last line without newline; the number of lines. */
  finish(): number {
    if (this.carried >= 0) this.line(this.carry, 0, this.carried);
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

  private line(bytes: Uint8Array, from: number, to: number): void {
    if (this.lines === this.leafOf.length) {
      const larger = new Int32Array(this.lines * 2);
      larger.set(this.leafOf);
      this.leafOf = larger;
    }
    this.leafOf[this.lines] = this.miner.addBytes(bytes, from, to > from && bytes[to - 1] === RETURN ? to - 1 : to);
    this.lines += 1;
  }
}

export const createLineMiner = (options?: MinerOptions): LineMiner => new LineMiner(options);

const encoder = new TextEncoder();
