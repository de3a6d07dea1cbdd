import { describe, expect, it } from 'vitest';
import { createSignatureMatcher } from './matcher.js';
import { namedExceptions, quotedTraces } from './prose.js';
import type { Signature } from '../signature.js';

describe('quotedTraces', () => {
  it.each<readonly [string, string, string | null]>([
    ['words before the exception', '重启后报错：Caused by: java.io.IOException: disk gone', 'java.io.IOException: disk gone'],
    ['a number of a list', '(4) java.io.IOException: disk gone', 'java.io.IOException: disk gone'],
    ['backticks, no package', 'It ends with `LostException: slot gone` sometimes', 'LostException: slot gone'],
    ['comment signs, and a message over two lines', '  // Caused by: a.LostException: slot\n  // is gone', 'a.LostException: slot is gone'],
    ['a message below its class', 'java.io.IOException: \nslave refused', 'java.io.IOException: slave refused'],
    ['frames and a cause in the same line', 'a.LostException: gone at a.B.run(B.java:7) Caused by: a.DeepError: x', 'a.LostException: gone\n\tat a.B.run(B.java:7)\nCaused by: a.DeepError: x'],
    ['a comment that keeps a trace', ' * a.LostException: gone\n * \tat a.B.run(B.java:7)\n */', 'a.LostException: gone\n\tat a.B.run(B.java:7)'],
    ['escapes of Markdown', 'Caused by: a.LostException: server\\_id twice', 'a.LostException: server_id twice'],
    ['what follows below an empty line', 'a.LostException: gone\n\nAdd memory.', 'a.LostException: gone'],
    ['a line carried on', '# a.LostException: \\\n# slot gone', 'a.LostException: slot gone'],
    ['code that throws one', 'throw new IllegalStateException("gone");', null],
    ['code that catches one', '} catch (final LostException failure) {', null],
    ['an import', 'import org.example.LostException;', null],
    ['a sentence about one', 'A LostException means that the slot is gone.', null],
    ['no exception', 'all is well', null],
  ])('%s', (_, text, expected) => {
    expect(quotedTraces(text)).toBe(expected);
  });
});

describe('namedExceptions', () => {
  it.each<readonly [string, string, string | null]>([
    ['one that somebody met', '### Topic missing\n\nFlink 报错 `LostException`', 'LostException'],
    ['two, the inner one last', 'The job failed with a.OuterException,\nthen a.LostException', 'a.OuterException\nCaused by: a.LostException'],
    ['release notes', 'Fixed a bug: the writer failed with LostException', null],
    ['what does not happen', 'The sink no longer fails with LostException', null],
    ['a list of what there is', 'Typical are LostException (add slots) and DeepError (add memory)', null],
    ['code', 'if (x) { throw new LostException("gone"); }', null],
    ['more than somebody meets at once', '报错 AException BException CException', null],
    ['none', '报错了', null],
  ])('%s', (_, text, expected) => {
    expect(namedExceptions(text)).toBe(expected);
  });
});

const signature = (id: string, more: Partial<Signature>): Signature => ({ id, code: id, role: 'cause', alone: false, priority: 0, note: '', ...more });
const { match, events, recognise } = createSignatureMatcher([
  signature('lost', { class: ['LostException'], message: 'gone' }),
  signature('bare', { class: ['BareException'] }),
  signature('telling', { class: ['OtherException'], message: 'The slot was given to another job' }),
  signature('worded', { text: 'lamp is broken' }),
  signature('short', { class: ['OtherException'], message: 'refused' }),
]);

describe('texts that people write', () => {
  it.each<readonly [string, string, string | undefined]>([
    ['an exception that is only named', '问题：启动报错 `BareException`，怎么办', 'bare'],
    ['an exception in a sentence', 'after an hour: a.LostException: it is gone', 'lost'],
    ['a telling message without its class', 'It says only: The slot was given\nto another job.', 'telling'],
    ['the words of a text over two lines', 'It says the lamp\nis broken.', 'worded'],
    ['a telling message in a log', '10:00:01 [main] INFO x.Y - The slot was given to another job', undefined],
    ['words that many faults share', 'connection refused', undefined],
  ])('%s', (_, text, code) => {
    expect(match(text).match?.code).toBe(code);
    expect(events(text).map((event) => recognise(event).match?.code)).toEqual(expect.arrayContaining([code]));
  });

  it('a logged line is not read like one', () => {
    const [event] = events('2026-03-01 10:00:00,000 INFO  org.example.Notes [] - users saw a.LostException: it is gone');
    expect(event === undefined ? null : recognise(event).match).toBe(null);
  });
});
