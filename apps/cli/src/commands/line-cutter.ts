const newline = 10;
/** What a template may be made of; a longer line is cut there, so that one endless line cannot fill the memory. */
export const longestLine = 65_536;

/** Cuts long lines in a stream of bytes, whose chunks may end anywhere, and counts lines. */
export class LineCutter {
  lines = 0;
  /** Bytes of the line under way. */
  private length = 0;

  /** The chunk itself where no line is too long. */
  cut(chunk: Uint8Array): Uint8Array {
    let kept: Uint8Array | null = null;
    let written = 0;
    for (let from = 0; from < chunk.length;) {
      const found = chunk.indexOf(newline, from);
      const end = found < 0 ? chunk.length : found;
      const fits = Math.min(end - from, Math.max(0, longestLine - this.length));
      if (fits < end - from && kept === null) {
        kept = chunk.slice();
        written = from;
      }
      if (kept === null) written += end - from;
      else {
        kept.set(chunk.subarray(from, from + fits), written);
        written += fits;
      }
      this.length = found < 0 ? this.length + end - from : 0;
      if (found >= 0) {
        if (kept !== null) kept[written] = newline;
        written += 1;
        this.lines += 1;
      }
      from = end + 1;
    }
    return kept === null ? chunk : kept.subarray(0, written);
  }
}
