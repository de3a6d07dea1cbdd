import type { Tape } from '@app/adapters/replay';
import { synthetic } from '../fake-flink/synthetic.js';
import { hex } from '../fake-flink/synthetic-world.js';

const error = (status: number, ...errors: readonly string[]) => ({ s: status, b: { errors } });
const base = synthetic({ vertices: 3, parallelism: 2 });

export const job = hex(1);
export const vertex = hex(1_001);
export const taskManager = '10.0.0.1:6122-000000';
export const missingJob = 'f'.repeat(32);
export const oddJob = 'e'.repeat(32);
const odd = `/jobs/${oddJob}`;

const extra: Tape['frames'][number] = {
  [`/taskmanagers/${taskManager}/thread-dump`]: { s: 200, b: { threadInfos: [{ threadName: 'main', stringifiedThreadInfo: '"main"' }] } },
  [`/jobs/${job}/checkpoints/details/360`]: { s: 200, b: { id: 360, tasks: {} } },
  [`/jobs/${job}/checkpoints/details/360/subtasks/${vertex}`]: { s: 200, b: { id: 360, subtasks: [] } },
  [`/jobs/${job}/vertices/${vertex}/metrics`]: { s: 200, m: { '0.busyTimeMsPerSecond': 'NaN', '1.busyTimeMsPerSecond': '3' } },
  [`/jobs/${missingJob}`]: error(404, `Job ${missingJob} not found`, '<Exception on server side:\nstack'),
  [odd]: { s: 0, b: 'timeout' },
  [`${odd}/metrics`]: { s: 200, m: {} },
  [`${odd}/checkpoints`]: error(404, 'Checkpointing has not been enabled.'),
  [`${odd}/checkpoints/config`]: { s: 200, b: { mode: 'exactly_once', interval: 2 ** 63, min_pause: -(2 ** 63), timeout: 600_000 } },
  [`${odd}/vertices/${vertex}`]: error(500, 'Internal server error.', '<Exception on server side:\njava.util.concurrent.CompletionException: java.util.NoSuchElementException: No value present\n\tat a.b'),
  [`${odd}/vertices/${vertex}/backpressure`]: { s: 200, b: { status: 'deprecated' } },
  [`${odd}/config`]: error(500, 'Internal server error.', '<Exception on server side:\njava.lang.IllegalStateException: broken\n\tat a.b'),
};

const line = (n: number): string => `2026-01-15 12:00:00,000 INFO  x.Y [] - line ${n}\n`;

/** Every answer that a source must understand, the odd ones too, in two frames. */
export const contractTape: Tape = {
  ...base,
  every: 2_000,
  frames: base.frames.flatMap((frame) => [{ ...frame, ...extra }, { ...frame, ...extra, [`/jobs/${job}/metrics`]: { s: 200, m: { numRestarts: '7' } } }]),
  logs: { ...base.logs, [`/taskmanagers/${taskManager}/log`]: { s: 200, t: Array.from({ length: 60_000 }, (_, n) => line(n)).join('') } },
};
