import { isSource, ok, vertexName, type Answers, type World } from './synthetic-world.js';

/** Records differ a little from subtask to subtask, as they do in life. */
const wobble = (index: number): number => (index * 37) % 100;

export const vertexAnswers = (world: World): Answers => Object.fromEntries(world.vertexIds.flatMap((id, index) => Object.entries(oneVertex(id, index, world))));

const oneVertex = (id: string, index: number, world: World): Answers => {
  const base = `/jobs/${world.job}/vertices/${id}`;
  const subtasks = Array.from({ length: world.parallelism }, (_, subtask) => subtask);
  return {
    [base]: ok({ id, name: vertexName(index, world), parallelism: world.parallelism, maxParallelism: 512, now: world.now, aggregated: {}, subtasks: subtasks.map((subtask) => subtaskLine(subtask, index, world)) }),
    [`${base}/backpressure`]: ok({
      status: 'ok', backpressureLevel: 'ok', 'backpressure-level': 'ok', 'end-timestamp': world.now,
      subtasks: subtasks.map((subtask) => ({ subtask, 'attempt-number': 0, backpressureLevel: 'ok', 'backpressure-level': 'ok', ratio: 0, idleRatio: 0.8, busyRatio: 0.2 })),
    }),
    ...Object.fromEntries(subtasks.map((subtask) => [`${base}/subtasks/${subtask}/metrics`, { s: 200, m: load(subtask, index) }])),
  };
};

const subtaskLine = (subtask: number, index: number, world: World) => ({
  subtask, status: 'RUNNING', attempt: 0, endpoint: '10.0.0.1:6122', 'taskmanager-id': world.taskManagers[Math.floor(subtask / world.slotsEach)] ?? '',
  'start-time': world.start + 300, 'end-time': -1, duration: world.now - world.start - 300, start_time: world.start + 300,
  'status-duration': { CREATED: 50, SCHEDULED: 10, DEPLOYING: 100, INITIALIZING: 200, RUNNING: world.now - world.start - 660 },
  metrics: {
    'read-bytes': isSource(index) ? 0 : 1_000_000, 'read-bytes-complete': true, 'write-bytes': 1_000_000, 'write-bytes-complete': true,
    'read-records': isSource(index) ? 0 : 10_000 + wobble(subtask), 'read-records-complete': true, 'write-records': 10_000 + wobble(subtask), 'write-records-complete': true,
    'accumulated-backpressured-time': 0, 'accumulated-idle-time': 2_800_000, 'accumulated-busy-time': 700_000,
  },
});

const load = (subtask: number, index: number): Readonly<Record<string, string>> => ({
  busyTimeMsPerSecond: '200', idleTimeMsPerSecond: '800', backPressuredTimeMsPerSecond: '0', softBackPressuredTimeMsPerSecond: '0', hardBackPressuredTimeMsPerSecond: '0', isBackPressured: 'false',
  accumulateBusyTimeMs: '700000.0', accumulateIdleTimeMs: '2800000', accumulateBackPressuredTimeMs: '0',
  numRecordsIn: isSource(index) ? '0' : String(10_000 + wobble(subtask)), numRecordsOut: String(10_000 + wobble(subtask)), numRecordsInPerSecond: isSource(index) ? '0' : '30.5', numRecordsOutPerSecond: '30.5',
  'Shuffle.Netty.Input.Buffers.inPoolUsage': '0.1', 'Shuffle.Netty.Output.Buffers.outPoolUsage': '0.1',
});
