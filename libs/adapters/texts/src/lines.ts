/** A longer line is cut: no log line that tells a cause is longer, but a record that was printed into one may be. Characters. */
export const longestLine = 64 * 1024;

/** Splits decoded chunks into lines in bounded memory. `\r\n` and `\n` end a line. */
export class LineSplitter {
  private rest = '';
  private skipping = false;

  push(chunk: string): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      this.add(chunk.slice(from, end));
      lines.push(this.take());
      from = end + 1;
    }
    this.add(chunk.slice(from));
    return lines;
  }

  end(): string[] {
    return this.rest === '' ? [] : [this.take()];
  }

  private add(piece: string): void {
    if (this.skipping) return;
    this.rest += piece.length > longestLine ? piece.slice(0, longestLine) : piece;
    if (this.rest.length < longestLine) return;
    this.rest = this.rest.slice(0, longestLine);
    this.skipping = true;
  }

  private take(): string {
    const line = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    this.rest = '';
    this.skipping = false;
    return line;
  }
}
