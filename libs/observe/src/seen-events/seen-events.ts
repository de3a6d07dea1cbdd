import type { Snapshot } from '@app/model';
import { ExceptionHistory, StateTimes } from './schema.js';

export interface JobKey {
  readonly cluster: string;
  readonly jobId: string;
}

const longestMessage = 1_000;

/** Exceptions and states of a job that a snapshot shows, for the store. What was not looked at is not in it. */
export function seenEvents(snapshot: Snapshot, job: JobKey) {
  const payload = (what: string): unknown => {
    const entries = [...snapshot.entries.values()].filter(({ need }) => need.what === what && need.params['job'] === job.jobId);
    const reading = entries.at(-1)?.readings.findLast(({ kind }) => kind === 'read');
    return reading?.kind === 'read' ? reading.payload : null;
  };
  const history = ExceptionHistory.safeParse(payload('exceptions'));
  const times = StateTimes.safeParse(payload('job'));
  return {
    exceptions: (history.success ? history.data.exceptionHistory.entries : []).map((entry) => ({
      ...job, at: new Date(entry.timestamp), className: entry.exceptionName, message: firstLine(entry.stacktrace, entry.exceptionName), task: entry.taskName ?? '',
    })),
    lifeCycle: (times.success ? Object.entries(times.data.timestamps) : [])
      .filter(([, at]) => at > 0)
      .map(([state, at]) => ({ ...job, at: new Date(at), state })),
  };
}

const firstLine = (stackTrace: string, className: string): string => {
  const line = stackTrace.split('\n', 1)[0] ?? '';
  return (line.startsWith(`${className}: `) ? line.slice(className.length + 2) : line).slice(0, longestMessage);
};
