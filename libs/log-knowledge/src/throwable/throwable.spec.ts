import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOf, parseThrowable, readThrowables, simpleName, userFrameOf } from './throwable.js';

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
    ['frames without their lines', 'a.b.CException: no\n\tat com.acme.shop.Enrich.flatMap\n\tat com.acme.shop.Main.main', ['a.b.CException', 'no']],
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

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['a suppressed branch and its cause', chained, ['JobException', 'ExceptionInChainedOperatorException', 'NullPointerException'], ['IOException', 'IOException']],
    ['a suppressed branch of a cause', 'a.AException\nCaused by: a.BException\n\tat a.B.c(B.java:1)\n\tSuppressed: a.CException\n\t\tat a.B.c(B.java:1)\n\tCaused by: a.DException\nCaused by: a.EException', ['AException', 'BException', 'EException'], ['CException', 'DException']],
    ['the root first', 'a.RootException: why\n\tat a.B.c(B.java:1)\nWrapped by: a.MiddleException\n\tat a.B.d(B.java:1)\nWrapped by: a.OuterException', ['OuterException', 'MiddleException', 'RootException'], []],
    ['what was thrown on the other side', 'org.apache.hadoop.ipc.RemoteException(org.apache.hadoop.hdfs.LeaseExpiredException): No lease', ['RemoteException', 'LeaseExpiredException'], []],
    ['a cause that a message tells', 'org.springframework.AException: Could not; nested exception is a.BException: no', ['AException', 'BException'], []],
    ['several quoted causes', 'java.util.concurrent.CompletionException: java.lang.RuntimeException: a.BException: no', ['CompletionException', 'RuntimeException', 'BException'], []],
    ['SerializedThrowable twice', 'org.apache.flink.util.SerializedThrowable: org.apache.flink.util.SerializedThrowable: a.BException: no', ['BException'], []],
    ['frames whose head was cut off', '\tat a.b.Outer.run(Outer.java:5)\n\t... 3 more\nCaused by: a.BException: no\n\tat a.b.C.d(C.java:1)', ['', 'BException'], []],
    ['a trace that is indented', '    a.AException: x\n        at a.B.c(B.java:1)\n    Caused by: a.BException: y\n        at a.B.c(B.java:1)', ['AException', 'BException'], []],
    ['Python', 'Traceback (most recent call last):\n  File "/opt/job.py", line 9, in <module>\n    run()\n  File "/opt/job.py", line 3, in run\n    int("x")\nValueError: bad', ['ValueError'], []],
    ['Python with a cause', 'Traceback (most recent call last):\n  File "j.py", line 3, in f\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "j.py", line 5, in g\nRuntimeError: outer', ['RuntimeError', 'KeyError'], []],
    ['Java below Python', 'Traceback (most recent call last):\n  File "j.py", line 3, in <module>\npy4j.protocol.Py4JJavaError: An error occurred while calling o1.execute.\n: java.util.concurrent.ExecutionException: x\n\tat a.B.c(B.java:1)\nCaused by: a.CException: y', ['Py4JJavaError', 'ExecutionException', 'CException'], []],
    ['Python below Java', 'java.lang.RuntimeException: Error received from SDK harness for instruction 1: Traceback (most recent call last):\n  File "/usr/lib/python3/site-packages/apache_beam/worker.py", line 1, in go\n    g()\n  File "job.py", line 2, in map_it\n    h()\nValueError: bad\nsecond\n\n\tat org.apache.beam.A.b(A.java:1)', ['RuntimeException', 'ValueError'], []],
  ])('%s', (_, text, chain, suppressed) => {
    const read = readThrowables(text);
    expect([read.chain, read.suppressed].map((links) => links.map(({ className }) => simpleName(className)))).toEqual([chain, suppressed]);
  });

  it('finds the user\'s own function in a Python trace', () => {
    const text = 'java.lang.RuntimeException: Error received: Traceback (most recent call last):\n  File "/usr/lib/python3/site-packages/apache_beam/worker.py", line 1, in go\n    g()\n  File "job.py", line 2, in map_it\n    h()\nValueError: bad\n\n\tat org.apache.beam.A.b(A.java:1)';
    expect(userFrameOf(parseThrowable(text))).toBe('job.map_it(job.py:2)');
    expect(parseThrowable(text)[1]?.frames).toEqual(['job.map_it(job.py:2)', 'apache_beam.worker.go(worker.py:1)']);
  });

  it('keeps both ends of 10,000 causes', () => {
    const chain = parseThrowable(Array.from({ length: 10_000 }, (_, index) => `${index === 0 ? '' : 'Caused by: '}a.C${index}Exception: no\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n\t... 40 more`).join('\n'));
    expect(chain.length).toBeLessThanOrEqual(400);
    expect([chain[0]?.className, chain.at(-1)?.className]).toEqual(['a.C0Exception', 'a.C9999Exception']);
    expect(Math.max(...chain.map(({ frames }) => frames.length))).toBeLessThanOrEqual(500);
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
    ['a row asked for a field by a function', ['org.apache.flink.table.data.GenericRowData.getShort(GenericRowData.java:144)', 'x.Sink.invoke(Sink.java:3)'], 'x.Sink.invoke(Sink.java:3)'],
    ['a row asked for a field by an operator', ['org.apache.flink.table.data.GenericRowData.getShort(GenericRowData.java:144)', 'org.apache.flink.table.runtime.operators.sink.SinkOperator.processElement(SinkOperator.java:72)', 'x.Y.z(Y.java:1)'], null],
    ['a class loader name', ['app//x.Y.map(Y.java:3)'], 'x.Y.map(Y.java:3)'],
  ])('%s', (_, frames, expected) => {
    expect(userFrameOf(parseThrowable(thrown(...frames)))).toBe(expected);
  });

  it.each<readonly [string, string, string | null]>([
    ['no trace: Flink reports an exception of the job', 'org.apache.flink.runtime.JobException: a\nCaused by: com.acme.shop.OrderException: b', 'com.acme.shop.OrderException'],
    ['no trace: nobody reports it', 'java.lang.RuntimeException: a\nCaused by: com.acme.shop.OrderException: b', null],
    ['no trace: an exception of a driver', 'org.apache.flink.runtime.JobException: a\nCaused by: org.postgresql.util.PSQLException: b', null],
    ['no trace: the innermost is not of the job', 'org.apache.flink.runtime.JobException: a\nCaused by: com.acme.shop.OrderException: b\nCaused by: java.io.IOException: c', null],
    ['a frame of the engine settles it', 'org.apache.flink.runtime.JobException: a\n\tat org.apache.flink.X.y(X.java:1)\nCaused by: com.acme.shop.OrderException: b', null],
  ])('%s', (_, text, expected) => expect(userFrameOf(parseThrowable(text))).toBe(expected));
});

