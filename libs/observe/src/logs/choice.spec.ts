import { describe, expect, it } from 'vitest';
import { candidates, chosenLogs, sinkToAsk } from './choice.js';

const tm = (id: string, freeSlots = 0) => ({ id, path: '', timeSinceLastHeartbeat: 0, slotsNumber: 4, freeSlots, memoryConfiguration: {} });
const many = (count: number) => ({ taskmanagers: Array.from({ length: count }, (_, at) => tm(`t${at}`)) });
const minute = (at: number): Date => new Date(1_800_000_000_000 + at * 60_000);
const none = { failures: [] };
const failedOn = (...ids: readonly string[]) => ({ failures: ids.map((taskManager) => ({ at: 1, name: 'x', stack: 'x', taskManager, task: null, endpoint: null, concurrent: [] })) });
const blank = { sinks: [], told: [] };

describe('logs that are read', () => {
  it.each([1, 2])('are all of %i', (count) => expect(chosenLogs(many(count), none, blank, minute(0))).toHaveLength(count));
  it.each([3, 20, 500])('are two of %i', (count) => expect(chosenLogs(many(count), none, blank, minute(0))).toHaveLength(2));

  it.each([[1, 20], [2, 20], [5, 20], [60, 20], [1, 7], [3, 3]])('are, checked every %i minutes, once of each of %i within an hour or 40 checks', (step, count) => {
    const read = new Set(Array.from({ length: 40 }, (_, check) => chosenLogs(many(count), none, blank, minute(check * step))).flat());
    expect(read.size).toBe(count);
  });
  it('are those of all sinks within as many checks as there are sinks, twice over', () => {
    const sinks = ['t3', 't7', 't11'];
    const read = Array.from({ length: 6 }, (_, check) => chosenLogs(many(20), none, { ...blank, sinks }, minute(check)));
    expect(read.every(([first = '']) => sinks.includes(first))).toBe(true);
    expect(new Set(read.flat().filter((id) => sinks.includes(id))).size).toBe(3);
  });

  const list = { taskmanagers: [tm('a'), tm('b'), tm('c'), tm('idle', 4)] };
  it.each([
    ['those that failures name', failedOn('c', 'b'), blank, ['b', 'c']],
    ['an idle one, if a failure names it', failedOn('idle', 'gone'), { ...blank, sinks: ['b'] }, ['b', 'idle']],
    ['those that told of a fault besides', failedOn('c', 'b'), { ...blank, told: ['a', 'gone'] }, ['a', 'b', 'c']],
    ['one only once', failedOn('c', 'b'), { ...blank, told: ['b'] }, ['b', 'c']],
  ])('%s', (_, history, hints, expected) => expect([...chosenLogs(list, history, hints, minute(0))].sort()).toEqual(expected));

  it('may be those of busy TaskManagers; where none is busy, of all', () => {
    expect(candidates(list)).toEqual(['a', 'b', 'c']);
    expect(candidates({ taskmanagers: [tm('idle', 4)] })).toEqual(['idle']);
  });
});

describe('the sink whose TaskManagers are asked for', () => {
  const node = (id: string, ...inputs: readonly string[]) => ({ id, inputs: inputs.map((one) => ({ id: one })) });
  const details = {
    jid: 'j', name: 'j', state: 'RUNNING', 'start-time': 1, 'end-time': -1, timestamps: {},
    vertices: ['source', 'map', 'sink'].map((id) => ({ id, name: id, parallelism: 1, status: 'RUNNING', 'start-time': 1, tasks: {} })),
    plan: { nodes: [node('sink', 'map'), node('map', 'source'), node('source')] },
  };
  it.each([
    ['has no one behind it', 20, 1, 2, 'sink'],
    ['is none where all logs are read', 2, 1, 1, null],
    ['is none where it may run everywhere', 20, 1, 20, null],
    ['is none where jobs share the cluster', 20, 2, 2, null],
  ])('%s', (_, count, running, parallelism, expected) => {
    const vertices = details.vertices.map((one) => (one.id === 'sink' ? { ...one, parallelism } : one));
    expect(sinkToAsk(many(count), running, { ...details, vertices }, minute(0))).toBe(expected);
  });
});
