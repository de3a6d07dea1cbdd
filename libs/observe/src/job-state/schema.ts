import { z } from 'zod';
import { numeric } from '../values.js';

const Counts = z.record(z.string(), z.number());

/** `GET /jobs/:job`, the fields we use. `slotSharingGroupId` since 1.20: hex or, from 2.3, base64; only compared. */
export const JobDetails = z.object({
  jid: z.string(), name: z.string(), state: z.string(),
  'job-type': z.string().optional(),
  'start-time': z.number(), 'end-time': z.number(), now: z.number().optional(),
  timestamps: Counts,
  vertices: z.array(z.object({
    id: z.string(), name: z.string(), parallelism: z.number(), status: z.string(), 'start-time': z.number(),
    slotSharingGroupId: z.unknown().optional(), tasks: Counts,
  })),
  plan: z.object({
    nodes: z.array(z.object({
      id: z.string(), description: z.string().optional(),
      inputs: z.array(z.object({ id: z.string(), ship_strategy: z.string().optional() })).optional(),
    })).default([]),
  }),
});
export type JobDetails = z.infer<typeof JobDetails>;

/** `GET /jobs/:job/config`. */
export const JobConfig = z.object({ 'execution-config': z.object({ 'restart-strategy': z.string() }) });

/** Loads of one vertex: `[{id, min, max, avg, sum}]`; an id whose values are all NaN is absent. */
export const VertexLoad = z.array(z.object({ id: z.string(), min: numeric, max: numeric, avg: numeric, sum: numeric }))
  .transform((list) => new Map(list.map(({ id, ...values }) => [id, values])));
