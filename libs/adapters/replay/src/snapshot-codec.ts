import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { needKey, type Reading, type Result, type Snapshot, type SnapshotEntry } from '@app/model';
import { z } from 'zod';

const zip = promisify(gzip);
const unzip = promisify(gunzip);
const largest = 512 * 1024 * 1024;

const time = z.iso.datetime().transform((text) => new Date(text));
const StoredReading = z.union([
  z.object({ kind: z.literal('read'), at: time, payload: z.unknown(), ms: z.number().optional() }),
  z.object({ kind: z.enum(['not-yet', 'unavailable']), at: time, why: z.string(), code: z.string().optional(), ms: z.number().optional() }),
]);
const StoredSnapshot = z.object({
  version: z.literal(1),
  at: time,
  entries: z.array(z.object({ need: z.object({ source: z.string(), what: z.string(), params: z.record(z.string(), z.string()) }), readings: z.array(StoredReading) })),
});

/** A snapshot as compressed JSON. The same snapshot makes the same bytes. */
export const encodeSnapshot = (snapshot: Snapshot): Promise<Buffer> =>
  zip(JSON.stringify({ version: 1, at: snapshot.at, entries: [...snapshot.entries.values()] }));

/** Back from `encodeSnapshot`. Damaged or foreign bytes are `recording.invalid`. */
export const decodeSnapshot = async (bytes: Uint8Array): Promise<Result<Snapshot>> => {
  try {
    const text = (await unzip(bytes, { maxOutputLength: largest })).toString('utf8');
    const stored = StoredSnapshot.safeParse(JSON.parse(text));
    if (!stored.success) return invalid('what is stored is no snapshot of a version that this program knows');
    const entries = stored.data.entries.map(({ need, readings }): readonly [string, SnapshotEntry] => [needKey(need), { need, readings: readings.map(restored) }]);
    return { ok: true, value: { at: stored.data.at, entries: new Map(entries) } };
  } catch {
    return invalid('the stored bytes are damaged');
  }
};

/** Optional fields that are not there stay away, instead of being undefined. */
const restored = (reading: z.infer<typeof StoredReading>): Reading => {
  const ms = reading.ms === undefined ? {} : { ms: reading.ms };
  if (reading.kind === 'read') return { kind: 'read', at: reading.at, payload: reading.payload, ...ms };
  const code = reading.code === undefined ? {} : { code: reading.code };
  return { kind: reading.kind, at: reading.at, why: reading.why, ...code, ...ms };
};

const invalid = (why: string): Result<Snapshot> => ({
  ok: false, problem: { code: 'recording.invalid', what: 'A stored snapshot cannot be read', why, next: 'Diagnose the job again; the stored findings can still be read.' },
});
