import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseThrowable, simpleName, userFrameOf } from './throwable.js';

const chained = `org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=2, backoffTimeMS=1000)
	at org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:219)
	at java.base/java.lang.Thread.run(Thread.java:840)
	Suppressed: java.io.IOException: closing
		at com.acme.Other.close(Other.java:1)
	Caused by: java.io.IOException: inner of the suppressed one
Caused by: org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException: Could not forward element to next operator
	at org.apache.flink.streaming.runtime.tasks.ChainingOutput.pushToOperator(ChainingOutput.java:92)
	at com.acme.Enrich.flatMap(Enrich.java:40) ~[job.jar:?]
	at java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.lang.NullPointerException
	at java.base/java.util.Objects.requireNonNull(Objects.java:233)
	... 2 more`;

describe('parseThrowable', () => {
  it('reads causes, leaves suppressed ones out and fills in the frames that are only counted', () => {
    const chain = parseThrowable(chained);
    expect(chain.map(({ className }) => simpleName(className))).toEqual(['JobException', 'ExceptionInChainedOperatorException', 'NullPointerException']);
    expect(chain[2]?.frames).toEqual(['java.util.Objects.requireNonNull(Objects.java:233)', 'com.acme.Enrich.flatMap(Enrich.java:40)', 'java.lang.Thread.run(Thread.java:840)']);
    expect(userFrameOf(chain)).toBe('com.acme.Enrich.flatMap(Enrich.java:40)');
  });

  it.each([
    ['a message of several lines', 'java.lang.RuntimeException: first\nsecond\n\tat A.b(A.java:1)', ['java.lang.RuntimeException', 'first\nsecond']],
    ['a serialized throwable', 'org.apache.flink.util.SerializedThrowable: a.b.PoisonException: bad record', ['a.b.PoisonException', 'bad record']],
    ['a log line before it', '2026-11-24 01:02:03,004 ERROR x.Y [] - Unhandled exception.\na.b.CException: no\n\tat A.b(A.java:1)', ['a.b.CException', 'no']],
    ['a trace that begins with its cause', 'Caused by: java.io.IOException: gone', ['java.io.IOException', 'gone']],
    ['no message', 'java.lang.StackOverflowError', ['java.lang.StackOverflowError', '']],
  ])('reads %s', (_, text, [className, message]) => {
    expect(parseThrowable(text)[0]).toMatchObject({ className, message });
  });

  it('ends at a circular reference', () => {
    expect(parseThrowable('a.BException: x\n\tat A.b(A.java:1)\nCaused by: [CIRCULAR REFERENCE: a.BException: x]')).toHaveLength(1);
  });

  it('takes the cause that a wrapper quotes where the trace was cut', () => {
    const chain = parseThrowable('java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException: Timed out\n\tat a.B.c(B.java:1)');
    expect(chain.map(({ className }) => simpleName(className))).toEqual(['ExecutionException', 'TimeoutException']);
  });

  it('never throws', () => {
    const pieces = fc.constantFrom('Caused by: ', '\tat a.B.c(D.java:1)', '\t... 3 more', 'a.BException: x', '\tSuppressed: a.C: y', '[CIRCULAR REFERENCE: ', '\n', '2026-11-24 01:02:03,004 INFO a [] - b', '');
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (lines) => parseThrowable(lines.join('\n')).every(({ className }) => typeof className === 'string')));
  });
});

describe('userFrameOf', () => {
  const thrown = (...frames: string[]): string => `java.lang.NullPointerException\n${frames.map((frame) => `\tat ${frame}`).join('\n')}`;
  it.each([
    ['the default package', ['Poison.map(Poison.java:3)', 'org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)'], 'Poison.map(Poison.java:3)'],
    ['a JDK method called by user code', ['java.base/java.lang.Integer.parseInt(Integer.java:652)', 'x.Y.map(Y.java:3)'], 'x.Y.map(Y.java:3)'],
    ['a driver called by user code', ['com.mysql.cj.jdbc.ConnectionImpl.go(ConnectionImpl.java:1)', 'x.Y.map(Y.java:3)'], 'x.Y.map(Y.java:3)'],
    ['a driver called by a connector', ['com.mysql.cj.jdbc.ConnectionImpl.go(ConnectionImpl.java:1)', 'org.apache.flink.connector.jdbc.JdbcSink.x(JdbcSink.java:1)', 'x.Y.map(Y.java:3)'], null],
    ['Kryo below user code', ['com.esotericsoftware.kryo.Kryo.copy(Kryo.java:1)', 'x.Y.map(Y.java:3)'], null],
    ['generated SQL code', ['StreamExecCalc$12.processElement(Unknown Source)', 'org.apache.flink.table.runtime.operators.Foo.x(Foo.java:1)'], null],
    ['an example of the distribution', ['org.apache.flink.streaming.examples.wordcount.WordCount.main(WordCount.java:1)'], 'org.apache.flink.streaming.examples.wordcount.WordCount.main(WordCount.java:1)'],
    ['a class loader name', ['app//x.Y.map(Y.java:3)'], 'x.Y.map(Y.java:3)'],
  ])('%s', (_, frames, expected) => {
    expect(userFrameOf(parseThrowable(thrown(...frames)))).toBe(expected);
  });
});
