import { beforeAll, describe, expect, it } from 'vitest';
import { wordsOfSignature, type KnownText } from './document.js';
import { featuresOf } from './features.js';
import { measure } from './measure.js';
import { createNeighbours, type Neighbours } from './neighbours.js';
import { Signature } from '../signature.js';

const text = (code: string, category: string, of: string, kind: KnownText['kind'] = 'sample'): KnownText => ({ code, category, signature: `${code}-1`, kind, text: of });
const known: readonly KnownText[] = [
  text('heap-oom', 'memory', 'java.lang.OutOfMemoryError: Java heap space'),
  text('heap-oom', 'memory', 'java.lang.OutOfMemoryError: GC overhead limit exceeded'),
  text('metaspace-oom', 'memory', 'java.lang.OutOfMemoryError: Metaspace'),
  text('kafka-timeout', 'kafka', 'org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: describeTopics'),
  text('kafka-timeout', 'kafka', 'org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.'),
  text('kafka-fenced', 'kafka', 'org.apache.kafka.common.errors.ProducerFencedException: There is a newer producer with the same transactionalId'),
  text('kafka-offset', 'kafka', 'org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position is out of range for partition orders-3'),
  text('ckpt-expired', 'checkpoint', 'org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.'),
  text('ckpt-expired', 'checkpoint', '2026-01-01 10:00:00,000 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Checkpoint 12 of job 0123 expired before completing.'),
  text('s3-denied', 'cloud', 'java.nio.file.AccessDeniedException: s3://bucket/checkpoints: getFileStatus: Forbidden, status code 403'),
];
let neighbours: Neighbours;
beforeAll(() => { neighbours = createNeighbours(known); });

describe('nearest', () => {
  it.each([
    ['a reworded message', 'org.apache.kafka.common.errors.TimeoutException: Timed out while waiting for node assignment of call listTopics', 'kafka-timeout'],
    ['inside an envelope', 'org.apache.flink.runtime.JobException: Recovery is suppressed\n\tat a.B.c(B.java:1)\nCaused by: org.apache.kafka.common.errors.InvalidProducerEpochException: There is a newer producer with this transactional id', 'kafka-fenced'],
    ['another class of the same words', 'x.CheckpointTimeoutException: the checkpoint expired before it was completing', 'ckpt-expired'],
    ['a log line', '2026-05-05 01:02:03,004 WARN  org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Checkpoint 77 of job 9a9a has expired before it completed', 'ckpt-expired'],
  ])('%s', (_, asked, code) => {
    const [best, ...others] = neighbours.nearest(asked);
    expect(best?.code).toBe(code);
    expect(best?.reasons.join()).toMatch(/same words: /);
    expect(others.every(({ score }) => score <= (best?.score ?? 0))).toBe(true);
    expect(others.length).toBeLessThan(3);
  });

  it('says why, in both languages', () => {
    const trace = 'org.apache.kafka.common.errors.ProducerFencedException: the producer was fenced by a newer producer';
    expect(neighbours.nearest(trace)[0]?.reasons[0]).toBe('same exception: ProducerFencedException');
    expect(neighbours.nearest(trace, 'zh')[0]?.reasons[0]).toBe('相同的异常: ProducerFencedException');
  });

  it.each(['', ' \n\t', '42', 'Accepted password for root from 10.0.0.1 port 22 ssh2', 'java.lang.IllegalStateException', '生产任务失败', 'constructor toString __proto__ hasOwnProperty'])('%j resembles nothing', (asked) => {
    expect(neighbours.nearest(asked)).toEqual([]);
    expect(neighbours.category(asked)).toBeNull();
  });

  it('never looks at numbers, ids, addresses and quoted values', () => {
    const [a, b] = ["Could not read 'orders' of s3://a/b at 10.0.0.1:9092 after 3 attempts", 'Could not read "x" of hdfs://c/d/e at k8s-7:1 after 12 attempts'].map((one) => featuresOf(one).terms);
    expect(a).toEqual(b);
  });
});

describe('category', () => {
  it.each([
    ['the producer got a newer transactionalId than the fenced producer with the same metadata', 'kafka'],
    ['Checkpoint expired, CheckpointCoordinator gave up completing before', 'checkpoint'],
  ])('of %j is %s', (asked, name) => expect(neighbours.category(asked)?.name).toBe(name));
});

it('takes the words of a signature out of its patterns', () => {
  const signature = Signature.parse({ id: 'a', code: 'b', role: 'cause', class: ['TimeoutException'], message: '(?i)Topic \\S+ (?:is )?not present in [a-z]+ after \\d{1,6} ms\\.', note: 'n' });
  expect(wordsOfSignature(signature)).toBe('TimeoutException: Topic is not present in after ms');
});

it('measures by leaving out', () => {
  const quality = measure(known, 'text', () => 0);
  expect(quality.asked).toBe(6); // the codes with two texts
  expect(quality.first).toBeGreaterThan(0);
  expect(quality.families.asked).toBe(known.length);
  expect(measure(known, 'signature', () => 0).asked).toBe(0);
});
