import type { LogEvent } from '@app/model';
import { timeAt, type PrintedTime } from './time.js';

/** What stands before the message of a log line. */
export type Header = Pick<LogEvent, 'at' | 'zoned' | 'level' | 'logger' | 'thread' | 'message'>;

/** Flink's shipped log4j pattern, and the same with a thread before the level: nearly every line of nearly every log. */
const usual = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)[,.](\d{3}) +(?:\[([^\]]*)\] +)?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +([\w.$]+) +(?:\[[^\]]*\] )?- /;
const levelWord = /(TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRITICAL)(?![\w$.])[ :]*/y;
const levelOnly = /^(TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRITICAL)$/;
/** Spring Boot prints the process id and three dashes; log4j's %r the milliseconds since the start. */
const processId = /\d+ +-{3} /y;
const sinceStart = /^\d+ +\[[^\]]+\] +(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) /;
const name = /([\w$@/-]+(?:\.[\w$@/-]+)*):?/y;
const toMessage = /(?: *\[[^\]]*\])* *(?:-|:) /y;
const className = /^(?:[\w$-]+\.)+[A-Z][\w$]*$/;
const camelCase = /^[A-Z][a-z\d$]+(?:[A-Z][\w$]*)+$/;
const capital = /^[A-Z][\w$]*$/;
const jobId = /^(?:[0-9a-f]{32})?$/;
const throwableName = /(?:Exception|Error|Throwable|Failure):?$/;

const levels: Readonly<Record<string, string>> = { WARNING: 'WARN', SEVERE: 'ERROR', CRITICAL: 'FATAL' };
export const levelOf = (word: string): string => levels[word] ?? word;

let second = '';
let secondAt = 0;
/** Lines of the same second stand together: its time is computed once. */
function secondOf(text: string): number {
  if (text === second) return secondAt;
  second = text;
  secondAt = timeAt(text, 0)?.at ?? 0;
  return secondAt;
}

/** Reads the header of a line of a text layout; null where the line has none, so that it continues what stands above. */
export function headerOf(line: string): Header | null {
  const found = usual.exec(line);
  if (found === null) return oddHeader(line);
  return {
    at: secondOf(found[1] ?? '') + Number(found[2]), zoned: false, level: found[4] ?? '', logger: found[5] ?? '', thread: found[3] ?? '',
    message: line.slice(found[0].length),
  };
}

const mayBegin = /^\s{0,4}[[\dA-Z]/;

function oddHeader(line: string): Header | null {
  if (!mayBegin.test(line)) return null;
  const cursor = new Cursor(line);
  if (sinceStart.test(line)) cursor.start(/\d+ +/y);
  cursor.parts();
  if (!cursor.begun) return null;
  cursor.name();
  return cursor.header();
}

/** Reads the parts of a header in whatever order a pattern puts them. */
class Cursor {
  private at = 0;
  private time: PrintedTime | null = null;
  private level = '';
  private logger = '';
  private thread = '';
  private bracketed = false;
  /** The job id of the logging context, or the blanks that stand for none: a logger follows. */
  private context = false;
  private counted = false;

  constructor(private readonly line: string) {}

  get begun(): boolean {
    return this.counted || this.time !== null || this.level !== '';
  }

  start(pattern: RegExp): void {
    this.counted = this.skip(pattern);
  }

  skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.line)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  parts(): void {
    for (let part = 0; part < 8; part++) {
      this.skip(/\s+/y);
      if (!this.readTime() && !this.readLevel() && !(this.begun && this.skip(processId)) && !this.readBrackets()) return;
    }
  }

  private readTime(): boolean {
    const found = timeAt(this.line, this.at);
    if (found === null) return false;
    this.keep(found);
    this.at = found.end;
    return true;
  }

  /** Of two times (a shipper's before the process's own) one with a zone is kept. */
  private keep(found: PrintedTime): void {
    if (this.time === null || this.time.at === null || (found.zoned && !this.time.zoned)) this.time = found;
  }

  private readLevel(): boolean {
    if (this.level !== '') return false;
    levelWord.lastIndex = this.at;
    const found = levelWord.exec(this.line);
    if (found === null) return false;
    this.level = levelOf(found[1] ?? '');
    this.at = levelWord.lastIndex;
    return true;
  }

  private readBrackets(): boolean {
    if (this.line.charCodeAt(this.at) !== 91) return false;
    const end = closing(this.line, this.at);
    if (end < 0) return false;
    const inner = this.line.slice(this.at + 1, end).trim();
    const time = timeAt(inner, 0);
    const isLevel = this.level === '' && levelOnly.test(inner);
    if (!this.begun && !isLevel && time === null) return false;
    this.at = end + 1;
    if (isLevel) this.level = levelOf(inner);
    else if (time !== null) this.keep(time);
    else if (jobId.test(inner)) this.context = true;
    else if (this.logger === '' && className.test(inner)) this.logger = inner;
    else if (this.thread === '') this.thread = inner;
    this.bracketed = true;
    return true;
  }

  name(): void {
    if (this.logger !== '') {
      this.skip(/\s*(?:\[[^\]]*\]\s*)?(?:[-:] )?/y);
      return;
    }
    name.lastIndex = this.at;
    const word = name.exec(this.line)?.[1] ?? '';
    if (word === '' || throwableName.test(word)) {
      this.skip(/\s*[-:] /y);
      return;
    }
    const next = this.line.charCodeAt(this.at + word.length);
    toMessage.lastIndex = this.at + word.length;
    const likely = word.includes('.') || camelCase.test(word) || this.bracketed || (next === 58 && this.level !== '' && capital.test(word));
    const named = toMessage.test(this.line) && likely;
    const plain = !named && next === 32 && (className.test(word) || (this.context && capital.test(word)) || (this.bracketed && this.level !== '' && camelCase.test(word)));
    if (!named && !plain) return;
    this.logger = word;
    this.at = named ? toMessage.lastIndex : this.at + word.length;
    this.skip(/ +/y);
  }

  header(): Header {
    return { at: this.time?.at ?? null, zoned: this.time?.zoned ?? false, level: this.level, logger: this.logger, thread: this.thread, message: this.line.slice(this.at) };
  }
}

/** Where the bracket at `from` closes; names of threads may hold brackets themselves. */
function closing(line: string, from: number): number {
  let depth = 0;
  const end = Math.min(line.length, from + 300);
  for (let index = from; index < end; index++) {
    const code = line.charCodeAt(index);
    if (code === 91) depth++;
    else if (code === 93 && --depth === 0) return index;
  }
  return -1;
}
