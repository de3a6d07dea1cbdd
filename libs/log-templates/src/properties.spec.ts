import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineMiner, createMiner, type Miner, type Snapshot, type Template } from './index.js';

const word = fc.constantFrom('started', 'stopped', 'block', 'of', 'user', 'ann', 'bob', 'cid', 'dan', 'eve', 'eth0', 'eth1', 'node-7', 'x=1', 'x=true', '12', '0x1f', '/tmp/a', '10.0.0.1:80', '(', ')', 'a,b', '3 KB', 'größe', '"q"', 'Tue Mar 4 10:20:30 2014');
const message = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
const messages = fc.array(message, { minLength: 1, maxLength: 60 });
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }), message);

const mine = (lines: readonly string[], worker = 'one'): Miner => {
  const miner = createMiner({ worker });
  for (const [at, line] of lines.entries()) miner.add(line, at % 7);
  return miner;
};
const merged = (snapshots: readonly Snapshot[]): Miner => {
  const miner = createMiner({ worker: 'total' });
  for (const snapshot of snapshots) miner.merge(JSON.parse(JSON.stringify(snapshot)) as Snapshot);
  return miner;
};
/** What must not depend on the order of lines. */
const gist = (miner: Miner): unknown => miner.templates().map(({ id, text, count, ids }) => ({ id, text, count, ids: ids.toSorted() })).toSorted((one, two) => (one.text < two.text ? -1 : 1));
const all = (miner: Miner): readonly Template[] => miner.templates();

describe('templates', () => {
  it('do not depend on the order of lines', () => {
    fc.assert(fc.property(messages, fc.infiniteStream(fc.nat()), (lines, random) => {
      const keyed = lines.map((line) => ({ line, key: random.next().value }));
      const shuffled = keyed.toSorted((one, two) => one.key - two.key).map(({ line }) => line);
      const still = (order: readonly string[]): Miner => {
        const miner = createMiner();
        for (const line of order) miner.add(line);
        return miner;
      };
      expect(gist(still(shuffled))).toEqual(gist(still(lines)));
    }));
  });

  it('of merged shards are those of the whole', () => {
    fc.assert(fc.property(messages, fc.nat(), (lines, cut) => {
      const half = cut % (lines.length + 1);
      const whole = createMiner();
      for (const line of lines) whole.add(line);
      const shards = [lines.slice(0, half), lines.slice(half)].map((part, index) => {
        const miner = createMiner({ worker: `w${index}` });
        for (const line of part) miner.add(line);
        return miner.snapshot();
      });
      expect(gist(merged(shards))).toEqual(gist(whole));
    }));
  });

  it('merge commutes, associates, and changes nothing the second time', () => {
    fc.assert(fc.property(messages, messages, messages, (one, two, three) => {
      const [a, b, c] = [mine(one, 'a').snapshot(), mine(two, 'b').snapshot(), mine(three, 'c').snapshot()];
      const expected = all(merged([a, b, c]));
      expect(all(merged([c, b, a]))).toEqual(expected);
      expect(all(merged([a, b, a, c, c, b]))).toEqual(expected);
      expect(all(merged([merged([a, b]).snapshot(), c]))).toEqual(expected);
      expect(all(merged([a, merged([c, b]).snapshot()]))).toEqual(expected);
    }), { numRuns: 50 });
  });

  it('survive a snapshot, whole or in steps, and the count goes on', () => {
    fc.assert(fc.property(messages, messages, (before, after) => {
      const miner = mine(before, 'w');
      const first = miner.snapshot();
      for (const line of after) miner.add(line);
      const second = miner.snapshot(first.revision);
      const restored = createMiner({ worker: 'w' });
      restored.merge(second);
      restored.merge(first);
      expect(all(restored)).toEqual(all(miner));
      for (const target of [miner, restored]) for (const line of before) target.add(line);
      expect(all(restored)).toEqual(all(miner));
    }), { numRuns: 50 });
  });

  it('keep the meaning of ids: what was one template stays one', () => {
    fc.assert(fc.property(messages, messages, (before, after) => {
      const miner = createMiner();
      const ids = before.map((line) => miner.add(line).templateId);
      for (const line of after) miner.add(line);
      for (const [at, line] of before.entries()) {
        expect(miner.add(line)).toMatchObject({ templateId: ids[at], isNew: false });
        expect(miner.resolve(ids[at] ?? '')?.ids).toContain(ids[at]);
      }
    }));
  });
});

