import { createCollector, type Collector } from '@app/collect';
import type { DiagnoseOptions } from './stages.js';

const defaultDeadlineMs = 60_000;

/** Six at once: Flink answers from 4 REST threads (`rest.server.numThreads`); the adapter limits connections itself. */
const concurrency = 6;

export const collectorFor = (options: DiagnoseOptions, startedAt: Date): Collector =>
  createCollector({
    sources: options.sources,
    clock: options.clock,
    deadline: new Date(startedAt.getTime() + (options.deadlineMs ?? defaultDeadlineMs)),
    concurrency,
  });
