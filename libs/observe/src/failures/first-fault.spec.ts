import type { SignatureMatch } from '@app/model';
import { describe, expect, it } from 'vitest';
import { firstFault, type Told } from './first-fault.js';

const roles = { c: 'cause', s: 'symptom', e: 'envelope', f: 'follow-up', r: 'remark', h: 'harmless' } as const;
/** `12.5 c heap-oom own`: seconds, role, code, and whether its own TaskManager says it; role `?` = no signature knows it. */
const told = (words: string): Told => {
  const [seconds = '', kind = '', code = '', own] = words.split(' ');
  const role: SignatureMatch['role'] | undefined = Object.entries(roles).find(([letter]) => letter === kind)?.[1];
  const match = role === undefined ? null : { code, signature: code, role, alone: false, note: '' };
  return { at: Number(seconds) * 1000, match, ...(own === undefined ? {} : { logged: { own: true } }) };
};

describe('the first fault of a burst', () => {
  it.each<readonly [string, readonly string[], string | null]>([
    ['nothing', [], null],
    ['one cause', ['0 c heap-oom'], 'heap-oom'],
    ['the first of two causes', ['0 c heap-oom', '5 c jdbc-sink-failed'], 'heap-oom'],
    ['a TaskManager that shuts down, and why', ['0 f tm-unreachable', '0.4 c heap-oom'], 'heap-oom'],
    ['a connection torn by the fault beside it', ['0 s remote-transport-lost', '0.2 c metaspace-oom'], 'metaspace-oom'],
    ['a loss, then slots that lack by it', ['0 s tm-unreachable', '300 c no-resource-available'], 'tm-unreachable'],
    ['a user fault, the loss by it, the slots that lack by that', ['0 c heap-oom', '0.5 s tm-unreachable', '300 c no-resource-available'], 'heap-oom'],
    ['slots that lack by themselves', ['0 c no-resource-available'], 'no-resource-available'],
    ['an element that could not be forwarded, and why', ['0 e chained-operator', '0 c user-code-exception'], 'user-code-exception'],
    ['a client that went away after the fault', ['0 c user-code-exception', '1 f client-disconnected'], 'user-code-exception'],
    ['an interrupt of a task that is stopped by the fault of another', ['0 f task-interrupted', '0.3 c kafka-broker-unreachable'], 'kafka-broker-unreachable'],
    ['noise before the fault', ['0 h restart-noise', '9 c disk-full'], 'disk-full'],
    ['what is only worth knowing, before the fault', ['0 r kafka-discovery-off', '9 c disk-full'], 'disk-full'],
    ['noise alone', ['0 h restart-noise'], 'restart-noise'],
    ['what no signature knows, unless a cause is near', ['0 ? x', '0.5 c disk-full'], 'disk-full'],
    ['what no signature knows', ['0 ? x', '5 c disk-full'], 'unknown'],
    ['a call without an answer before the silence', ['0 s rpc-ask-timeout', '40 s tm-heartbeat-timeout'], 'tm-heartbeat-timeout'],
    ["JobManager's words, then the TaskManager's own", ['0 s tm-heartbeat-timeout', '0.1 c jvm-crash', '0.2 c heap-oom own'], 'heap-oom'],
    ['the own words of a TaskManager, late', ['0 s tm-unreachable', '20 c kafka-auth', '30 c direct-oom own'], 'direct-oom'],
    ['slots lack where its own log tells more', ['0 c no-resource-available', '2 c disk-full own'], 'disk-full'],
    ['a symptom before what is dragged along', ['0 f cancelled', '0.1 s tm-unreachable'], 'tm-unreachable'],
  ])('%s', (_, faults, code) => {
    const first = firstFault(faults.map(told));
    expect(first === null ? null : (first.match?.code ?? 'unknown')).toBe(code);
  });
});
