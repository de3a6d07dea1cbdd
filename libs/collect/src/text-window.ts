import type { WindowSize } from './transport.port.js';

export interface WindowedText {
  readonly text: string;
  /** Bytes of the whole text. */
  readonly size: number;
  readonly truncated: boolean;
}

/**
 * Keeps the first `head` and the last `tail` bytes of a text that arrives in chunks, in memory bounded by twice their sum.
 * What is cut is cut at line ends, and one line says how much was left out.
 */
export class TextWindow {
  private head: Buffer[] = [];
  private headSize = 0;
  private tail: Buffer[] = [];
  private tailSize = 0;
  private total = 0;

  constructor(private readonly keep: WindowSize) {}

  get size(): number {
    return this.total;
  }

  push(chunk: Uint8Array): void {
    this.total += chunk.length;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const room = Math.max(0, this.keep.head - this.headSize);
    if (room > 0) {
      this.head.push(bytes.subarray(0, room));
      this.headSize += Math.min(room, bytes.length);
    }
    if (bytes.length > room) this.pushTail(bytes.subarray(room));
  }

  result(): WindowedText {
    const head = Buffer.concat(this.head);
    const rest = Buffer.concat(this.tail);
    if (this.total <= this.keep.head + this.keep.tail) {
      return { text: Buffer.concat([head, rest]).toString('utf8'), size: this.total, truncated: false };
    }
    const tail = rest.subarray(Math.max(0, rest.length - this.keep.tail));
    const headEnd = head.lastIndexOf(0x0a) + 1;
    const tailStart = tail.indexOf(0x0a) + 1;
    const kept = [head.subarray(0, headEnd > 0 ? headEnd : head.length), tail.subarray(tailStart)] as const;
    const leftOut = this.total - kept[0].length - kept[1].length;
    return { text: `${kept[0].toString('utf8')}[... ${leftOut} bytes left out ...]\n${kept[1].toString('utf8')}`, size: this.total, truncated: true };
  }

  private pushTail(bytes: Buffer): void {
    this.tail.push(bytes);
    this.tailSize += bytes.length;
    let first = this.tail[0];
    while (first !== undefined && this.tailSize - first.length >= this.keep.tail) {
      this.tail.shift();
      this.tailSize -= first.length;
      first = this.tail[0];
    }
  }
}

/** The window of a text that is already in memory. */
export const windowOf = (text: string, keep: WindowSize): WindowedText => {
  const window = new TextWindow(keep);
  window.push(Buffer.from(text, 'utf8'));
  return window.result();
};
