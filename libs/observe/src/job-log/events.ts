import type { LogEvent } from '@app/model';

/** Loggers that report a job which never came to be, and texts that do so under any logger. */
const submitLoggers = /\.(?:JarRunHandler|JarPlanHandler|JarRunApplicationHandler|ApplicationDispatcherBootstrap|JobSubmitHandler|PackagedProgramApplication)\b/;
const submitTexts = /Failed to submit job|Could not start the JobMaster|ApplicationExecutionException|ProgramInvocationException|Could not execute application|JobInitializationException|Could not submit job/;

/** A failed submission: an error or warning with a stack trace, from the code that runs main methods and accepts jobs. */
export const isFailedSubmission = (event: LogEvent): boolean => (event.level === 'ERROR' || event.level === 'WARN') && event.trace !== null && namesSubmission(event);

export const namesSubmission = ({ logger, text }: LogEvent): boolean => submitLoggers.test(logger) || submitTexts.test(text);

/** An event about a failed or declined checkpoint of `job`; those that name a cause have lines below. */
export const isFailedCheckpoint = (job: string) => ({ line, trace }: LogEvent): boolean =>
  line.split(/\W+/).includes(job) && trace !== null && /checkpoint/i.test(line) && /(?:[Dd]ecline|[Ff]ail|expired|[Cc]ould not)/.test(line);

export const lossPattern = /TaskManager with id (\S+) (?:is no longer reachable|timed out)/;
