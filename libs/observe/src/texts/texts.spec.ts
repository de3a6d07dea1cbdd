import type { KeptEvent, TextsAnswer } from '@app/model';
import { describe, expect, it } from 'vitest';
import { failuresIn } from './texts.js';

const at = Date.UTC(2026, 2, 1, 10);
const event = (message: string, after: number, code: string | null = null): KeptEvent => ({
  file: 'taskmanager.log', line: 1, at: at + after, level: 'INFO', logger: 'org.apache.flink.runtime.taskmanager.Task', message, text: message, trace: false, why: code === null ? 'state' : 'recognised',
  match: code === null ? null : { code, signature: code, role: 'cause', alone: false, note: '' }, quote: { text: message, line: 1 }, count: 1, lastAt: at + after,
});
const text = (process: 'taskmanager' | 'jobmanager', lines: number): TextsAnswer['texts'][number] => ({ name: `${process}.log`, process, taskManager: null, lines, bytes: 1, from: at, to: lines <= 1 ? at : at + 90_000, why: null });
const signal = (after: number): KeptEvent => event('RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested.', after, 'tm-killed-sigterm');
const closing = (after: number): KeptEvent => {
  const closed = event('Closing TaskExecutor connection tm-2 because: The TaskExecutor is shutting down.', after, 'tm-unreachable');
  return { ...closed, match: closed.match && { ...closed.match, role: 'follow-up' } };
};
const asking = (after: number): KeptEvent => {
  const asked = event('Could not resolve ResourceManager address pekko.tcp://flink@jm:6123, retrying in 10000 ms', after, 'tm-registration-timeout');
  return { ...asked, match: asked.match && { ...asked.match, role: 'symptom' } };
};
const refused = (after: number): KeptEvent => {
  const gated = event('Association with remote system [pekko.tcp://flink@jm:6123] has failed, address is now gated for [50] ms.', after, 'tm-unreachable');
  return { ...gated, level: 'WARN', match: gated.match && { ...gated.match, role: 'follow-up' } };
};
const asksBroker = (after: number): KeptEvent => {
  const asked = event('Connection to node 1 could not be established. Node may not be available.', after, 'kafka-broker-unreachable');
  return { ...asked, level: 'WARN', match: asked.match && { ...asked.match, role: 'symptom', transient: 30_000 } };
};
const failed = (after: number): KeptEvent => event('map (1/2)#0 (0a1b2c3d) switched from RUNNING to FAILED with failure cause:', after);

describe('a process that is told to end', () => {
  it.each<readonly [string, readonly KeptEvent[], number, readonly string[]]>([
    ['is stopped in order where nothing fails by it', [signal(0)], 300, []],
    ['is what a task failed by right after', [signal(0), failed(400)], 300, ['tm-killed-sigterm']],
    ['is no cause of what failed long before', [failed(-600_000), signal(0)], 300, []],
    ['is stopped with its JobManager, whatever fails by that', [signal(0), failed(400), { ...signal(900), file: 'jobmanager.log' }], 300, []],
    ['is what somebody quotes who hands over that line only', [signal(0)], 1, ['tm-killed-sigterm']],
    ['is stopped in order, in a log that was folded into two lines', [signal(0)], 2, []],
    ['waits for a broker that comes back', [asksBroker(0)], 300, []],
    ['waits for a broker that does not come back before the text ends', [asksBroker(0), asksBroker(80_000)], 300, ['kafka-broker-unreachable', 'kafka-broker-unreachable']],
    ['leaves connections that are closed, which is no failure', [closing(0)], 300, []],
    ['asks for its JobManager until it is heard', [asking(0), { ...event('Successful registration at resource manager pekko.tcp://flink@jm:6123/user/rpc/resourcemanager_*', 300), line: 9 }], 300, []],
    ['finds nobody at the address of its JobManager until it is heard', [refused(0), { ...event('Successful registration at resource manager pekko.tcp://flink@jm:6123/user/rpc/resourcemanager_*', 300), line: 9 }], 300, []],
    ['finds nobody at the address of its JobManager', [refused(0)], 300, ['tm-unreachable']],
    ['asks for its JobManager in vain', [asking(0)], 300, ['tm-registration-timeout']],
    ['leaves connections that are closed, which tells where tasks fail by it', [closing(0), failed(300)], 300, ['tm-unreachable']],
  ])('%s', (_, events, lines, codes) => {
    const answer: TextsAnswer = { texts: [text('taskmanager', lines), text('jobmanager', 0)], events: [...events], leftOut: 0 };
    const told = failuresIn(answer, new Date(at)).flatMap((entry) => [entry, ...entry.concurrent]).flatMap(({ logged }) => logged?.match?.code ?? []);
    expect(told).toEqual(codes);
  });
});
