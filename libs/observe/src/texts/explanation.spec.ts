import { emptySnapshot, needKey, textsNeed, type KeptEvent, type Snapshot, type TextsAnswer } from '@app/model';
import { describe, expect, it } from 'vitest';
import { spelled } from '../story.testing.js';
import { explanationOf } from './explanation.js';

const at = Date.UTC(2026, 2, 1, 10);
type Told = Partial<KeptEvent> & { readonly says: string; readonly role?: NonNullable<KeptEvent['match']>['role'] };
const event = ({ says, role, ...rest }: Told, index: number): KeptEvent => ({
  file: 'tm.log', line: index + 1, at: at + index * 1000, level: 'WARN', logger: 'a.B', message: says, text: says, trace: false, why: role === undefined ? 'level' : 'recognised',
  match: role === undefined ? null : { code: says, signature: says, role, alone: false, note: `why ${says}` }, quote: { text: says, line: index + 1 }, count: 1, lastAt: at, ...rest,
});
const told = (...events: readonly Told[]): ReturnType<typeof explanationOf> => {
  const payload: TextsAnswer = { texts: [{ name: 'tm.log', process: 'taskmanager', taskManager: null, lines: events.length, bytes: 1, from: at, to: at, why: null }], events: events.map(event), leftOut: 0 };
  const snapshot: Snapshot = { ...emptySnapshot(new Date(at)), entries: new Map([[needKey(textsNeed), { need: textsNeed, readings: [{ kind: 'read', at: new Date(at), payload }] }]]) };
  return explanationOf(snapshot, { scope: 'job', id: 'text', name: 'tm.log' }, spelled);
};

describe('known noise', () => {
  it.each<[string, Told, readonly string[]]>([
    ['a warning that does no harm', { says: 'collision', role: 'harmless' }, ['collision']],
    ['one with a stack trace, at any level', { says: 'closing', role: 'harmless', level: 'INFO', trace: true }, ['closing']],
    ['not a line at INFO: nobody wonders about it', { says: 'plugin', role: 'harmless', level: 'INFO' }, []],
    ['not a cause', { says: 'heap-oom', role: 'cause' }, []],
    ['not what is worth knowing', { says: 'kafka-discovery-off', role: 'remark' }, []],
  ])('%s', (_, one, noise) => expect(told(one).noise.map(({ says }) => says)).toEqual(noise));

  it('is counted by its signature, the most frequent first', () => {
    const all = told({ says: 'rare', role: 'harmless' }, { says: 'often', role: 'harmless', count: 3 }, { says: 'often', role: 'harmless' });
    expect(all.noise.map(({ code, count, place, note }) => [code, count, place, note])).toEqual([['often', 4, 'tm.log:2', 'why often'], ['rare', 1, 'tm.log:1', 'why rare']]);
  });
});

describe('the time line', () => {
  it('begins with the first fault, counts what comes again, and leaves noise out', () => {
    const all = told({ says: 'odd but early', level: 'ERROR' }, { says: 'heap-oom', role: 'cause' }, { says: 'collision', role: 'harmless' }, { says: 'lost', role: 'follow-up' }, { says: 'lost', role: 'follow-up' });
    expect(all.timeline.map(({ says, count, role }) => [says, count, role])).toEqual([['heap-oom', 1, 'cause'], ['lost', 2, 'follow-up']]);
  });

  it('keeps its beginning and its end when it is long', () => {
    const words = Array.from({ length: 60 }, (_, index): Told => ({ says: `fault ${[...String(index)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`, role: 'symptom' }));
    const { timeline } = told(...words);
    expect(timeline).toHaveLength(30);
    expect([timeline[0]?.says, timeline.at(-1)?.says]).toEqual(['fault a', 'fault fj']);
  });
});
