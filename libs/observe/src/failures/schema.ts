import type { SignatureMatch } from '@app/model';
import { z } from 'zod';

const Entry = z.object({
  exceptionName: z.string(), stacktrace: z.string(), timestamp: z.number(),
  taskName: z.string().nullish(), endpoint: z.string().nullish(), location: z.string().nullish(), taskManagerId: z.string().nullish(),
});

/** What only a log event tells: what it was recognised as where it was read, and the line that decided. */
export interface Logged {
  readonly match: SignatureMatch | null;
  readonly quote: string;
  readonly place: string;
  /** The TaskManager wrote it itself. */
  readonly own: boolean;
  /** False where the text prints no times: then `at` only orders. */
  readonly timed: boolean;
  /** How often it came within two minutes of each other. */
  readonly count: number;
}

export interface Failure {
  readonly at: number;
  readonly name: string;
  readonly stack: string;
  /** Without the ` - execution #n` at its end; null = no single task failed. */
  readonly task: string | null;
  readonly taskManager: string | null;
  readonly endpoint: string | null;
  readonly logged?: Logged;
}
/** One entry of the history with what failed beside it. */
export interface FailureEntry extends Failure {
  readonly concurrent: readonly Failure[];
}

const told = (text: string | null | undefined): string | null => (text === null || text === undefined || text === '' || text === '(unassigned)' ? null : text);
const failureOf = (entry: z.infer<typeof Entry>): Failure => ({
  at: entry.timestamp, name: entry.exceptionName, stack: entry.stacktrace,
  task: told(entry.taskName)?.replace(/ - execution #\d+$/, '') ?? null,
  taskManager: told(entry.taskManagerId), endpoint: told(entry.endpoint) ?? told(entry.location),
});

/**
 * `GET /jobs/:job/exceptions`. 1.17 has neither `taskManagerId` nor `endpoint` (but `location`); 2.0 dropped `location` and the top-level
 * `root-exception`, which is used only when there is no history.
 */
export const Exceptions = z.object({
  exceptionHistory: z.object({
    truncated: z.boolean().default(false),
    entries: z.array(Entry.extend({ concurrentExceptions: z.array(Entry).nullish() })),
  }).optional(),
  'root-exception': z.string().nullish(),
  timestamp: z.number().nullish(),
}).transform((answer): { readonly failures: readonly FailureEntry[]; readonly truncated: boolean } => {
  const failures = (answer.exceptionHistory?.entries ?? []).map((entry) => ({ ...failureOf(entry), concurrent: (entry.concurrentExceptions ?? []).map(failureOf) }));
  const root = answer['root-exception'];
  if (failures.length === 0 && typeof root === 'string' && root !== '' && typeof answer.timestamp === 'number' && answer.timestamp > 0) {
    const name = /^[^:\s]+/.exec(root)?.[0] ?? '';
    return { failures: [{ at: answer.timestamp, name, stack: root, task: null, taskManager: null, endpoint: null, concurrent: [] }], truncated: false };
  }
  return { failures: [...failures].sort((a, b) => a.at - b.at), truncated: answer.exceptionHistory?.truncated ?? false };
});
export type Exceptions = z.infer<typeof Exceptions>;
