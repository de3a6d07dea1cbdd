import { describe, expect, it } from 'vitest';
import { logEvents } from './framer.js';

const at = Date.UTC(2026, 10, 25, 1, 2, 3, 456);
const second = at - 456;
const trace = 'java.io.IOException: gone\n\tat a.b.C.d(C.java:7)';

/** Layout, a text of one event, and what it says. What is not named is not compared. */
const layouts: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['Flink 1.17 to 2.x, as shipped', '2026-11-25 01:02:03,456 INFO  org.apache.flink.runtime.jobmaster.JobMaster                 [] - Starting.', { at, zoned: false, level: 'INFO', logger: 'org.apache.flink.runtime.jobmaster.JobMaster', message: 'Starting.', trace: null }],
  ['without marker', '2026-11-25 01:02:03,456 WARN  a.b.Task - Odd - very.', { at, level: 'WARN', logger: 'a.b.Task', message: 'Odd - very.' }],
  ['the job id of the context before the logger', '2026-11-25 01:02:03,456 INFO  [c41f4811262db1c4c270b136571c8201] JobMaster Starting.', { at, level: 'INFO', logger: 'JobMaster', message: 'Starting.' }],
  ['an empty job id', '2026-11-25 01:02:03,456 INFO  [                                ] Dispatcher Starting.', { at, logger: 'Dispatcher', message: 'Starting.' }],
  ['thread before level', '2026-11-25 01:02:03,456 [main] ERROR a.b.Task - No.', { at, level: 'ERROR', thread: 'main', logger: 'a.b.Task', message: 'No.' }],
  ['thread after level', '2026-11-25 01:02:03,456 ERROR [flink-pekko.actor.default-dispatcher-4] a.b.Task [] - No.', { at, level: 'ERROR', thread: 'flink-pekko.actor.default-dispatcher-4', logger: 'a.b.Task', message: 'No.' }],
  ['a thread with brackets in its name', '2026-11-25 01:02:03,456 [Source: x[1] -> y (1/2)#0] ERROR a.b.Task - No.', { thread: 'Source: x[1] -> y (1/2)#0', logger: 'a.b.Task', message: 'No.' }],
  ['logback', '01:02:03.456 [main] INFO  a.b.Task -- Started', { at: null, level: 'INFO', thread: 'main', logger: 'a.b.Task' }],
  ['logback with a date', '2026-11-25 01:02:03.456 [main] INFO  a.b.Task - Started', { at, level: 'INFO', thread: 'main', logger: 'a.b.Task', message: 'Started' }],
  ['Spring Boot', '2026-11-25 01:02:03.456  WARN 19180 --- [map (1/1)#0] o.a.d.f.Load    : failed', { at, level: 'WARN', thread: 'map (1/1)#0', logger: 'o.a.d.f.Load', message: 'failed' }],
  ['a level in brackets', '2026-11-25 01:02:03,456 [INFO] Job has been submitted', { at, level: 'INFO', logger: '', message: 'Job has been submitted' }],
  ['all in brackets', '[2026-11-25T01:02:03,456][WARN ][o.e.x.LocalExporter] [master] unexpected error', { at, level: 'WARN', logger: 'o.e.x.LocalExporter', thread: 'master', message: 'unexpected error' }],
  ['level, time and logger in brackets', '[INFO] [2026-11-25 01:02:03][a.b.ExecutionGraph]map[5] (2/8) failed', { at: second, level: 'INFO', logger: 'a.b.ExecutionGraph' }],
  ['Spark', '26/11/25 01:02:03 INFO Executor: Running', { at: second, level: 'INFO', logger: 'Executor', message: 'Running' }],
  ['a zone', '2026-11-25T09:02:03.456+08:00 INFO a.b.Task - x', { at, zoned: true, level: 'INFO', message: 'x' }],
  ['UTC', '2026-11-25T01:02:03.456Z INFO a.b.Task - x', { at, zoned: true }],
  ['milliseconds since the start', '1042 [main] INFO a.b.Task - x', { at: null, level: 'INFO', thread: 'main', logger: 'a.b.Task', message: 'x' }],
  ['level without time', '[ERROR] Could not execute SQL statement. Reason:\norg.apache.flink.table.api.ValidationException: no', { at: null, level: 'ERROR', message: 'Could not execute SQL statement. Reason:', trace: 'org.apache.flink.table.api.ValidationException: no' }],
  ['a first line that was cut', '026-11-25 01:02:03,456 INFO a.b.Task - x', { at: null, level: 'INFO', message: 'x' }],
  ['half a day in Chinese', '2026/11/25 下午1:02:03 Caused by: java.io.IOException: gone', { at: second + 12 * 3_600_000, trace: 'Caused by: java.io.IOException: gone' }],
  ['month first', '11/25/2026 01:02:03\tmap(2/4) switched to FAILED', { at: second }],
  ['a time alone, as the web UI prints it', `2026-11-25 01:02:03\n${trace}`, { at: second, message: 'java.io.IOException: gone', trace }],
  ['GitHub actions before syslog', '2026-11-25T01:02:03.4567890Z Nov 25 01:02:03 java.io.IOException: gone', { at, zoned: true, trace: 'java.io.IOException: gone' }],

  ['ECS', JSON.stringify({ '@timestamp': '2026-11-25T01:02:03.456Z', 'log.level': 'ERROR', message: 'No', 'log.logger': 'a.b.Task', 'process.thread.name': 'main', 'error.stack_trace': trace }), { at, zoned: true, level: 'ERROR', logger: 'a.b.Task', thread: 'main', message: 'No', trace }],
  ['ECS, nested', JSON.stringify({ '@timestamp': '2026-11-25T01:02:03.456Z', log: { level: 'WARN', logger: 'a.b.Task' }, error: { stack_trace: trace, type: 'java.io.IOException' }, message: 'No' }), { at, level: 'WARN', logger: 'a.b.Task', trace }],
  ['logstash encoder', JSON.stringify({ '@timestamp': '2026-11-25T01:02:03.456+00:00', '@version': '1', message: 'No', logger_name: 'a.b.Task', thread_name: 'main', level: 'ERROR', level_value: 40000, stack_trace: trace }), { at, level: 'ERROR', logger: 'a.b.Task', thread: 'main', trace }],
  ['log4j JsonLayout', JSON.stringify({ instant: { epochSecond: at / 1000 - 0.456, nanoOfSecond: 456_000_000 }, thread: 'main', level: 'ERROR', loggerName: 'a.b.Task', message: 'No', thrown: { name: 'java.io.IOException', message: 'gone', extendedStackTrace: [{ class: 'a.b.C', method: 'd', file: 'C.java', line: 7 }], cause: { name: 'a.B', message: 'why' } } }), { at, level: 'ERROR', logger: 'a.b.Task', trace: `${trace}\nCaused by: a.B: why` }],
  ['logback JsonEncoder', JSON.stringify({ timestamp: at, level: 'WARN', threadName: 'main', loggerName: 'a.b.Task', formattedMessage: 'No', throwable: { className: 'java.io.IOException', message: 'gone', stepArray: [{ className: 'a.b.C', methodName: 'd', fileName: 'C.java', lineNumber: 7 }] } }), { at, level: 'WARN', message: 'No', trace }],
  ['a trace in the message', JSON.stringify({ timestamp: at, level: 'error', message: `No\n${trace}` }), { at, level: 'ERROR', message: 'No', trace }],

  ['kubectl logs --prefix', '[pod/demo-taskmanager-1-7/flink-main-container] 2026-11-25 01:02:03,456 INFO  a.b.Task [] - x', { at, message: 'x', file: 'all.log [pod/demo-taskmanager-1-7/flink-main-container]' }],
  ['kubectl logs --timestamps', '2026-11-25T01:02:03.456789123Z 2026-11-25 01:02:03,450 INFO  a.b.Task [] - x', { at, zoned: true, logger: 'a.b.Task', message: 'x' }],
  ['CRI', '2026-11-25T01:02:03.456789123Z stdout F 2026-11-25 09:02:03,450 INFO  a.b.Task [] - x', { at, zoned: true, level: 'INFO', message: 'x' }],
  ['CRI, cut by the runtime', '2026-11-25T01:02:03.456789123Z stdout P 2026-11-25 01:02:03,450 INFO  a.b.Task [] - x\n2026-11-25T01:02:03.456789123Z stdout F y', { message: 'xy' }],
  ['docker json-file', JSON.stringify({ log: '2026-11-25 01:02:03,450 INFO  a.b.Task [] - x\n', stream: 'stdout', time: '2026-11-25T01:02:03.456789Z' }), { at, zoned: true, level: 'INFO', message: 'x' }],
  ['JSON inside docker json-file', JSON.stringify({ log: `${JSON.stringify({ timestamp: at, level: 'INFO', message: 'x' })}\n`, stream: 'stderr', time: '2026-11-25T01:02:03.456789Z' }), { at, level: 'INFO', message: 'x', file: 'all.log' }],
  ['fluentd', JSON.stringify({ log: '2026-11-25 01:02:03,456 INFO  a.b.Task [] - x', kubernetes: { pod_name: 'demo-1' } }), { at, message: 'x', file: 'all.log [demo-1]' }],
  ['stern', 'demo-taskmanager-1-7 flink-main-container 2026-11-25 01:02:03,456 INFO  a.b.Task [] - x', { at, message: 'x', file: 'all.log [demo-taskmanager-1-7 flink-main-container]' }],
  ['docker compose', 'taskmanager-1  | 2026-11-25 01:02:03,456 INFO  a.b.Task [] - x', { at, message: 'x', file: 'all.log [taskmanager-1]' }],
  ['logcli', '2026-11-25T01:02:03.456Z {pod="demo-1"} 2026-11-25 01:02:03,450 INFO  a.b.Task [] - x', { at, zoned: true, message: 'x', file: 'all.log [{pod="demo-1"}]' }],
  ['syslog', 'Nov 25 01:02:03 host1 taskmanager[812]: 2026-11-25 01:02:03,456 INFO  a.b.Task [] - x', { at, message: 'x', file: 'all.log [host1 taskmanager]' }],

  ['a trace below a message', `2026-11-25 01:02:03,456 ERROR a.b.Task [] - No.\n${trace}\nCaused by: x.YException\n\t... 3 more`, { message: 'No.', trace: `${trace}\nCaused by: x.YException\n\t... 3 more`, firstLine: 1, lastLine: 5 }],
  ['a trace that begins in the message', `2026-11-25 01:02:03,456 WARN a.b.Task [] - map (1/1) failed with failure cause: ${trace}`, { message: 'map (1/1) failed with failure cause: java.io.IOException: gone', trace }],
  ['an exception without frames', '2026-11-25 01:02:03,456 ERROR a.b.Task [] - Fatal.\njava.lang.OutOfMemoryError: Metaspace', { message: 'Fatal.', trace: 'java.lang.OutOfMemoryError: Metaspace' }],
  ['a message of several lines', '2026-11-25 01:02:03,456 INFO a.b.Task [] - Options:\n  a = 1\n  b = 2', { message: 'Options:\n  a = 1\n  b = 2', trace: null }],
  ['a bare trace', trace, { at: null, level: '', message: 'java.io.IOException: gone', trace }],
  ['an uncaught exception', 'Exception in thread "main" java.io.IOException: gone\n\tat a.b.C.d(C.java:7)', { trace: 'Exception in thread "main" java.io.IOException: gone\n\tat a.b.C.d(C.java:7)' }],
  ['a header for every line of the trace', '2026-11-25 01:02:03,456 [INFO] java.io.IOException: gone\n2026-11-25 01:02:03,457 [INFO] at a.b.C.d(C.java:7)\n2026-11-25 01:02:03,458 [INFO] Caused by: x.YException: z\n2026-11-25 01:02:03,458 [INFO] ... 3 more', { at, trace: `${trace}\nCaused by: x.YException: z\n... 3 more`, lastLine: 4 }],
  ['quoted in a mail', `> 2026-11-25 01:02:03,456 ERROR a.b.Task - No.\n> ${trace.replace('\n', '\n> ')}`, { at, message: 'No.', trace }],
  ['in a comment', '// Caused by: java.io.IOException: gone\n//   at a.b.C.d(C.java:7)', { trace: 'Caused by: java.io.IOException: gone\n\tat a.b.C.d(C.java:7)' }],
  ['escaped line breaks', `2026-11-25 01:02:03,456 ERROR a.b.Task - No. ${JSON.stringify(trace).slice(1, -1)}`, { message: 'No. java.io.IOException: gone', trace }],
  ['line breaks that were lost', 'java.io.IOException: gone at a.b.C.d(C.java:7) at a.b.E.f(E.java:8) Caused by: x.YException: z', { trace: `${trace}\n\tat a.b.E.f(E.java:8)\nCaused by: x.YException: z` }],
  ['copied from a web page', 'java.io.IOException: gone\n&nbsp;&nbsp;at a.b.C.&lt;init&gt;(C.java:7)', { trace: 'java.io.IOException: gone\n  at a.b.C.<init>(C.java:7)' }],
  ['colours', '\x1b[32m2026-11-25 01:02:03,456\x1b[0m \x1b[31mERROR\x1b[0m a.b.Task - \x1b[1mNo.\x1b[0m', { at, level: 'ERROR', message: 'No.' }],
  ['Windows line ends', `2026-11-25 01:02:03,456 ERROR a.b.Task - No.\r\n${trace.replace('\n', '\r\n')}\r\n`, { message: 'No.', trace, lastLine: 3 }],
  ['old line ends', `2026-11-25 01:02:03,456 ERROR a.b.Task - No.\r${trace.replace('\n', '\r')}`, { message: 'No.', trace }],
  ['a byte order mark and NUL bytes', '\ufeff2026-11-25 01:02:03,456 ERROR a.b.Task - N\0o.', { at, message: 'No.' }],
  ['Python', 'Traceback (most recent call last):\n  File "job.py", line 3, in f\n    g()\nValueError: bad', { trace: 'Traceback (most recent call last):\n  File "job.py", line 3, in f\n    g()\nValueError: bad' }],
];

