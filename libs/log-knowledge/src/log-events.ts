/** One log event: a line with a time and the lines below it that have none. `at` is null where the window began inside an event. */
export interface LogEvent {
  readonly at: Date | null;
  readonly level: string;
  readonly logger: string;
  /** The line itself, without time, level and logger. */
  readonly message: string;
  /** The whole first line. */
  readonly line: string;
  /** Everything, with the lines below. */
  readonly text: string;
}

const start = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z)?)\s+(?:\[[^\]]*\]\s+)?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)?\s*(\S+)?\s+(?:\[[^\]]*\])? ?-? ?(.*)$/;
const time = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/;

/** Splits log4j text (pattern of Flink's shipped configuration) into events. Times have no zone in it: they are read as UTC, the zone of the images. */
export function logEvents(text: string): readonly LogEvent[] {
  const events: LogEvent[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.some((line) => line.trim() !== '')) events.push(eventOf(lines));
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (time.test(line)) flush();
    lines.push(line);
  }
  flush();
  return events;
}

function eventOf(lines: readonly string[]): LogEvent {
  const line = lines[0] ?? '';
  const found = start.exec(line);
  return {
    at: timeOf(line), level: found?.[2] ?? '', logger: found?.[3] ?? '', message: found?.[4] ?? line, line, text: lines.join('\n'),
  };
}

function timeOf(line: string): Date | null {
  const found = time.exec(line);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction] = found;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number((fraction ?? '0').padEnd(3, '0'))));
}
