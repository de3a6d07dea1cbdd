import type { Tape } from '@app/adapters/replay';
import { clusterAnswers, taskManagerAnswers } from './synthetic-cluster.js';
import { checkpointAnswers, jobAnswers } from './synthetic-job.js';
import { vertexAnswers } from './synthetic-vertex.js';
import { hex, type Answers, type Shape, type World } from './synthetic-world.js';

const hour = 3_600_000;
const slotsEach = 4;

/** A tape of a healthy Flink 2.3 with one stateful streaming job: a chain of vertices, even load, checkpoints every 10 s. */
export const synthetic = (shape: Shape): Tape => {
  const now = Date.UTC(2026, 0, 15, 12);
  const world: World = {
    ...shape, now, start: now - hour, job: hex(1), name: 'synthetic', slotsEach,
    vertexIds: Array.from({ length: shape.vertices }, (_, index) => hex(1_000 + index)),
    taskManagers: Array.from({ length: Math.ceil(shape.parallelism / slotsEach) }, (_, index) => `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}:6122-${index.toString(16).padStart(6, '0')}`),
  };
  const frame: Answers = {
    ...clusterAnswers(world), ...taskManagerAnswers(world), ...jobAnswers(world), ...checkpointAnswers(world), ...vertexAnswers(world),
  };
  const log = '2026-01-15 11:00:00,000 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - Job synthetic switched from state CREATED to RUNNING.\n';
  return { recordedAt: now, endedAt: now + 1_000, every: 5_000, frames: [frame], logs: { '/jobmanager/log': { s: 200, t: log } } };
};
