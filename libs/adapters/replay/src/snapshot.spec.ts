import { needKey, type Need, type Reading, type Snapshot } from '@app/model';
import { describe, expect, it } from 'vitest';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.js';
import { createSnapshotSource } from './snapshot-source.js';

const at = new Date('2026-01-01T00:00:00.123Z');
const need = (what: string): Need => ({ source: 'flink', what, params: { job: 'j' } });
const snapshot = (entries: readonly (readonly [Need, readonly Reading[]])[]): Snapshot => ({ at, entries: new Map(entries.map(([one, readings]) => [needKey(one), { need: one, readings }])) });
const stored = snapshot([
  [need('job'), [{ kind: 'read', at, payload: { a: ['9223372036854775807', 1, null] }, ms: 3 }]],
  [need('load'), [{ kind: 'not-yet', at, why: 'cold' }, { kind: 'read', at, payload: [] }]],
  [need('log'), [{ kind: 'unavailable', at, why: 'no', code: 'source.timeout', ms: 1 }]],
]);

describe('encodeSnapshot and decodeSnapshot', () => {
  it('give back what was stored', async () => {
    expect(await decodeSnapshot(await encodeSnapshot(stored))).toEqual({ ok: true, value: stored });
  });
  it('make the same bytes of the same snapshot', async () => {
    expect((await encodeSnapshot(stored)).equals(await encodeSnapshot(stored))).toBe(true);
  });
  it.each([Buffer.from('x'), Buffer.alloc(0)])('refuse foreign bytes', async (bytes) => {
    expect(await decodeSnapshot(bytes)).toMatchObject({ ok: false, problem: { code: 'recording.invalid' } });
  });
});

describe('createSnapshotSource', () => {
  it('gives the readings in their order, and the last one from then on', async () => {
    const source = createSnapshotSource(stored);
    const kinds = [];
    for (let turn = 0; turn < 3; turn++) kinds.push((await source.read(need('load'), at)).kind);
    expect(kinds).toEqual(['not-yet', 'read', 'read']);
  });
  it('has nothing that was not looked at', async () => {
    expect(await createSnapshotSource(stored).read(need('other'), at)).toMatchObject({ kind: 'unavailable', at });
  });
});
