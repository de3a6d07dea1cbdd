import { z } from 'zod';

/** What Flink 1.17 to 2.3 answers on `/jobs/:id/exceptions`, as far as events need it. */
export const ExceptionHistory = z.object({
  exceptionHistory: z.object({
    entries: z.array(z.object({
      exceptionName: z.string(), stacktrace: z.string().default(''), timestamp: z.number(), taskName: z.string().nullish(),
    })),
  }),
});

/** `/jobs/:id`: epoch ms by state; 0 for a state the job has not been in. */
export const StateTimes = z.object({ timestamps: z.record(z.string(), z.number()) });
