import type { LogEvent } from '@app/model';

const start = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z)?)\s+(?:\[[^\]]*\]\s+)?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)?\s*(\S+)?\s+(?:\[[^\]]*\])? ?-? ?(.*)$/;
const time = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/;

/** Splits log4j text (pattern of Flink's shipped configuration) into events. */
export function logEvents(text: string, file = ''): readonly LogEvent[] {
  const events: LogEvent[] = [];
  let lines: string[] = [];
  let first = 1;
  const flush = (next: number): void => {
    if (lines.some((line) => line.trim() !== '')) events.push(eventOf(lines, file, first));
    lines = [];
    first = next;
  };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (time.test(line)) flush(index + 1);
    lines.push(line);
  }
  flush(0);
  return events;
}

function eventOf(lines: readonly string[], file: string, firstLine: number): LogEvent {
  const line = lines[0] ?? '';
  const found = start.exec(line);
  return {
    at: timeOf(line), zoned: false, level: found?.[2] ?? '', logger: found?.[3] ?? '', thread: '', message: found?.[4] ?? line,
    trace: lines.length > 1 ? lines.slice(1).join('\n') : null, line, text: lines.join('\n'), file, firstLine, lastLine: firstLine + lines.length - 1,
  };
}

function timeOf(line: string): number | null {
  const found = time.exec(line);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction] = found;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number((fraction ?? '0').padEnd(3, '0')));
}
