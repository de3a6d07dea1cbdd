import type { Tape } from '@app/adapters/replay';
import { clusterAnswers, taskManagerAnswers } from './synthetic-cluster.js';
import { checkpointAnswers, jobAnswers } from './synthetic-job.js';
import { vertexAnswers } from './synthetic-vertex.js';

/** Size of a made-up job. */
export interface Shape {
  readonly vertices: number;
  readonly parallelism: number;
}

/** All that the parts of a made-up cluster have in common. */
export interface World extends Shape {
  readonly job: string;
  readonly name: string;
  /** Epoch ms of the recording; the job has been running for an hour then. */
  readonly now: number;
  readonly start: number;
  readonly vertexIds: readonly string[];
  readonly taskManagers: readonly string[];
  readonly slotsEach: number;
}

export type Answers = Tape['frames'][number];
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

export const hex = (number: number): string => number.toString(16).padStart(8, 'a').repeat(4).slice(0, 32);
export const ok = (b: unknown): { readonly s: number; readonly b: unknown } => ({ s: 200, b });
export const isSource = (index: number): boolean => index === 0;
export const vertexName = (index: number, world: Shape): string => (isSource(index) ? 'Source: events' : index === world.vertices - 1 ? 'Sink: results' : `step-${index}`);
