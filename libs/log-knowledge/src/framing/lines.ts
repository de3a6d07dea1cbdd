/** Longest text that is kept of one line or one event. */
export const longest = 65_536;
/** Of what is longer: this much of its begin, the rest of its end (the root cause of a trace stands last). */
export const longestHead = 49_152;
export const longestTail = 16_000;
export const leftOut = (count: number): string => `… ${count} characters left out …`;

/**
 * Cuts chunks of text into lines: LF, CRLF and lone CR. A line without end is kept up to 64 KiB, whatever it holds after that is counted.
 * `take` gets each line without its end.
 */
export class LineCutter {
  private carry = '';
  /** Begin of a line that has grown too long; null = the present line has not. */
  private head: string | null = null;
  private tail = '';
  private dropped = 0;
  private begun = false;

  /** `clean` is applied to whole lines and must keep their ends. */
  constructor(private readonly take: (line: string) => void, private readonly clean: (text: string) => string) {}

  push(chunk: string): void {
    let text = this.carry + chunk;
    this.carry = '';
    if (!this.begun && text !== '') {
      this.begun = true;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    if (text.includes('\r')) text = withoutReturns(text);
    const whole = text.lastIndexOf('\n') + 1;
    if (whole > 0) this.lines(this.clean(text.slice(0, whole)));
    const rest = whole === 0 ? text : text.slice(whole);
    if (this.head === null && rest.length <= longest) this.carry = rest;
    else this.grow(rest);
  }

  end(): void {
    const rest = this.carry.endsWith('\r') ? this.carry.slice(0, -1) : this.carry;
    if (rest !== '' || this.head !== null) this.line(this.clean(rest));
    this.carry = '';
  }

  private lines(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.line(text.slice(from, end));
      from = end + 1;
    }
  }

  private line(text: string): void {
    if (this.head === null && text.length <= longest) {
      this.take(text);
      return;
    }
    this.grow(text);
    const whole = this.dropped === 0 ? `${this.head ?? ''}${this.tail}` : `${this.head ?? ''} ${leftOut(this.dropped)} ${this.tail}`;
    this.head = null;
    this.tail = '';
    this.dropped = 0;
    this.take(whole);
  }

  private grow(text: string): void {
    const rest = this.head === null ? text.slice(longestHead) : this.tail + text;
    this.head ??= owned(text.slice(0, longestHead));
    this.tail = owned(rest.slice(-longestTail));
    this.dropped += rest.length - this.tail.length;
  }
}

/** A line that is at hand as a whole, of which as much is kept as of one that is read piece by piece. */
export const shortened = (line: string): string => (line.length <= longest ? line : `${line.slice(0, longestHead)} ${leftOut(line.length - longestHead - longestTail)} ${line.slice(-longestTail)}`);

/** CR ends a line, and with LF it is one end. One at the end of a chunk may be half of it. */
function withoutReturns(text: string): string {
  return text.endsWith('\r') ? `${text.slice(0, -1).replace(/\r\n?/g, '\n')}\r` : text.replace(/\r\n?/g, '\n');
}

/** A copy: what is cut out of a chunk otherwise keeps the whole chunk in memory. */
export const owned = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));