describe('originOf', () => {
  it.each<readonly [string, string, string | null]>([
    ['the JDK and checks of arguments are passed over', 'x.AException\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:1)\n\tat com.google.common.base.Preconditions.checkNotNull(Preconditions.java:1)\n\tat com.mongodb.Cluster.x(Cluster.java:1)\n\tat x.Y.map(Y.java:3)', 'com.mongodb.Cluster.x(Cluster.java:1)'],
    ['a shaded copy of a library is that library', 'x.AException\n\tat org.apache.flink.shaded.netty4.io.netty.Channel.x(Channel.java:1)\n\tat org.apache.flink.runtime.rest.RestClient.x(RestClient.java:1)', 'org.apache.flink.runtime.rest.RestClient.x(RestClient.java:1)'],
    ['a shaded client is what it was', 'x.AException\n\tat org.apache.flink.kinesis.shaded.com.amazonaws.Http.x(Http.java:1)', 'org.apache.flink.kinesis.shaded.com.amazonaws.Http.x(Http.java:1)'],
    ['the innermost cause', 'x.AException\n\tat a.B.c(B.java:1)\nCaused by: x.CException\n\tat d.E.f(E.java:1)', 'd.E.f(E.java:1)'],
    ['a cause without frames of its own', 'x.AException\n\tat a.B.c(B.java:1)\nCaused by: x.CException\n\tat java.lang.Thread.run(Thread.java:1)', 'a.B.c(B.java:1)'],
    ['frames whose head was cut off', '\tat a.B.c(B.java:1)\n\tat d.E.f(E.java:1)', 'a.B.c(B.java:1)'],
    ['nothing but the JDK', 'x.AException\n\tat java.lang.Thread.run(Thread.java:1)', null],
    ['what everything is run in is passed over', '\tat org.apache.flink.runtime.security.contexts.HadoopSecurityContext.runSecured(HadoopSecurityContext.java:41)\n\tat d.E.f(E.java:1)', 'd.E.f(E.java:1)'],
    ['no trace: the name of the exception is of its owner', 'java.lang.RuntimeException: a\nCaused by: com.mongodb.MongoException: b', 'com.mongodb.MongoException'],
    ['no trace, and a name that anything may throw', 'java.io.IOException: a', null],
    ['no trace, and a name of Flink', 'org.apache.flink.table.api.TableException: a', null],
    ['a name without its package', 'AException: a', null],
  ])('%s', (_, text, expected) => expect(originOf(parseThrowable(text))).toBe(expected));
});
