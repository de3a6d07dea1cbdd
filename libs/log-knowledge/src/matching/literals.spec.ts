import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAutomaton } from './automaton.js';
import { literalsOf } from './literals.js';
import { createPattern, createTemplate } from './pattern.js';

describe('literals before patterns', () => {
  it.each<readonly [string, readonly string[] | null]>([
    ['TaskManager with id \\S+ is no longer reachable', [' is no longer reachable']],
    ['Fixed(Delay|Rate) strategy', ['FixedDelay', 'FixedRate']],
    ['(JobManager|ResourceManager) x', ['JobManager', 'ResourceManager']],
    ['(abcd)?efg', ['efg']], ['(abcd)*', null], ['(abcd){2}xy', null], ['(abcd)+', ['abcd']],
    ['abc|defg', ['abc', 'defg']], ['abc|d', null],
    ['(?i)abc', ['abc']], ['(?:abc|def)x', ['abc', 'def']], ['(?P<name>abc)', ['abc']],
    ['a.b', null], ['colou?r', ['colo']], ['ab{2}cdef', ['cdef']], ['ab+cdef', ['cdef']], ['[abc]defg\\.h', ['defg.h']], ['[]a]bcd', ['bcd']], ['\\bword\\b', ['word']],
    ['ab(cd|ef)', ['abcd', 'abef']], ['ab(cd|ef)?gh', null], ['ab(cd|ef)+', ['abcd', 'abef']], ['a(b|c\\d)xyz', ['xyz']], ['a\\dbcd', ['bcd']], ['\\Qa.b\\E', null], ['\\p{Greek}abc', null], ['^abc$', ['abc']], ['a(b(cdef|ghij)k|lmno)p', ['bcdef', 'bghij', 'lmno']],
  ])('%s', (source, expected) => expect(literalsOf(source)).toEqual(expected));

  it('never hides a match', () => {
    const part = fc.constantFrom('abc', 'd?', 'e+', '(fg|h)', '[ij]', '\\d', '.', 'k*', '\\.', 'lmn', '|', '(', ')', '(?:', '?', '+');
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.string({ unit: fc.constantFrom(...'abcdefghijklmn0.'), maxLength: 30 }), (parts, text) => {
      const source = parts.join('');
      let expected: boolean;
      try {
        expected = new RegExp(source, 'u').test(text);
      } catch {
        return;
      }
      if (/[?+*]{2}/.test(source)) return;
      expect(createPattern(source).test(text)).toBe(expected);
    }));
  });
});

describe('templates', () => {
  it.each([
    ['Closing <*> because <*>', 'Closing a because b', 0], ['Closing <*> because <*>', 'So: Closing because', 4], ['Job <jobId> failed', 'Job 12 failed', 0],
    ['Job <*> failed', 'Job 12 finished', -1], ['a <*> b', 'b a', -1],
  ])('%s in %s', (template, text, place) => expect(createTemplate(template).search(text)).toBe(place));
});

describe('the automaton', () => {
  const found = (words: readonly string[], text: string): readonly number[] => {
    const hits = new Set<number>();
    createAutomaton(words).scan(text, (word) => hits.add(word));
    return [...hits].sort((a, b) => a - b);
  };

  it.each<readonly [readonly string[], string, readonly number[]]>([
    [['he', 'she', 'his', 'hers'], 'ushers', [0, 1, 3]], [['abc', 'bc'], 'xAbCx', [0, 1]], [['a'], '', []], [[' failed'], '任务失败 failed', [0]],
  ])('%j in %s', (words, text, expected) => expect(found(words, text)).toEqual(expected));

  it('finds what a search for each word finds', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc 1.'), minLength: 1, maxLength: 6 });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.string({ unit: fc.constantFrom(...'abA 1.任'), maxLength: 60 }), (words, text) => {
      const expected = words.flatMap((one, index) => (text.toLowerCase().includes(one) ? [index] : []));
      expect(found(words, text)).toEqual(expected);
    }));
  });

  it('finds a word that lies across two pieces of a long text', () => {
    const text = `${'x'.repeat(65_534)}needle${'x'.repeat(70_000)}end`;
    expect(found(['needle', 'end', 'none'], text)).toEqual([0, 1]);
  });
});
