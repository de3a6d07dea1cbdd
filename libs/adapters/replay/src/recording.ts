import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ReadTransport } from '@app/collect';
import type { Clock, Result } from '@app/model';
import type { z } from 'zod';
import { Expected, RecordedJob, Tape } from './schema.js';
import { createTapeTransport } from './tape-transport.js';
import { createVirtualClock } from './virtual-clock.js';

/** A folder `{job.json, expected.json, snapshot/flink-rest/tape.json.gz}`. Each opening starts at the first frame. */
export interface Recording {
  readonly job: RecordedJob;
  /** Null when nobody wrote down what the diagnosis must be. */
  readonly expected: Expected | null;
  readonly tape: Tape;
  readonly transport: ReadTransport;
  /** Starts at the first frame's time; sleeping moves it on at once. */
  readonly clock: Clock;
}

/** Tapes are some hundred KB compressed; this stops a file that unpacks without end. */
const largestTape = 512 * 1024 * 1024;
const unzip = promisify(gunzip);
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Opens and checks a recording. Anything amiss is `recording.invalid` with the file and what is wrong in it. */
export const openRecording = async (folder: string): Promise<Result<Recording>> => {
  const job = await parsed(join(folder, 'job.json'), 'job.json', RecordedJob);
  const expected = await parsed(join(folder, 'expected.json'), 'expected.json', Expected.nullable(), null);
  const tape = await parsed(join(folder, 'snapshot', 'flink-rest', 'tape.json.gz'), 'snapshot/flink-rest/tape.json.gz', Tape);
  if (!job.ok) return invalid(job.why);
  if (!expected.ok) return invalid(expected.why);
  if (!tape.ok) return invalid(tape.why);
  const clock = createVirtualClock(new Date(tape.value.recordedAt));
  return { ok: true, value: { job: job.value, expected: expected.value, tape: tape.value, transport: createTapeTransport(tape.value, clock), clock } };
};

const parsed = async <T>(file: string, name: string, schema: z.ZodType<T>, ifMissing?: T): Promise<Read<T>> => {
  try {
    const bytes = await readFile(file);
    const text = name.endsWith('.gz') ? (await unzip(bytes, { maxOutputLength: largestTape })).toString('utf8') : bytes.toString('utf8');
    const checked = schema.safeParse(JSON.parse(text));
    return checked.success ? { ok: true, value: checked.data } : { ok: false, why: `${name}: ${issue(checked.error)}` };
  } catch (error) {
    if (ifMissing !== undefined && codeOf(error) === 'ENOENT') return { ok: true, value: ifMissing };
    return { ok: false, why: `${name}: ${trouble(error)}` };
  }
};

const issue = (error: z.ZodError): string => {
  const [first] = error.issues;
  return first === undefined ? 'it is not valid' : `${first.path.map(String).join('.') || 'the content'}: ${first.message}`;
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist', ENOTDIR: 'the path leads through a file', EISDIR: 'it is a folder', EACCES: 'it may not be read',
  Z_DATA_ERROR: 'it is not gzip, or damaged', Z_BUF_ERROR: 'it is cut off', ERR_BUFFER_TOO_LARGE: 'it unpacks to more than 512 MB',
};
const trouble = (error: unknown): string => troubles[codeOf(error)] ?? (error instanceof SyntaxError ? 'it is no valid JSON' : 'it cannot be read');

const invalid = (why: string): Result<Recording> => ({
  ok: false,
  problem: { code: 'recording.invalid', what: 'The folder is not a recording', why, next: 'A recording has job.json and snapshot/flink-rest/tape.json.gz, and may have expected.json; see fixtures/incidents for examples.' },
});
