import type { ThrowableInfo } from '@app/model';

const header = /^(?:Exception in thread\s*"[^"]*"\s*)?((?:[\p{L}_$][\p{L}\p{N}_$]*\.)+[\p{L}_$][\p{L}\p{N}_$]*)(?:\(([\w.$]+)\))?(?::\s?(.*))?$/u;
const bareHeader = /^([\p{Lu}][\p{L}\p{N}_$]*(?:Exception|Error|Throwable))(?::\s?(.*))?$/u;
const serialized = /(?:^|\.)SerializedThrowable$/;
const throwableName = /(?:Exception|Error|Throwable|Failure)$/;
/** Spring, Axis and java.rmi write their cause into the message. */
const nested = /; nested exception is:?\s*([\s\S]*)$/;

interface Head {
  readonly className: string;
  readonly message: string;
  /** `RemoteException(x.YException)`: what was thrown on the other side. */
  readonly remote: string | null;
}

/** A line read as the head of a throwable; null = it is none. */
export function headOf(line: string): Head | null {
  const found = header.exec(line);
  if (found !== null) return { className: found[1] ?? '', message: found[3] ?? '', remote: found[2] ?? null };
  const bare = bareHeader.exec(line);
  return bare === null ? null : { className: bare[1] ?? '', message: bare[2] ?? '', remote: null };
}
export const isHead = (line: string): boolean => headOf(line.trim()) !== null;

interface Draft {
  readonly className: string;
  message: string;
  readonly frames: string[];
  more: number;
  /** Links that its message holds: they are causes, but frames that follow are its own. */
  inside: readonly ThrowableInfo[];
}

const mostLinks = 400;
const mostFrames = 500;
const longestMessage = 20_000;
const mostQuoted = 5;

/** The links of a chain while it is read. */
export class Drafts {
  private readonly drafts: Draft[] = [];
  private readonly starts = new Set<Draft>();
  /** The innermost cause is printed first. */
  rootFirst = false;

  get isEmpty(): boolean {
    return this.drafts.length === 0;
  }

  get hasFrames(): boolean {
    const last = this.drafts.at(-1);
    return last !== undefined && (last.frames.length > 0 || last.more > 0);
  }

  open(headline: string): void {
    let { className, message } = headOf(headline) ?? { className: '', message: headline };
    // SerializedThrowable prints "SerializedThrowable: <original class>: <original message>"
    for (let inner = serialized.test(className) ? headOf(message) : null; inner !== null; inner = serialized.test(className) ? headOf(message) : null) ({ className, message } = inner);
    this.push({ className, message, frames: [], more: 0, inside: [] });
    const remote = headOf(headline)?.remote ?? null;
    if (remote !== null) this.push({ className: remote, message, frames: [], more: 0, inside: [] });
  }

  /** Begins a branch: nothing that follows refers to the frames before. */
  branch(headline: string): void {
    this.open(headline);
    const last = this.drafts.at(-1);
    if (last !== undefined) this.starts.add(last);
  }

  /** Puts finished links behind the last one. */
  inner(links: readonly ThrowableInfo[]): void {
    const last = this.drafts.at(-1);
    if (last !== undefined) last.inside = links;
    else for (const { className, message, frames } of links) this.push({ className, message, frames: [...frames], more: 0, inside: [] });
  }

  frame(frame: string): void {
    const last = this.drafts.at(-1);
    if (last !== undefined && last.frames.length < mostFrames) last.frames.push(frame);
  }

  more(count: number): void {
    const last = this.drafts.at(-1);
    if (last !== undefined) last.more = count;
  }

  message(line: string): void {
    const last = this.drafts.at(-1);
    if (last !== undefined && last.message.length < longestMessage) last.message += `\n${line}`;
  }

  links(): readonly ThrowableInfo[] {
    const whole: ThrowableInfo[] = [];
    let outer: readonly string[] = [];
    for (const draft of this.rootFirst ? [...this.drafts].reverse() : this.drafts) {
      if (this.starts.has(draft)) outer = [];
      const frames: readonly string[] = draft.more > 0 ? [...draft.frames, ...outer.slice(-draft.more)].slice(0, mostFrames) : draft.frames;
      outer = frames;
      whole.push({ className: draft.className, message: draft.message.trim(), frames }, ...draft.inside);
    }
    for (let quoted = quotedCause(whole.at(-1)); quoted !== null && whole.length < mostLinks + mostQuoted; quoted = quotedCause(whole.at(-1))) whole.push(quoted);
    return whole;
  }

  private push(draft: Draft): void {
    this.drafts.push(draft);
    if (this.drafts.length > mostLinks) this.drafts.splice(mostLinks / 2, 1);
  }
}

/** A wrapper prints `its cause's class: its message`; where the trace was cut before `Caused by:`, that is all that is left of the cause. */
function quotedCause(last: ThrowableInfo | undefined): ThrowableInfo | null {
  const message = last?.message ?? '';
  const told = nested.exec(message)?.[1] ?? message;
  const [first = '', ...more] = told.split('\n');
  const found = headOf(first);
  if (found === null || !found.className.includes('.') || !throwableName.test(found.className)) return null;
  return { className: found.className, message: [found.message, ...more].join('\n').trim(), frames: [] };
}
