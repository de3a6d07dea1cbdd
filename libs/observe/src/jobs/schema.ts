import { z } from 'zod';

/** `GET /jobs/overview`; `pending-operators` and newer fields are not used. */
export const JobList = z.object({
  jobs: z.array(z.object({
    jid: z.string(), name: z.string(), state: z.string(),
    'start-time': z.number(), 'end-time': z.number(), 'last-modification': z.number(),
    tasks: z.object({ created: z.number().default(0), scheduled: z.number().default(0) }),
  })),
});
export type JobLine = z.infer<typeof JobList>['jobs'][number];
