import { describe, expect, it } from 'vitest';
import { createLineMiner, createMiner } from './index.js';

const textOf = (lines: readonly string[]): string[] => {
  const miner = createMiner();
  for (const line of lines) miner.add(line);
  return miner.templates().map(({ text }) => text).sort();
};

describe('a miner', () => {
  it.each([
    ['a number', ['took 12 ms', 'took 900 ms'], ['took <*> ms']],
    ['a path', ['open /a/b', 'open /c'], ['open <*>']],
    ['an address', ['from 10.0.0.1:80 to web.example.org:443'], ['from <*> to <*>']],
    ['the head before a colon', ['main.c:17 failed'], ['main.c:<*> failed']],
    ['a name with digits that never varies', ['eth0 up', 'eth0 up'], ['eth0 up']],
    ['a name with digits that varies', ['eth0 up', 'eth1 up'], ['<*> up']],
    ['words that differ in one place', ['user ann in', 'user bob in', 'user cid in', 'user dan in'], ['user <*> in']],
    ['a name of two words', ['for user ann from here now', 'for user ann lee from here now'], ['for user <*> from here now']],
    ['a task by any name', ['a', 'b c', 'd e -> f', 'g', 'Source: h'].map((task) => `${task} (1/4) (ab12cd34) switched from NEW to RUNNING`), ['<*> (<*>) (<*>) switched from NEW to RUNNING']],
    ['a list of any length, or none', ['split ids [a, b-1] of x', 'split ids [] of x', 'split ids [q.r, s, t] of x', 'options {a=1, b-c=d} kept', 'options {} kept'], ['options {<*>} kept', 'split ids [<*>] of x']],
    ['what went wrong, in any words', ['Connection refused', 'Timed out after 12 ms', 'No such file or directory', 'java.io.Exception: lost', 'The reader was closed', 'it is null'].map((error) => `Could not read version file: ${error}`), ['Could not read version file: <*>']],
    ['identifiers that differ in two places at once', ['ab-1', 'c.d', 'e_f', 'ghIj', 'k-l', 'm.n'].map((name, at) => `Failed to close ${name} with ${['q-r', 'stUv', 'w_x', 'y.z', 'a-c', 'b.d'][at]}`), ['Failed to close <*> with <*>']],
    ['different things that begin alike apart', ['the cluster', 'a new session', 'all tasks of it', 'the old reader', 'what was left', 'its own copy', 'each of them'].map((what) => `Failed to close ${what} now`), ['Failed to close a new session now', 'Failed to close all tasks of it now', 'Failed to close each of them now', 'Failed to close its own copy now', 'Failed to close the cluster now', 'Failed to close the old reader now', 'Failed to close what was left now']],
    ['states apart', ['CREATED', 'RUNNING', 'FAILED', 'CANCELED', 'FINISHED', 'SCHEDULED'].map((state) => `job 7 is now ${state} again`), ['CANCELED', 'CREATED', 'FAILED', 'FINISHED', 'RUNNING', 'SCHEDULED'].map((state) => `job <*> is now ${state} again`)],
    ['too few different words', ['VM Started now', 'VM Paused now'], ['VM Paused now', 'VM Started now']],
  ])('sees %s', (_, lines, expected) => expect(textOf(lines)).toEqual(expected));

  it('answers with spans of the line', () => {
    const line = 'größe 12 für /tmp/ä und 7';
    const { parameters, isNew, templateId } = createMiner().add(line);
    expect(parameters.map(({ start, end }) => line.slice(start, end))).toEqual(['12', '/tmp/ä', '7']);
    expect(isNew).toBe(true);
    expect(templateId).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['12', 'number'], ['12ms', 'quantity'], ['0x1f', 'hex'], ['9f86d081884c7d659a2feaa0c55ad015', 'hash'], ['0673dd71-34c5-4fbb-86c4-40623fbe45b4', 'uuid'], ['10:20:30', 'time'], ['2014-03-04', 'time'],
    ['10.0.0.1:80', 'address'], ['/10.0.0.1', 'address'], ['db.example.org:5432', 'address'], ['s3://a/b', 'uri'], ['/tmp/a', 'path'], ['eth0', 'name'], ['task_12345', 'serial'], ['true', 'flag'],
  ])('tells %s as %s', (value, type) => expect(createMiner().add(`it is ${value} now`).parameters).toEqual([{ type, start: 6, end: 6 + value.length }]));

  it('matches a line to its template with all that varies in it', () => {
    const miner = createMiner();
    for (const user of ['ann', 'bob', 'cid', 'dan', 'eve', 'größe']) miner.add(`login of ${user} took 12 ms on eth0`);
    const line = 'login of größe took 7 ms on eth0';
    const match = miner.match(line);
    expect(match?.template.text).toBe('login of <*> took <*> ms on eth0');
    expect(match?.parameters.map(({ type, start, end }) => [type, line.slice(start, end)])).toEqual([['word', 'größe'], ['number', '7'], ['name', 'eth0']]);
    expect(miner.match('never seen')).toBeUndefined();
    expect(miner.templates()[0]?.count).toBe(6);
  });

  it('merges snapshots of workers, in any order and more than once', () => {
    const [one, two] = [createMiner({ worker: 'one' }), createMiner({ worker: 'two' })];
    one.add('job 1 done', 5);
    one.add('job 2 done', 7);
    two.add('job 3 done', 3);
    const total = createMiner({ worker: 'total' });
    for (const from of [two, one, two]) total.merge(from.snapshot());
    expect(total.templates()).toMatchObject([{ text: 'job <*> done', count: 3, first: 3, last: 7 }]);
  });
});

describe('a line miner', () => {
  it('tells the template of each line, wherever the chunks are cut', () => {
    const file = new TextEncoder().encode('a 1\r\nb 2\na 3');
    for (let size = 1; size <= file.length; size += 1) {
      const lines = createLineMiner();
      for (let from = 0; from < file.length; from += size) lines.push(file.subarray(from, from + size));
      const result = lines.end();
      expect([0, 1, 2].map((line) => result.templateOf(line).text)).toEqual(['a <*>', 'b <*>', 'a <*>']);
      expect(result.lines).toBe(3);
    }
  });
});
