import { isSource, ok, vertexName, type Answers, type World } from './synthetic-world.js';

const tasksUpper = ['CREATED', 'SCHEDULED', 'DEPLOYING', 'RUNNING', 'FINISHED', 'CANCELING', 'CANCELED', 'FAILED', 'RECONCILING', 'INITIALIZING'] as const;
const running = (count: number): Readonly<Record<string, number>> => Object.fromEntries(tasksUpper.map((state) => [state, state === 'RUNNING' ? count : 0]));
const lower = (count: number) => Object.fromEntries(Object.entries(running(count)).map(([state, number]) => [state.toLowerCase(), number]));

export const jobAnswers = (world: World): Answers => {
  const { job, name, start, now } = world;
  const total = world.vertices * world.parallelism;
  const nodes = world.vertexIds.map((id, index) => ({
    id, parallelism: world.parallelism, operator: '', operator_strategy: '', description: vertexName(index, world), optimizer_properties: {},
    ...(isSource(index) ? {} : { inputs: [{ num: 0, id: world.vertexIds[index - 1], ship_strategy: index === 1 ? 'HASH' : 'REBALANCE', exchange: 'pipelined_bounded' }] }),
  }));
  const times = { INITIALIZING: start, CREATED: start + 100, RUNNING: start + 200, RESTARTING: 0, FAILING: 0, FAILED: 0, CANCELLING: 0, CANCELED: 0, FINISHED: 0, SUSPENDED: 0, RECONCILING: 0 };
  return {
    '/jobs/overview': ok({ jobs: [{ jid: job, name, 'start-time': start, 'end-time': -1, duration: now - start, state: 'RUNNING', 'last-modification': start + 5_000, tasks: { total, ...lower(total) }, 'pending-operators': 0, jobType: 'STREAMING', schedulerType: 'Default' }] }),
    [`/jobs/${job}`]: ok({
      jid: job, name, isStoppable: false, state: 'RUNNING', 'job-type': 'STREAMING', 'start-time': start, 'end-time': -1, duration: now - start, maxParallelism: -1, now, timestamps: times,
      vertices: world.vertexIds.map((id, index) => vertexLine(id, index, world)),
      'status-counts': running(world.vertices), 'pending-operators': 0, plan: { jid: job, name, type: 'STREAMING', nodes },
    }),
    [`/jobs/${job}/plan`]: ok({ plan: { jid: job, name, type: 'STREAMING', nodes } }),
    [`/jobs/${job}/config`]: ok({ jid: job, name, 'execution-config': { 'restart-strategy': 'Cluster level default restart strategy', 'job-parallelism': world.parallelism, 'object-reuse-mode': false, 'user-config': {} } }),
    [`/jobs/${job}/exceptions`]: ok({ exceptionHistory: { entries: [], truncated: false } }),
    [`/jobs/${job}/metrics`]: { s: 200, m: { numRestarts: '0', uptime: String(now - start), downtime: '0', numberOfCompletedCheckpoints: '360', numberOfFailedCheckpoints: '0', numberOfInProgressCheckpoints: '0', lastCheckpointDuration: '300', lastCheckpointSize: '1000000', lastCheckpointFullSize: '1000000', runningTime: String(now - start), restartingTime: '0' } },
    [`/jobs/${job}/resource-requirements`]: ok(Object.fromEntries(world.vertexIds.map((id) => [id, { parallelism: { lowerBound: -1, upperBound: world.parallelism } }]))),
  };
};

const vertexLine = (id: string, index: number, world: World) => ({
  id, name: vertexName(index, world), maxParallelism: 512, parallelism: world.parallelism, slotSharingGroupId: 'b'.repeat(32), status: 'RUNNING',
  'start-time': world.start + 300, 'end-time': -1, duration: world.now - world.start - 300, tasks: running(world.parallelism),
  metrics: {
    'read-bytes': isSource(index) ? 0 : 1_000_000 * world.parallelism, 'read-bytes-complete': true, 'write-bytes': 1_000_000 * world.parallelism, 'write-bytes-complete': true,
    'read-records': isSource(index) ? 0 : 10_000 * world.parallelism, 'read-records-complete': true, 'write-records': 10_000 * world.parallelism, 'write-records-complete': true,
    'accumulated-backpressured-time': 0, 'accumulated-idle-time': 2_800_000, 'accumulated-busy-time': 700_000,
  },
});

export const checkpointAnswers = (world: World): Answers => {
  const { job, now } = world;
  const history = Array.from({ length: 10 }, (_, index) => checkpoint(360 - index, now - 3_000 - index * 10_000, world));
  const spread = { min: 250, max: 400, avg: 300, p50: 300, p90: 380, p95: 390, p99: 400, p999: 400 };
  return {
    [`/jobs/${job}/checkpoints`]: ok({
      counts: { restored: 0, total: 360, in_progress: 0, completed: 360, failed: 0 },
      summary: { checkpointed_size: spread, state_size: spread, end_to_end_duration: spread, alignment_buffered: spread, processed_data: spread, persisted_data: spread },
      latest: { completed: history[0], savepoint: null, failed: null, restored: null }, history,
    }),
    [`/jobs/${job}/checkpoints/config`]: ok({
      mode: 'exactly_once', interval: 10_000, timeout: 600_000, min_pause: 0, max_concurrent: 1, externalization: { enabled: true, delete_on_cancellation: false }, state_backend: 'HashMapStateBackend',
      checkpoint_storage: 'FileSystemCheckpointStorage', unaligned_checkpoints: false, tolerable_failed_checkpoints: 0, aligned_checkpoint_timeout: 0, checkpoints_after_tasks_finish: true, state_changelog_enabled: false,
    }),
  };
};

const checkpoint = (id: number, at: number, world: World) => ({
  className: 'completed', id, status: 'COMPLETED', is_savepoint: false, savepointFormat: null, checkpoint_type: 'CHECKPOINT', trigger_timestamp: at, latest_ack_timestamp: at + 300, end_to_end_duration: 300,
  checkpointed_size: 1_000_000, state_size: 1_000_000, processed_data: 0, persisted_data: 0, num_subtasks: world.vertices * world.parallelism, num_acknowledged_subtasks: world.vertices * world.parallelism,
  external_path: `s3://checkpoints/synthetic/chk-${id}`, discarded: false, tasks: {},
});
