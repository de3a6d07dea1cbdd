import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from '../framing/framer.js';
import { restored } from './restore.js';

const log = `2026-11-25 01:02:03,456 WARN  a.b.Task [] - map (1/1) switched from RUNNING to FAILED with failure cause:
java.lang.RuntimeException: The reader did not come back,
every attempt has failed
	at a.b.C.d(C.java:7) ~[job.jar:?]
	at java.lang.Thread.run(Thread.java:829) [?:?]
Caused by: org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired
	... 6 more
2026-11-25 01:02:04,456 INFO  a.b.ExecutionGraph [] - Job orders (5c4b) switched from state RUNNING to RESTARTING.`;
const given = log.split('\n');
const each = (change: (line: string, index: number) => string): string => given.map(change).join('\n');
const stamp = (index: number): string => `2026-11-25T03:00:0${index}.123Z`;
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const linesOf = (text: string): readonly string[] => restored(text).map((line) => line.text);

describe('what was done to a pasted log is undone', () => {
  it.each<readonly [string, string]>([
    ['nothing', log],
    ['quoted in a mail', each((line) => `> ${line}`)],
    ['bars before the lines', each((line) => `| ${line}`)],
    ['a comment in code', each((line) => `// ${line}`)],
    ['numbered', each((line, index) => `${String(index + 1).padStart(5)}  ${line}`)],
    ['numbered, with a tab', each((line, index) => `${index + 1}\t${line}`)],
    ['found by grep', each((line, index) => `logs/taskmanager.log:${index + 1200}:${line}`)],
    ['found by grep, with the lines around', each((line, index) => `${index + 1200}${line.includes('Exception') ? ':' : '-'}${line}`)],
    ['a name in brackets', each((line) => `[tm-1] ${line}`)],
    ['a clock', each((line, index) => `[01:02:0${index}] ${line}`)],
    ['docker compose', each((line) => `taskmanager-1  | ${line}`)],
    ['kubectl --prefix', each((line) => `[pod/demo-1/main] ${line}`)],
    ['the runtime of containers', each((line, index) => `${stamp(index)} stdout F ${line}`)],
    ['docker json-file', each((line, index) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: stamp(index) }))],
    ['a viewer that writes a header before every line', each((line, index) => `2026-11-25 03:00:0${index}.123 INFO ${line}`)],
    ['CSV of Grafana', ['"Time","Line"', ...given.map((line, index) => `${quoted(stamp(index))},${quoted(line)}`)].join('\n')],
    ['CSV of Kibana', ['"@timestamp","kubernetes.pod.name",message', ...given.map((line, index) => `"Nov 25, 2026 @ 03:00:0${index}.000","demo-1",${quoted(line)}`)].join('\n')],
    ['CSV with the whole log in one cell', `level,message\nERROR,${quoted(log)}`],
    ['separated by tabs', each((line, index) => `${stamp(index)}\tdemo-1\t${line}`)],
    ['a table in Markdown', ['| time | message |', '|---|---|', ...given.map((line) => `| 10:00 | ${line} |`)].join('\n')],
    ['JSON of Grafana', JSON.stringify(given.map((line, index) => ({ timestamp: `17640468000${index}`, line, fields: { app: 'flink' } })), null, 2)],
    ['hits of a search', JSON.stringify({ hits: { hits: given.map((line, index) => ({ _source: { '@timestamp': stamp(index), message: line } })) } }, null, 2)],
    ['exceptions of the REST API', JSON.stringify({ 'root-exception': log, timestamp: 1, 'all-exceptions': [{ exception: log, task: 'map', timestamp: 1 }], truncated: false })],
    ['one JSON string', JSON.stringify(log)],
    ['escaped twice', JSON.stringify(JSON.stringify(log).slice(1, -1)).slice(1, -1)],
    ['line ends of syslog', each((line) => line.replaceAll('\t', '#011')).replaceAll('\n', '#012')],
    ['line ends of a page', log.replaceAll('\n', '<br>')],
    ['a page', `<pre><code>${log}</code></pre>`],
    ['the source of Markdown', log.replace(/([_*[\]()<>#.+!|{}~-])/g, '\\$1')],
    ['links that a chat made', log.replace('java.lang.RuntimeException', '[java.lang.RuntimeException](http://java.lang.RuntimeException)')],
    ['colours that lost their escape', each((line) => `[31m${line}[0m`)],
    ['the newest line first', [...given].reverse().join('\n')],
    ['the newest line first, with its time', given.map((line, index) => `${stamp(index)} ${line}`).reverse().join('\n')],
  ])('%s', (_, text) => {
    expect(linesOf(text).map((line) => line.trim()).filter((line) => line !== '')).toEqual(given.map((line) => line.trim()));
  });

  it('lines of several containers stay apart', () => {
    const lines = restored(given.map((line, index) => `[tm-1] ${line}\n[tm-2] 2026-11-25 01:02:0${index},000 INFO  a.b.C [] - beat ${index}`).join('\n'));
    expect(lines.filter(({ key }) => key === 'tm-1').map(({ text }) => text)).toEqual(given);
  });

  it('a document in the middle of a line', () => {
    const error = JSON.stringify({ type: 'org.apache.flink.kubernetes.operator.exception.ReconciliationException', message: 'java.io.IOException: gone', throwableList: [{ type: 'java.io.IOException', message: 'gone' }] });
    expect(linesOf(`status:\n  error: '${error}'`)).toEqual(['status:', 'java.io.IOException: gone', 'Caused by: java.io.IOException: gone']);
  });
});

describe('what was not done is not undone', () => {
  it.each<readonly [string, string]>([
    ['a layout of JSON lines', each((line, index) => JSON.stringify({ '@timestamp': stamp(index), level: 'INFO', message: line }))],
    ['a list of settings', 'taskmanager.numberOfTaskSlots: 4\nparallelism.default: 8\nstate.backend.type: rocksdb'],
    ['levels in brackets', '[INFO] Starting.\n[ERROR] Could not execute SQL statement. Reason:\norg.apache.flink.table.api.ValidationException: no'],
    ['a log whose times go back once', '2026-11-25 01:02:03,456 INFO a.b.C - x\n2026-11-25 01:02:03,455 INFO a.b.C - y\n2026-11-25 01:02:04,456 INFO a.b.C - z'],
    ['a regular expression in a message', '2026-11-25 01:02:03,456 INFO a.b.C - pattern \\[a\\]\\.\\* of [b].* and c.d (e)'],
  ])('%s', (_, text) => {
    expect(linesOf(text).join('\n')).toBe(text);
  });

  it('many lines', () => {
    expect(restored('x  \n'.repeat(200_000))).toHaveLength(200_000);
  });

  it('any text is framed, every event inside it', () => {
    const parts = fc.constantFrom(...given, '\n', '> ', '[tm-1] ', '{"a":"', '"}', '\\n\\tat ', '<br>', '<br>', '"Time","Line"\n', '| a |', '\\', 'x'.repeat(80), '1: ', '#012', ',', '"');
    fc.assert(fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const framer = createFramer();
      const lines = text.split(/\r\n?|\n/).length;
      for (const { firstLine, lastLine } of [...framer.paste(text), ...framer.end()]) {
        expect(firstLine).toBeGreaterThanOrEqual(1);
        expect(lastLine).toBeLessThanOrEqual(lines);
      }
    }));
  });
});
