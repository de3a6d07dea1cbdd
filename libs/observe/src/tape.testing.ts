import type { Need, NeedKind, Reading, Snapshot, Subject } from '@app/model';
import { emptySnapshot, needKey } from '@app/model';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { needsOf } from './needs.js';

const Tape = z.object({
  recordedAt: z.number(),
  frames: z.array(z.record(z.string(), z.object({ s: z.number(), b: z.unknown().optional(), m: z.record(z.string(), z.string().nullable()).optional() }))),
  logs: z.record(z.string(), z.object({ s: z.number(), t: z.string() })),
});
export type Tape = z.infer<typeof Tape>;

export const loadTape = (folder: string): Tape => Tape.parse(JSON.parse(gunzipSync(readFileSync(`${folder}/snapshot/flink-rest/tape.json.gz`)).toString()));

/** Answers a need from the last frame of a tape, as the Flink source would. For specs only: the replay adapter is the real thing. */
export function answer(tape: Tape, need: Need): Reading {
  const at = new Date(tape.recordedAt + (tape.frames.length - 1) * 5000);
  const frame = tape.frames.at(-1) ?? {};
  const { job = '', vertex = '', tm = '', get = '', checkpoint = '' } = need.params;
  const q = `/jobs/${job}/vertices/${vertex}`;
  const read = (payload: unknown): Reading => ({ kind: 'read', at, payload });
  const fail = (why: string): Reading => ({ kind: 'unavailable', at, why });
  const body = (path: string): Reading => {
    const hit = frame[path];
    return hit?.s === 200 ? read(hit.b) : fail(`${path}: ${hit?.s ?? 'not on the tape'}`);
  };
  const metrics = (path: string): Reading => {
    const values = frame[path]?.m ?? {};
    const list = get.split(',').flatMap((id) => (values[id] == null ? [] : [{ id, value: values[id] }]));
    return list.length === 0 ? { kind: 'not-yet', at, why: 'no metrics yet' } : read(list);
  };
  switch (need.what) {
    case 'jobs': return body('/jobs/overview');
    case 'jobmanager-config': return body('/jobmanager/config');
    case 'overview': case 'config': case 'taskmanagers': return body(`/${need.what}`);
    case 'taskmanager': return body(`/taskmanagers/${tm}`);
    case 'taskmanager-metrics': return metrics(`/taskmanagers/${tm}/metrics`);
    case 'jobmanager-log': return read({ text: tape.logs['/jobmanager/log']?.t ?? '', size: 1, truncated: false });
    case 'taskmanager-log': return read({ text: tape.logs[`/taskmanagers/${tm}/log`]?.t ?? '', size: 1, truncated: false });
    case 'job': return body(`/jobs/${job}`);
    case 'job-config': return body(`/jobs/${job}/config`);
    case 'job-metrics': return metrics(`/jobs/${job}/metrics`);
    case 'exceptions': return body(`/jobs/${job}/exceptions?maxExceptions=100`);
    case 'checkpoints': return body(`/jobs/${job}/checkpoints`);
    case 'checkpoints-config': return body(`/jobs/${job}/checkpoints/config`);
    case 'checkpoint-details': return body(`/jobs/${job}/checkpoints/details/${checkpoint}`);
    case 'checkpoint-subtasks': return body(`/jobs/${job}/checkpoints/details/${checkpoint}/subtasks/${vertex}`);
    case 'vertex': return body(q);
    case 'backpressure': return body(`${q}/backpressure`);
    case 'vertex-load': return load(frame, q, get, at);
    default: return fail(`a tape does not know ${need.what}`);
  }
}

function load(frame: Tape['frames'][number], vertex: string, get: string, at: Date): Reading {
  const subtasks = Object.entries(frame).filter(([path]) => path.startsWith(`${vertex}/subtasks/`) && /\/\d+\/metrics$/.test(path)).map(([, { m }]) => m ?? {});
  const list = get.split(',').flatMap((id) => {
    const values = subtasks.map((one) => one[id]).filter((value) => value != null).map(Number).filter((value) => !Number.isNaN(value));
    const total = values.reduce((a, b) => a + b, 0);
    return values.length === 0 ? [] : [{ id, min: Math.min(...values), max: Math.max(...values), avg: total / values.length, sum: total }];
  });
  return list.length === 0 ? { kind: 'not-yet', at, why: 'no metrics yet' } : { kind: 'read', at, payload: list };
}

/** Asks every need of `kinds` for `subjects` until nothing new appears. */
export function collectAll(tape: Tape, kinds: readonly NeedKind[], subjects: readonly Subject[], before?: Snapshot): Snapshot {
  const start = before ?? emptySnapshot(new Date(tape.recordedAt));
  const entries = new Map(start.entries);
  for (let round = 0; round < 4; round++) {
    for (const subject of subjects) {
      for (const kind of kinds) {
        const needs = needsOf(kind, subject, { at: start.at, entries });
        if (needs === 'unreachable') continue;
        for (const need of needs) if (!entries.has(needKey(need))) entries.set(needKey(need), { need, readings: [answer(tape, need)] });
      }
    }
  }
  return { at: start.at, entries };
}
