import { z } from 'zod';

/** The end of a log, or that Flink keeps no such file. */
export const LogWindow = z.union([
  z.object({ absent: z.string() }),
  z.object({ text: z.string(), truncated: z.boolean().default(false) }),
]);
