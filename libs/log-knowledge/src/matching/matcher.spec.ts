import { describe, expect, it } from 'vitest';
import { createSignatureMatcher } from './matcher.js';
import { parseSignatures } from '../signature.js';

const yaml = `
- { id: heap, code: heap-oom, role: cause, class: [OutOfMemoryError], message: "Java heap space", note: n }
- { id: exhausted, code: restart-exhausted, role: envelope, class: [JobException], message: "^Recovery is suppressed by", note: n }
- { id: lost, code: remote-transport-lost, role: symptom, class: [RemoteTransportException], note: n }
- { id: words, code: kafka-topic-missing, role: cause, text: "topic \\\\S+ is not there", note: n }
- { id: any-user, code: user-code-exception, role: cause, userFrame: ".", priority: -100, note: n }
- { id: stopped, code: task-interrupted, role: follow-up, class: [InterruptedException], note: n }
- { id: declined, code: ckpt-declined, role: envelope, class: [CheckpointException], message: "^Checkpoint was declined", note: n }
- { id: not-ready, code: ckpt-not-ready, role: harmless, priority: 10, class: [CheckpointException], message: "tasks not ready", note: n }
- { id: fenced, code: kafka-txn-fenced, role: cause, class: [ProducerFencedException], note: n }
- { id: lost-data, code: kafka-txn-data-loss, role: cause, priority: 5, text: "most likely signals data loss", note: n }
- { id: itself, code: class-cast-same-name, role: cause, repeats: "(\\\\S+) cannot be cast to (\\\\S+)", note: n }
- { id: gone, code: tm-unreachable, role: symptom, text: "TaskManager with id \\\\S+ is no longer reachable", note: n }
`;
const parsed = parseSignatures(yaml, 'x.yaml');
const matcher = createSignatureMatcher(parsed.ok ? parsed.value : []);

describe('signatures', () => {
  it.each([
    ['the cause inside an envelope', 'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\nCaused by: java.lang.OutOfMemoryError: Java heap space\n\tat x.Y.z(Y.java:1)', 'heap-oom'],
    ['the envelope alone', 'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy', 'restart-exhausted'],
    ['any exception of user code', 'x.WeirdException: no\n\tat x.Y.z(Y.java:1)', 'user-code-exception'],
    ['a text of the same role and a higher priority', 'x.WeirdException: topic a is not there\n\tat x.Y.z(Y.java:1)', 'kafka-topic-missing'],
    ['an exception before a text of the same role and priority', 'java.lang.OutOfMemoryError: Java heap space, topic a is not there', 'heap-oom'],
    ['a text', 'x.JobMasterException: TaskManager with id a-1 is no longer reachable.', 'tm-unreachable'],
    ['what was dragged along, before the last resort', 'java.lang.InterruptedException: sleep\n\tat x.Y.z(Y.java:1)', 'task-interrupted'],
    ['the last resort, before an envelope', 'org.apache.flink.runtime.JobException: Recovery is suppressed by X\nCaused by: x.WeirdException: no\n\tat x.Y.z(Y.java:1)', 'user-code-exception'],
    ['known noise, before the general envelope', 'a.CheckpointException: Checkpoint was declined (tasks not ready)', 'ckpt-not-ready'],
    ['the envelope that is no noise', 'a.CheckpointException: Checkpoint was declined.', 'ckpt-declined'],
    ['a text of higher priority than what the chain tells', 'Unable to commit; this most likely signals data loss\na.ProducerFencedException: newer producer\n\tat a.B.c(B.java:1)', 'kafka-txn-data-loss'],
    ['a trace whose lines were joined', 'x.WeirdException: no\n at x.Y.z(Y.java:1) at a.B.c(B.java:1) Caused by: a.JobMasterException: TaskManager with id a-1 is no longer reachable.', 'tm-unreachable'],
    ['a class that cannot be cast to itself', 'java.lang.ClassCastException: x.Order cannot be cast to x.Order', 'class-cast-same-name'],
    ['no class that cannot be cast to another', 'java.lang.ClassCastException: x.Order cannot be cast to x.Bill', null],
    ['nothing', 'x.WeirdException: no', null],
  ])('%s', (_, text, code) => expect(matcher.match(text).match?.code ?? null).toBe(code));

  it('finds events of a log with their time', () => {
    const log = '2026-11-24 01:00:00,001 INFO  a.B [] - fine\n2026-11-24 01:00:01,250 WARN  a.B [] - oh\njava.lang.OutOfMemoryError: Java heap space\n\tat x.Y.z(Y.java:1)\n2026-11-24 01:00:02,000 INFO  a.B [] - TaskManager with id a-1 is no longer reachable.';
    const found = matcher.events(log).map((event) => [matcher.recognise(event).match?.code, event.at, event.firstLine]);
    expect(found).toEqual([[undefined, Date.UTC(2026, 10, 24, 1, 0, 0, 1), 1], ['heap-oom', Date.UTC(2026, 10, 24, 1, 0, 1, 250), 2], ['tm-unreachable', Date.UTC(2026, 10, 24, 1, 0, 2), 5]]);
  });

  it.each([
    ['- { id: a, code: b, role: cause, note: n }', 'x.yaml:1:3'],
    ['- id: a\n  code: b\n  role: cause\n  message: "(["\n  note: n', 'x.yaml:4:12'],
    ['- id: a\n  code: b\n  role: cause\n  message: [fine, "(["]\n  note: n', 'x.yaml:4:19: 0.message.1: not an RE2 pattern'],
    ['- { id: a', 'x.yaml:1:'],
    ['- { id: a, code: b, role: boss, text: t, note: n }', 'x.yaml:1:27'],
  ])('names the place of a mistake in %j', (text, place) => {
    const result = parseSignatures(text, 'x.yaml');
    expect(result.ok ? '' : result.problem.why).toContain(place);
  });
});
