/** One event: a line with a time, and the lines without one below it. `at` is epoch ms as if the time were UTC; null at a cut. */
export interface LogEvent {
  readonly at: number | null;
  readonly line: string;
  readonly text: string;
}

const time = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/;

export function eventsOf(text: string): readonly LogEvent[] {
  const events: LogEvent[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    const [line] = lines;
    if (line !== undefined) events.push({ at: timeOf(line), line, text: lines.join('\n') });
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (time.test(line)) flush();
    lines.push(line);
  }
  flush();
  return events;
}

function timeOf(line: string): number | null {
  const [all, ...parts] = time.exec(line) ?? [];
  if (all === undefined) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second, Number((parts[6] ?? '0').padEnd(3, '0')));
}

/** Loggers that report a job which never came to be, and texts that do so under any logger. */
const submitLoggers = /\.(?:JarRunHandler|JarPlanHandler|JarRunApplicationHandler|ApplicationDispatcherBootstrap|JobSubmitHandler|PackagedProgramApplication)\b/;
const submitTexts = /Failed to submit job|Could not start the JobMaster|ApplicationExecutionException|ProgramInvocationException|Could not execute application|JobInitializationException|Could not submit job/;

/** A failed submission: an error or warning with a stack trace, from the code that runs main methods and accepts jobs. */
export const isFailedSubmission = ({ line, text }: LogEvent): boolean =>
  / (?:ERROR|WARN) /.test(line) && text.length > line.length && (submitLoggers.test(line) || submitTexts.test(text));

/** An event about a failed or declined checkpoint of `job`; those that name a cause have lines below. */
export const isFailedCheckpoint = (job: string) => ({ line, text }: LogEvent): boolean =>
  line.split(/\W+/).includes(job) && text.length > line.length && /checkpoint/i.test(line) && /(?:[Dd]ecline|[Ff]ail|expired|[Cc]ould not)/.test(line);

export const lossPattern = /TaskManager with id (\S+) (?:is no longer reachable|timed out)/;
