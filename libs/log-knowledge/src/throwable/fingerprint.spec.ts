import { describe, expect, it } from 'vitest';
import { constantWords, fingerprintsOf, normalFrame } from './fingerprint.js';
import { parseThrowable } from './throwable.js';

describe('frames', () => {
  it.each([
    ['a.b.C.d(C.java:7)', 'a.b.C.d'], ['a.b.C.lambda$run$12(C.java:7)', 'a.b.C.lambda$run'], ['a.b.C$$Lambda$345/0x00007f12.apply(Unknown Source)', 'a.b.C$$Lambda.apply'],
    ['jdk.internal.reflect.GeneratedMethodAccessor12.invoke(Unknown Source)', 'jdk.internal.reflect.GeneratedMethodAccessor.invoke'], ['com.sun.proxy.$Proxy7.go(Unknown Source)', 'com.sun.proxy.$Proxy.go'],
    ['a.b.C$1.run(C.java:7)', 'a.b.C$.run'], ['a.b.C$Inner.run(C.java:7)', 'a.b.C$Inner.run'],
  ])('%s', (frame, expected) => expect(normalFrame(frame)).toBe(expected));
});

describe('messages', () => {
  it.each([
    ['Could not read /data/orders/part-3 after 12 attempts', 'Could not read <path> after <value> attempts'], ["Column 'user' is NOT NULL", 'Column <quoted> is NOT NULL'],
    ['Job c41f4811262db1c4c270b136571c8201 failed on tm-1:6122-ab12', 'Job <id> failed on <value>'], ['Java heap space', 'Java heap space'], ['first\nsecond', 'first'],
  ])('%s', (message, expected) => expect(constantWords(message)).toBe(expected));
});

describe('fingerprints', () => {
  const trace = (line: number, depth: number, id: string): string =>
    `java.util.concurrent.CompletionException: x\n\tat java.base/java.lang.Thread.run(Thread.java:${line})\nCaused by: a.BException: record ${id} is bad\n\tat java.util.List.get(List.java:${line})\n\tat a.B$$Lambda$${line}/0x${line}.map(Unknown Source)\n${'\tat org.apache.flink.Task.run(Task.java:1)\n'.repeat(depth)}`;
  const of = (text: string) => fingerprintsOf(parseThrowable(text));

  it('stay the same over lines, depth and ids', () => expect(of(trace(9, 30, '77'))).toEqual(of(trace(4, 2, '12'))));

  it.each([
    ['another message', trace(4, 2, '12').replace('is bad', 'is late'), false, true],
    ['another class', trace(4, 2, '12').replace('BException', 'CException'), false, false],
    ['another wrapper', trace(4, 2, '12').replace('CompletionException', 'ExecutionException'), true, false],
    ['another place', trace(4, 2, '12').replace('a.B$$', 'a.C$$'), false, true],
  ])('of %s', (_, text, sameRoot, sameChain) => {
    const [mine, other] = [of(trace(4, 2, '12')), of(text)];
    expect([mine?.root === other?.root, mine?.chain === other?.chain]).toEqual([sameRoot, sameChain]);
  });

  it('there are none without a throwable', () => expect(of('nothing thrown')).toBeNull());
});
