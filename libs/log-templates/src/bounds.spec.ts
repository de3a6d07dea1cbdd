import { describe, expect, it } from 'vitest';
import { createMiner, type Miner, type Snapshot } from './index.js';

const maxLeaves = 200;
const word = (n: number): string => [...String(n)].map((digit) => 'kqwzjxvyhg'[Number(digit)]).join('');
/** Lines of which no two are one template. */
const flood = (miner: Miner, lines: number, origin?: string): void => {
  for (let n = 0; n < lines; n += 1) miner.add(`${word(n * 7919)} ${word(n * 104_729 + 1)} ${word(n * 1_299_709 + 2)}`, n, origin);
};

describe('where room is short', () => {
  it('pinned ids keep their template, others of lines seen once go, and are counted', () => {
    const miner = createMiner({ maxLeaves });
    const add = (line: string): string => miner.add(line).templateId;
    const [pinned, early] = [add('disk of the broker is full'), add('nobody asked for this')];
    const late = createMiner().add('this comes after it was pinned').templateId;
    for (const id of [pinned, late]) miner.pin(id);
    flood(miner, 1000);
    add('this comes after it was pinned');
    flood(miner, 2000);
    expect([pinned, early, late].map((id) => miner.resolve(id)?.text)).toEqual(['disk of the broker is full', undefined, 'this comes after it was pinned']);
    const kept = miner.templates().reduce((sum, { count }) => sum + count, 0);
    expect(kept + miner.forgotten).toBe(3003);
  });

  it('a pinned id that was folded into another goes on standing for it', () => {
    const miner = createMiner({ maxLeaves });
    const ids = Array.from({ length: 30 }, (_, n) => miner.add(`login of ${word(n)} from the desk was accepted`).templateId);
    miner.pin(ids[7] ?? '');
    flood(miner, 5000);
    expect(miner.resolve(ids[7] ?? '')?.text).toBe('login of <*> from the desk was accepted');
  });

  it('an origin with many signatures does not displace those of others', () => {
    const quiet = Array.from({ length: 20 }, (_, n) => `${word(n)} of the quiet job ${word(n + 40)} once ${word(n + 90)}`);
    const lost = (origin: (line: string) => string | undefined): number => {
      const miner = createMiner({ maxLeaves });
      const ids = quiet.map((line) => miner.add(line, 0, origin('quiet')).templateId);
      flood(miner, 3000, origin('noisy'));
      return ids.filter((id) => miner.resolve(id) === undefined).length;
    };
    expect([lost((origin) => origin), lost(() => undefined)]).toEqual([0, quiet.length]);
  });

  it('takes no more pins than leave room for what is new', () => {
    const miner = createMiner({ maxLeaves });
    const ids = Array.from({ length: maxLeaves }, (_, n) => n.toString(16).padStart(16, '0'));
    for (const id of ids.slice(0, maxLeaves / 4)) miner.pin(id);
    expect(() => miner.pin(ids[maxLeaves / 4] ?? '')).toThrow(RangeError);
    miner.unpin(ids[0] ?? '');
    miner.pin(ids[maxLeaves / 4] ?? '');
  });
});

describe('a snapshot of another version of the scanner', () => {
  const lines = ['took 12 ms', 'took 13 ms', 'user ann on eth0', 'user ann on eth1'];
  /** As a scanner would have left it that did not know numbers: a leaf a line, with ids of its own. */
  const old = (): Snapshot => ({
    version: 1, revision: 1,
    leaves: lines.map((sample, n) => ({ id: [n + 1, -n], counts: { 'w#0': n + 1 }, first: n, last: n + 10, sample, varies: [] })),
  });
  const oldIds = lines.map((_, n) => [n + 1, -n].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''));

  it('is read anew, and its ids go on standing for what they stood for', () => {
    let miner = createMiner({ worker: 'w' });
    for (const _ of [1, 2]) miner.merge(old());
    for (const _ of [1, 2]) {
      expect(oldIds.map((id) => miner.resolve(id)).map((template) => [template?.text, template?.count, template?.first, template?.last])).toEqual([['took <*> ms', 3, 0, 11], ['took <*> ms', 3, 0, 11], ['user ann on <*>', 7, 2, 13], ['user ann on <*>', 7, 2, 13]]);
      const saved = JSON.parse(JSON.stringify(miner.snapshot())) as Snapshot;
      miner = createMiner({ worker: 'w' });
      miner.merge(saved);
    }
  });

  it('is told by its number: these are the signatures of this one', () => {
    const samples = ['word', 'two words here', 'a,b(c)', '12 -1.5 12ms', '/a/b?x=1&y=2', 'http://h:1/p', 'host.example.org:80', '10.0.0.1', 'eth0', 'blk_12345', 'true', '0x1f deadbeef00', 'a=1 b="c d"', 'größe', 'main.c:17', 'me@x.org', 'v2', 'id..7', '-flag +3 $4'];
    const miner = createMiner();
    expect([miner.snapshot().version, ...samples.map((sample) => miner.add(sample).templateId)].join(' ')).toMatchInlineSnapshot(`"2 66f33f64eb0f89a3 e6d10558f7c7056e 507374f9211499ac f00eff8a4e9b3be6 69b503485b7f31af 69b503485b7f31af ef1be58c10ca275c ef1be58c10ca275c aac0d5ace7aa62f0 cb4842d334cdfd71 252f024a76731771 5cc2d9c194f191c8 e37bcc0d90cd913f 473eda4df9c24024 f729bede15e0ab1b ef1be58c10ca275c ea30df5b2aa0e980 d8755d7c9bbdb428 39bcfdb1f873da33"`);
  });
});
