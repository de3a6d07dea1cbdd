import { z } from 'zod';
import { numeric } from '../values.js';

const TaskManagerLine = z.object({
  id: z.string(), path: z.string().default(''),
  timeSinceLastHeartbeat: z.number().describe('Epoch ms of the last heartbeat, in spite of its name'),
  slotsNumber: z.number(), freeSlots: z.number(),
  memoryConfiguration: z.object({ taskHeap: numeric.optional(), totalProcessMemory: numeric.optional() }).default({}),
});

/** `GET /taskmanagers`. */
export const TaskManagers = z.object({ taskmanagers: z.array(TaskManagerLine) });
export type TaskManagers = z.infer<typeof TaskManagers>;

/** `GET /taskmanagers/:tm`. */
export const TaskManager = TaskManagerLine.extend({
  allocatedSlots: z.array(z.object({ jobId: z.string() })).default([]),
  metrics: z.object({ heapUsed: z.number(), heapMax: z.number() }).optional(),
});
