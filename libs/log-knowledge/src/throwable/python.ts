import type { ThrowableInfo } from '@app/model';

const file = /^\s*File "([^"]*)", line (\d+)(?:, in (.+))?$/;
const head = /^([A-Za-z_][\w.]*)(?::\s?(.*))?$/;
const another = /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
const traceback = /^Traceback \(most recent call last\):/;
const javaFrame = /^\s+at\s+[\w$.]+\(/;

interface Draft {
  className: string;
  message: string;
  readonly frames: string[];
}

/** Reads a Python trace, the last call of which stands last, as links like those of Java: the newest exception outermost, its own frame first. */
export class PythonTrace {
  private readonly drafts: Draft[] = [{ className: '', message: '', frames: [] }];
  private over = false;

  /** `margin` is the indentation of the line with `Traceback`. */
  constructor(private readonly margin: number) {}

  /** False when the line belongs to what stands around the trace. */
  take(printed: string): boolean {
    const line = printed.slice(Math.min(this.margin, printed.length - printed.trimStart().length));
    const current = this.drafts.at(-1);
    if (current === undefined || javaFrame.test(line) || /^(?:Caused by: |: )/.test(line)) return false;
    if (another.test(line)) return true;
    if (traceback.test(line)) {
      this.drafts.push({ className: '', message: '', frames: [] });
      this.over = false;
      return true;
    }
    const place = file.exec(line);
    if (place !== null) current.frames.unshift(frameOf(place[1] ?? '', place[2] ?? '', place[3] ?? '<module>'));
    else if (current.className === '' && !/^\s/.test(line)) this.begin(current, line);
    else if (line.trim() === '') this.over = current.className !== '';
    else if (!this.over && current.className !== '') current.message += `\n${line}`;
    else return current.className === '';
    return true;
  }

  private begin(current: Draft, line: string): void {
    const found = head.exec(line);
    current.className = found?.[1] ?? '';
    current.message = found?.[2] ?? '';
  }

  links(): readonly ThrowableInfo[] {
    return this.drafts.filter(({ className }) => className !== '').reverse();
  }
}

/** `pyflink.fn_execution.operations.process(operations.py:12)`: the module below site-packages, or the file's own name. */
function frameOf(path: string, line: string, name: string): string {
  const installed = path.replace(/^.*[\\/](?:site|dist)-packages[\\/]/, '');
  const inside = installed === path ? path.replace(/^.*[\\/]lib[\\/]python[\d.]+[\\/]/, '') : installed;
  const parts = (inside === path ? inside.split(/[\\/]/).slice(-1) : inside.split(/[\\/]/)).join('.').replace(/\.pyx?$/, '');
  return `${parts}.${name.replace(/[^\w<>.]/g, '')}(${path.split(/[\\/]/).at(-1) ?? path}:${line})`;
}
