import { z } from 'zod';
import { numeric } from '../values.js';

/** `GET /jobs/:job/vertices/:vertex`. */
export const Vertex = z.object({
  subtasks: z.array(z.object({
    subtask: z.number(), status: z.string(), attempt: z.number(), 'taskmanager-id': z.string().nullish(),
    metrics: z.object({ 'read-records': z.number().default(0), 'write-records': z.number().default(0) }).default({ 'read-records': 0, 'write-records': 0 }),
  })),
});
export type Vertex = z.infer<typeof Vertex>;

/** `GET /taskmanagers/:tm/thread-dump`. */
export const ThreadDump = z.object({ threadInfos: z.array(z.object({ threadName: z.string(), stringifiedThreadInfo: z.string() })) });
export type ThreadDump = z.infer<typeof ThreadDump>;

/** `GET …/backpressure`; ratios are 0..1, `"NaN"` for the busy ratio of legacy sources. */
export const Backpressure = z.object({
  subtasks: z.array(z.object({ subtask: z.number(), ratio: numeric, idleRatio: numeric, busyRatio: numeric })).default([]),
});
