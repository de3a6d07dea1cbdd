import { describe, expect, it } from 'vitest';
import { restored } from './restore.js';

const log = `2026-11-25 01:02:03,456 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: orders -> Map -> Sink: warehouse (1/2)#0 (0b7e) switched from RUNNING to FAILED with failure cause:
java.lang.RuntimeException: The reader of the topic orders did not come back from the broker within the time that was configured for it, and every attempt to reach another one has failed as well
	at org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager.checkErrors(SplitFetcherManager.java:225) ~[flink-connector-files-1.17.2.jar:1.17.2]
	at java.lang.Thread.run(Thread.java:829) [?:?]
Caused by: org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired before the position for partition orders-3 could be determined
	... 6 more
2026-11-25 01:02:04,456 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph [] - Job orders (5c4b) switched from state RUNNING to RESTARTING.`;

const linesOf = (text: string): readonly string[] => restored(text).map((line) => line.text);
const byLine = (text: string, cut: (line: string) => string): string => text.split('\n').map(cut).join('\n');

/** Cut at the column, also inside words. */
const hard = (width: number, indent = '') => (line: string): string => {
  const parts = [line.slice(0, width)];
  for (let from = width; from < line.length; from += width - indent.length) parts.push(indent + line.slice(from, from + width - indent.length));
  return parts.join('\n');
};
/** Cut at the last blank before the column; what has no blank goes beyond it. */
const soft = (width: number, indent = '') => (line: string): string => {
  const parts: string[] = [];
  let rest = line;
  for (let before = ''; ; before = indent) {
    const lead = rest.length - rest.trimStart().length;
    const last = rest.lastIndexOf(' ', width - before.length);
    const at = before.length + rest.length <= width ? -1 : last > lead ? last : rest.indexOf(' ', lead + 1);
    parts.push(before + (at < 0 ? rest : rest.slice(0, at)));
    if (at < 0) return parts.join('\n');
    rest = rest.slice(at + 1);
  }
};

describe('lines that were wrapped are one again', () => {
  const given = log.split('\n');
  it.each([72, 80, 100, 120, 132, 160])('at column %d', (width) => {
    expect(linesOf(byLine(log, hard(width)))).toEqual(given);
    expect(linesOf(byLine(log, hard(width, '    ')))).toEqual(given);
    expect(linesOf(byLine(log, hard(width)).replace(/\n/g, '\r\n'))).toEqual(given);
    expect(linesOf(byLine(byLine(log, hard(width)), (line) => `${line}  `))).toEqual(given);
  });
  it.each([80, 100, 120, 160])('at the last blank before column %d', (width) => {
    // of two blanks that a line was cut at, one may be left
    const words = given.map((line) => line.replace(/ {2}/g, ' '));
    expect(linesOf(byLine(log, soft(width))).map((line) => line.replace(/ {2}/g, ' '))).toEqual(words);
    expect(linesOf(byLine(log, soft(width, '  '))).map((line) => line.replace(/ {2}/g, ' '))).toEqual(words);
  });
  it('by a shell', () => {
    expect(linesOf(byLine(log, (line) => hard(79)(line).replace(/\n/g, '\\\n')))).toEqual(given);
  });
  it('on a screen, where a tab is eight columns wide', () => {
    const onScreen = byLine(log, (line) => (line.startsWith('\t') ? hard(80)(`        ${line.slice(1)}`).replace(/^ {8}/, '\t') : hard(80)(line)));
    expect(linesOf(onScreen)).toEqual(given);
  });
  it('and each begins in the line that it began in', () => {
    expect(restored(byLine(log, hard(100))).map(({ at }) => at)).toEqual([1, 3, 5, 7, 8, 10, 11]);
  });
});

describe('lines that were not wrapped stay apart', () => {
  it.each<readonly [string, string]>([
    ['a log as it was printed', log],
    ['a message of several lines', 'org.apache.flink.table.api.ValidationException: Unable to create a source for reading table orders.\n\nTable options are:\n\n\'connector\'=\'kafka\'\n\'topic\'=\'orders\'\n\tat a.b.C.d(C.java:7)'],
    ['a list of equal lines', Array.from({ length: 5 }, (_, index) => `- ${String(index).repeat(78)}`).join('\n')],
    ['words of a person', 'Hi all, we run Flink on Kubernetes and since yesterday the job restarts again and again.\nAny idea?\nThanks'],
    ['one line', 'x'.repeat(80)],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(linesOf(text).join('\n')).toBe(text);
  });
});
