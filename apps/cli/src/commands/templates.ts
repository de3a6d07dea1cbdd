import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { kindOf } from '@app/log-knowledge';
import { createLineMiner, type LineTemplates, type Template } from '@app/log-templates';
import { ProblemError } from '@app/model';
import { exits, type Exit } from '../exit.js';
import { tell } from '../output.js';
import { LineCutter } from './line-cutter.js';

export interface TemplatesOptions {
  readonly output: 'csv' | 'json';
}

/** Four bytes are kept for each line. */
const mostLines = 100_000_000;
const chunkBytes = 1 << 20;
/** Written at once, in characters. */
const batch = 1 << 18;

/** Prints which template each line of a file has; the file is read once and not kept. */
export async function templates(path: string, { output }: TemplatesOptions): Promise<Exit> {
  const name = nameOf(path);
  const miner = createLineMiner();
  const cutter = new LineCutter();
  try {
    for await (const chunk of bytesOf(path)) {
      miner.push(cutter.cut(chunk));
      if (cutter.lines > mostLines) throw unreadable(name, `it has more than ${mostLines} lines`);
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : unreadable(name, whyOf(error));
  }
  const mined = miner.end();
  if (mined.lines === 0) tell(`${name} is empty`);
  await write(mined, output === 'csv' ? csv : json);
  return exits.fine;
}

const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);
const kinds = { gzip: 'it is gzip within gzip', archive: 'it is an archive', 'utf-16le': 'it is UTF-16', 'utf-16be': 'it is UTF-16', binary: 'it is no text' } as const;

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const raw: AsyncIterable<Uint8Array> = path === '-' ? stdin : createReadStream(path, { highWaterMark: chunkBytes });
  const parts = raw[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done === true) return;
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) yield next.value;
  };
  const text: AsyncIterable<Uint8Array> = kindOf(first.value) === 'gzip' ? pipeline(Readable.from(whole()), createGunzip({ chunkSize: chunkBytes }), () => {}) : whole();
  let isStart = true;
  for await (const chunk of text) {
    const kind = isStart ? kindOf(chunk) : 'text';
    if (kind !== 'text') throw unreadable(nameOf(path), kinds[kind]);
    isStart = false;
    yield chunk;
  }
}

interface Form {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** What stands before the number of the line, and after it. */
  readonly before: string;
  after(template: Template): string;
}

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const csv: Form = { head: 'LineId,ClusterId,EventTemplate\r\n', between: '\r\n', tail: '\r\n', before: '', after: ({ id, text }) => `,${id},${quoted(text)}` };
const json: Form = { head: '[\n', between: ',\n', tail: '\n]\n', before: '{"LineId":', after: ({ id, text }) => `,"ClusterId":${JSON.stringify(id)},"EventTemplate":${JSON.stringify(text)}}` };

async function write({ lines, templateOf }: LineTemplates, { head, between, tail, before, after }: Form): Promise<void> {
  const known = new Map<Template, string>();
  let text = head;
  for (let line = 0; line < lines; line += 1) {
    const template = templateOf(line);
    const rest = known.get(template) ?? after(template);
    known.set(template, rest);
    text += `${line === 0 ? '' : between}${before}${line + 1}${rest}`;
    if (text.length < batch) continue;
    if (!stdout.write(text)) await once(stdout, 'drain');
    text = '';
  }
  stdout.write(lines === 0 && head === csv.head ? head : text + tail);
}

const unreadable = (name: string, why: string): ProblemError => new ProblemError({ code: 'text.unreadable', what: `${name} cannot be read`, why, next: 'Give a text file, plain or gzip, or - for standard input.' });

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EACCES: 'this user may not read it', EISDIR: 'it is a folder', Z_BUF_ERROR: 'the gzip file is cut off', Z_DATA_ERROR: 'the gzip file is damaged' };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
