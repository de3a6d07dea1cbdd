import type { Tape } from '@app/adapters/replay';

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

export const hex = (number: number): string => number.toString(16).padStart(8, 'a').repeat(4).slice(0, 32);
export const ok = (b: unknown): { readonly s: number; readonly b: unknown } => ({ s: 200, b });
export const isSource = (index: number): boolean => index === 0;
export const vertexName = (index: number, world: Shape): string => (isSource(index) ? 'Source: events' : index === world.vertices - 1 ? 'Sink: results' : `step-${index}`);
