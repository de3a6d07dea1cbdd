import { verdicts } from '@app/model';
import { z } from 'zod';

/** One recorded answer: status and JSON body, or all metric values of a metrics endpoint by id. Status 0: it could not be recorded. */
const RecordedAnswer = z.union([
  z.object({ s: z.number(), m: z.record(z.string(), z.string().nullable()) }),
  z.object({ s: z.number(), b: z.unknown() }),
]);
const RecordedLog = z.object({ s: z.number(), t: z.string() });

/** Everything that a Flink's REST API said, in frames `every` ms apart. */
export const Tape = z.object({
  recordedAt: z.number().describe('Epoch ms of the first frame'),
  endedAt: z.number(),
  every: z.number().positive().describe('Milliseconds from frame to frame'),
  frames: z.array(z.record(z.string(), RecordedAnswer)).min(1),
  logs: z.record(z.string(), RecordedLog),
});
export type Tape = z.infer<typeof Tape>;
export type RecordedAnswer = z.infer<typeof RecordedAnswer>;

export const RecordedJob = z.object({
  flinkVersion: z.string(), scenario: z.string(), command: z.string(), jobId: z.string().nullable(), recordedAt: z.union([z.string(), z.number()]),
});
export type RecordedJob = z.infer<typeof RecordedJob>;

/** What the diagnosis of a recording must say: codes and verdicts, never prose. */
export const Expected = z.object({
  verdict: z.enum(verdicts), firstCause: z.string().nullable(), also: z.array(z.string()).default([]), never: z.array(z.string()).default([]),
});
export type Expected = z.infer<typeof Expected>;
