import { z } from 'zod';

/** `GET /overview`. */
export const Overview = z.object({
  'flink-version': z.string(), taskmanagers: z.number(), 'slots-total': z.number(), 'slots-available': z.number(),
  'jobs-running': z.number(), 'jobs-finished': z.number(), 'jobs-cancelled': z.number(), 'jobs-failed': z.number(),
});
