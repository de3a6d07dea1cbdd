import { ok, type Answers, type World } from './synthetic-world.js';

const gigabyte = 1024 ** 3;
const memory = {
  frameworkHeap: 134_217_728, taskHeap: gigabyte, frameworkOffHeap: 134_217_728, taskOffHeap: 0, networkMemory: 268_435_456, managedMemory: gigabyte,
  jvmMetaspace: 268_435_456, jvmOverhead: 322_122_547, totalFlinkMemory: 2 * gigabyte, totalProcessMemory: 3 * gigabyte,
};

export const clusterAnswers = (world: World): Answers => {
  const slots = world.taskManagers.length * world.slotsEach;
  return {
    '/overview': ok({ taskmanagers: world.taskManagers.length, 'slots-total': slots, 'slots-available': slots - world.parallelism, 'jobs-running': 1, 'jobs-finished': 0, 'jobs-cancelled': 0, 'jobs-failed': 0, 'flink-version': '2.3.0', 'flink-commit': 'abcdef0' }),
    '/config': ok({ 'refresh-interval': 3_000, 'timezone-name': 'Coordinated Universal Time', 'timezone-offset': 0, 'flink-version': '2.3.0', 'flink-revision': 'abcdef0 @ 2026-01-01T00:00:00Z', features: { 'web-submit': true, 'web-cancel': true, 'web-rescale': true, 'web-history': false } }),
    '/jobmanager/config': ok([{ key: 'taskmanager.memory.process.size', value: '3g' }, { key: 'taskmanager.numberOfTaskSlots', value: String(world.slotsEach) }, { key: 'execution.checkpointing.dir', value: 's3://checkpoints/synthetic' }]),
    '/jobmanager/metrics': { s: 200, m: { taskSlotsTotal: String(slots), numRunningJobs: '1' } },
    '/taskmanagers': ok({ taskmanagers: world.taskManagers.map((id, index) => taskManager(id, index, world)) }),
    '/jobs': ok({ jobs: [{ id: world.job, status: 'RUNNING' }] }),
  };
};

export const taskManagerAnswers = (world: World): Answers =>
  Object.fromEntries(world.taskManagers.flatMap((id, index) => [
    [`/taskmanagers/${id}`, ok({ ...taskManager(id, index, world), allocatedSlots: [], metrics: jvm })],
    [`/taskmanagers/${id}/metrics`, { s: 200, m: { 'Status.JVM.CPU.Load': '0.2', 'Status.JVM.Memory.Heap.Used': '300000000', 'Status.JVM.Memory.Heap.Max': '1207959552' } }],
  ]));

const taskManager = (id: string, index: number, world: World) => ({
  id, path: `pekko.tcp://flink@${id.split('-')[0]}/user/rpc/taskmanager_0`, dataPort: 41_000, jmxPort: -1, timeSinceLastHeartbeat: world.now - 2_000,
  slotsNumber: world.slotsEach, freeSlots: Math.max(0, Math.min(world.slotsEach, (index + 1) * world.slotsEach - world.parallelism)), blocked: false,
  hardware: { cpuCores: 4, physicalMemory: 16 * gigabyte, freeMemory: 4 * gigabyte, managedMemory: gigabyte }, memoryConfiguration: memory, assignedTasks: world.vertices * world.slotsEach,
});

const jvm = {
  heapUsed: 300_000_000, heapCommitted: 600_000_000, heapMax: 1_207_959_552, nonHeapUsed: 90_000_000, nonHeapCommitted: 100_000_000, nonHeapMax: 780_140_544,
  directCount: 100, directUsed: 270_000_000, directMax: 270_000_000, nettyShuffleMemoryAvailable: 260_000_000, nettyShuffleMemoryUsed: 8_435_456, nettyShuffleMemoryTotal: 268_435_456,
  garbageCollectors: [{ name: 'G1_Young_Generation', count: 40, time: 400 }, { name: 'G1_Old_Generation', count: 0, time: 0 }],
};
