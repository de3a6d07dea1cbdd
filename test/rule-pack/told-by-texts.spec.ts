import { explain } from '@app/pipeline';
import { createObserve } from '@app/observe';
import { languages, type KeptEvent, type Language, type Source, type TextsAnswer } from '@app/model';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../support/diagnosing.js';

const now = new Date('2026-03-01T10:00:00Z');
const line = 'x.y.OddException: the line that decided';

/** One pasted line that has been recognised as `code`, and nothing else. */
const pasted = (code: string): Source => ({
  name: 'texts',
  read: () => {
    const event: KeptEvent = {
      file: 'pasted', line: 1, at: null, level: '', logger: '', message: line, text: line, trace: true, why: 'recognised', count: 1, lastAt: null,
      match: { code, signature: code, role: 'cause', alone: false, note: '' }, quote: { text: line, line: 1 },
    };
    const payload: TextsAnswer = { texts: [{ name: 'pasted', process: 'unknown', taskManager: null, lines: 1, bytes: 1, from: null, to: null, why: null }], events: [event], leftOut: 0 };
    return Promise.resolve({ kind: 'read', at: now, payload });
  },
});

const asked = (code: string, lang: Language) =>
  explain({ pack: knowledge.pack, observe: createObserve({ signatures: knowledge.signatures }), signatures: knowledge.signatures }, {
    source: pasted(code), clock: { now: () => now, sleep: () => Promise.resolve() }, name: 'pasted', context: { facts: {}, words: [] }, lang,
  });

const told = knowledge.pack.rules
  .filter(({ when }) => when.leaves.some(({ left, right }) => left.kind === 'fact' && left.name === 'failure.cause' && right.kind === 'constant'))
  .map(({ code }) => code);

/** Words that stand for what was not read; a rule may use them in a sentence of its own. */
const gapsIn = (text: string): number => [...text.matchAll(/\bunknown\b|\bempty\b|未知|<what>/g)].length;

describe('a rule that a text decides', () => {
  it('is not one of a few', () => expect(told.length).toBeGreaterThan(100));

  it.each(told.flatMap((code) => languages.map((lang) => [code, lang] as const)))('%s: quotes the line, and says what it knows without gaps (%s)', async (code, lang) => {
    const { diagnosis } = await asked(code, lang);
    const finding = diagnosis.findings.find((one) => one.code === code);
    if (finding === undefined) return; // needs facts that no text holds
    expect(Object.fromEntries(finding.evidence.map(({ fact, value }) => [fact, value]))).toMatchObject({ 'failure.quote': line, 'failure.place': 'pasted:1' });
    const { says, because, advice } = knowledge.pack.rule(code)?.texts[lang] ?? { says: '', because: '', advice: [] };
    const pairs = [[says, finding.says], [because, finding.because], ...advice.map((one, index) => [one, finding.advice[index] ?? ''])];
    expect(pairs.filter(([written = '', said = '']) => gapsIn(said) > gapsIn(written)).map(([, said]) => said)).toEqual([]);
  });
});