describe('parameters', () => {
  it('and the rest of a line make up the line again', () => {
    fc.assert(fc.property(anything, (line) => {
      const { parameters } = createMiner().add(line);
      let end = 0;
      for (const { start, end: stop } of parameters) {
        expect(start).toBeGreaterThanOrEqual(end);
        expect(stop).toBeGreaterThan(start);
        end = stop;
      }
      expect(end).toBeLessThanOrEqual(line.length);
    }));
  });

  it('are all that differs between lines with one id', () => {
    const masked = (line: string): { id: string; rest: string } => {
      const { parameters, templateId } = createMiner().add(line);
      let rest = '';
      let from = 0;
      for (const { type, start, end } of parameters) {
        const kept = type === 'name' || type === 'serial' ? line.slice(start, end).replace(/\d+/g, '0') : '';
        rest += `${line.slice(from, start)}<${type === 'number' || type === 'flag' ? type : kept}>`;
        from = end;
      }
      return { id: templateId, rest: (rest + line.slice(from)).replace(/\s+/g, ' ').trim() };
    };
    fc.assert(fc.property(fc.array(message, { minLength: 2, maxLength: 40 }), (lines) => {
      const restOf = new Map<string, string>();
      for (const line of lines) {
        const { id, rest } = masked(line);
        expect(restOf.get(id) ?? rest).toBe(rest);
        restOf.set(id, rest);
      }
    }));
  });
});

describe('any input', () => {
  it('is taken, whatever its bytes', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), fc.array(anything, { maxLength: 20 }), (chunks, lines) => {
      const miner = createLineMiner();
      for (const chunk of chunks) miner.push(chunk);
      for (const line of lines) miner.add(line);
      const result = miner.end();
      for (let line = 0; line < result.lines; line += 1) expect(result.templates).toContain(result.templateOf(line));
    }));
  });

  it('stays within the cap, and lines already told keep their template', () => {
    const maxLeaves = 200;
    const miner = createLineMiner({ maxLeaves });
    const word = (n: number): string => [...String(n * 7919)].map((digit) => 'kqwzjxvyhg'[Number(digit)]).join('');
    for (let n = 0; n < 3000; n += 1) {
      miner.add(`login of ${word(n)} from ${word(n % 7)} accepted`);
      miner.add(`${word(n)} ${word(n + 1)} ${word(n + 2)}`);
      miner.add('server is ready');
    }
    const result = miner.end();
    expect(result.templates.reduce((sum, { ids }) => sum + ids.length, 0)).toBeLessThanOrEqual(maxLeaves);
    const texts = Array.from({ length: 3000 }, (_, n) => [result.templateOf(3 * n).text, result.templateOf(3 * n + 2).text]);
    expect(new Set(texts.map(([login]) => login))).toEqual(new Set(['login of <*> from <*> accepted']));
    expect(new Set(texts.map(([, ready]) => ready))).toEqual(new Set(['server is ready']));
  });
});

describe('a match', () => {
  it('of any line that was added has its template, and spans in order', () => {
    fc.assert(fc.property(fc.array(fc.oneof(anything, message), { minLength: 1, maxLength: 40 }), (lines) => {
      const miner = createMiner();
      for (const line of lines) miner.add(line);
      for (const line of lines) {
        const match = miner.match(line);
        expect(match?.template).toBe(miner.resolve(miner.add(line).templateId));
        let end = 0;
        for (const { start, end: stop } of match?.parameters ?? []) {
          expect(start).toBeGreaterThanOrEqual(end);
          end = stop;
        }
      }
    }));
  });
});