describe('layouts', () => {
  it.each(layouts)('%s', (_, text, expected) => {
    const events = logEvents(text, 'all.log');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject(expected);
  });
});

describe('events are kept apart', () => {
  const header = '2026-11-25 01:02:03,456 INFO  a.b.Task [] - ';
  it.each([
    ['two headers', `${header}a\n${header}b`, ['a', 'b']],
    ['two bare traces', `${trace}\n\nx.YException: second\n\tat a.b.C.d(C.java:7)`, ['java.io.IOException: gone', 'x.YException: second']],
    ['an uncaught exception below an event', `${header}a\nException in thread "x" java.io.IOException: gone`, ['a', 'Exception in thread "x" java.io.IOException: gone']],
    ['text before the first header', `Starting Task Manager\n${header}a`, ['Starting Task Manager', 'a']],
    ['empty lines', '\n\n   \n', []],
    ['nothing', '', []],
    ['a time inside a message', `${header}see 2026-11-25 01:02:03,456 INFO a.b.Task - x`, ['see 2026-11-25 01:02:03,456 INFO a.b.Task - x']],
    ['a header below a trace', `${header}a\n${trace}\n${header}b`, ['a', 'b']],
  ])('%s', (_, text, messages) => expect(logEvents(text).map(({ message }) => message)).toEqual(messages));

  it('pods that print in turns are never mixed', () => {
    const pod = (name: string): string => `[pod/${name}/main] `;
    const lines = [`${pod('a')}${header}one`, `${pod('b')}${header}two`, `${pod('a')}java.io.IOException: of a`, `${pod('b')}java.io.IOException: of b`, `${pod('a')}\tat a.A.a(A.java:1)`, `${pod('b')}\tat b.B.b(B.java:1)`];
    expect(logEvents(lines.join('\n')).map(({ message, file, trace: below, firstLine, lastLine }) => [message, file, below, firstLine, lastLine])).toEqual([
      ['one', 'pod/a/main', 'java.io.IOException: of a\n\tat a.A.a(A.java:1)', 1, 5],
      ['two', 'pod/b/main', 'java.io.IOException: of b\n\tat b.B.b(B.java:1)', 2, 6],
    ]);
  });
});
