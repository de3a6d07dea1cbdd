import { describe, expect, it } from 'vitest';
import { parseSignatures } from '../signature.js';
import { createSignatureMatcher } from './matcher.js';

const matcherOf = (yaml: string) => {
  const parsed = parseSignatures(yaml, 'x.yaml');
  if (!parsed.ok) throw new Error(parsed.problem.why);
  return createSignatureMatcher(parsed.value);
};
const line = (second: number, message: string, logger = 'a.b.Task'): string => `2026-11-25 01:02:${String(second).padStart(2, '0')},000 WARN  ${logger} [] - ${message}`;
const trace = (...classes: readonly string[]): string => classes.map((name, index) => `${index === 0 ? '' : 'Caused by: '}a.${name}: no\n\tat x.Y.z(Y.java:1)`).join('\n');

describe('conditions of a signature', () => {
  it.each<readonly [string, string, string, boolean]>([
    ['a chain in order', 'chain: [AException, CException]', trace('AException', 'BException', 'CException'), true],
    ['a chain in another order', 'chain: [CException, AException]', trace('AException', 'BException', 'CException'), false],
    ['a class, the chain around it', 'class: BException, chain: [AException]', trace('AException', 'BException'), true],
    ['a class without the chain', 'class: BException, chain: [AException]', trace('BException'), false],
    ['a logger by its simple name', 'logger: Task, text: gone', line(1, 'all gone'), true],
    ['a logger by its full name', 'logger: [x.Y, a.b.Task], text: gone', line(1, 'all gone'), true],
    ['another logger', 'logger: Task, text: gone', line(1, 'all gone', 'a.b.Tasks'), false],
    ['no logger', 'logger: Task, text: gone', 'all gone', false],
    ['the begin of a message', 'text: ^all', line(1, 'all gone'), true],
    ['a text and a class, both', 'text: gone, class: AException', `${line(1, 'all gone')}\n${trace('AException')}`, true],
    ['a text and a class, the class is another', 'text: gone, class: AException', `${line(1, 'all gone')}\n${trace('BException')}`, false],
    ['a template', 'template: "Closing <*> because <jobId> is over"', line(1, 'Closing a because b is over'), true],
    ['a template in another order', 'template: "Closing <*> because <jobId> is over"', line(1, 'b is over because Closing'), false],
    ['upper and lower case', 'text: "(?i)ALL GONE"', line(1, 'All gone'), true],
    ['one of several patterns', 'text: ["is over", "all gone"]', line(1, 'all gone'), true],
    ['none of several patterns', 'text: ["is over", "all gone"]', line(1, 'all is well'), false],
    ['a flag of one pattern, not of the next', 'text: ["(?i)ALL GONE", "IS OVER"]', line(1, 'it is over'), false],
    ['an error of one line that names its exception', 'class: AException', line(1, 'It failed: x.AException: no').replace('WARN', 'ERROR'), true],
    ['a warning of one line that names an exception', 'class: AException', line(1, 'It failed: x.AException: no'), false],
  ])('%s', (_, conditions, text, expected) => {
    expect(matcherOf(`- { id: a, code: b, role: cause, note: n, ${conditions} }`).match(text).match !== null).toBe(expected);
  });

  it.each([
    ['flink-root-taskexecutor-0-host.log', true], ['flink-root-standalonesession-0-host.log', false], ['logs/tm-1.log', true], ['all.log [pod/demo-taskmanager-1-7/main]', true],
    ['jobmanager.log', false], ['flink-root-client-host.log', false], ['some.log', true], ['', true],
  ])('where: tm in %s', (file, expected) => {
    const matcher = matcherOf('- { id: a, code: b, role: cause, text: gone, where: tm, note: n }');
    expect(matcher.events(line(1, 'gone'), file).map((event) => matcher.recognise(event).match !== null)).toEqual([expected]);
  });

  it('alone is told', () => expect(matcherOf('- { id: a, code: b, role: cause, text: gone, alone: true, note: n }').match('gone').match).toMatchObject({ alone: true, note: 'n' }));
});

describe('sequences', () => {
  const yaml = '- { id: a, code: late, role: cause, text: gone, after: { text: began, within: 10s }, note: n }\n- { id: b, code: plain, role: symptom, text: gone, note: n }';
  const codes = (text: string, file = ''): readonly (string | undefined)[] => {
    const matcher = matcherOf(yaml);
    const follow = matcher.follow();
    return matcher.events(text, file).map((event) => follow(event).match?.code);
  };

  it.each<readonly [string, readonly string[], readonly (string | undefined)[]]>([
    ['soon after', [line(1, 'it began'), line(2, 'x'), line(11, 'gone')], [undefined, undefined, 'late']],
    ['too late', [line(1, 'it began'), line(12, 'gone')], [undefined, 'plain']],
    ['before', [line(1, 'gone'), line(2, 'it began')], ['plain', undefined]],
    ['never', [line(1, 'gone')], ['plain']],
    ['in the same event', [line(1, 'it began and is gone')], ['plain']],
    ['twice', [line(1, 'it began'), line(20, 'it began'), line(21, 'gone')], [undefined, undefined, 'late']],
  ])('%s', (_, lines, expected) => expect(codes(lines.join('\n'))).toEqual(expected));

  it.each<readonly [string, readonly string[], string]>([
    ['long enough', [line(1, 'it began'), line(9, 'gone')], 'slow'],
    ['too short', [line(1, 'it began'), line(5, 'gone')], 'plain'],
    ['as long as the newest of two', [line(1, 'it began'), line(7, 'it began'), line(9, 'gone')], 'plain'],
    ['as long as nobody knows, where no time is printed', ['it began', 'gone'].map((words) => `INFO  a.B [] - ${words}`), 'plain'],
  ])('may have to last: %s', (_, lines, expected) => {
    const matcher = matcherOf('- { id: a, code: slow, role: cause, text: gone, after: { text: began, within: 1m, atLeast: 5s }, note: n }\n- { id: b, code: plain, role: symptom, text: gone, note: n }');
    const follow = matcher.follow();
    expect(matcher.events(lines.join('\n')).map((event) => follow(event).match?.code).at(-1)).toBe(expected);
  });

  it('are told within one container only', () => {
    expect(codes(['[pod/a/main] ', '[pod/b/main] '].map((pod, index) => `${pod}${line(index + 1, index === 0 ? 'it began' : 'gone')}`).join('\n'))).toEqual([undefined, 'plain']);
  });

  it('by the exception before', () => {
    const matcher = matcherOf('- { id: a, code: late, role: cause, class: BException, after: { class: AException, message: "^no" }, note: n }');
    expect(matcher.match(`${line(1, 'x')}\n${trace('AException')}\n${line(2, 'y')}\n${trace('BException')}`).match?.code).toBe('late');
    expect(matcher.match(`${line(1, 'x')}\n${trace('CException')}\n${line(2, 'y')}\n${trace('BException')}`).match).toBeNull();
  });

  it('are not seen in single events', () => {
    const matcher = matcherOf(yaml);
    expect(matcher.events([line(1, 'it began'), line(2, 'gone')].join('\n')).map((event) => matcher.recognise(event).match?.code)).toEqual([undefined, 'plain']);
  });
});

describe('suppressed branches', () => {
  const matcher = matcherOf('- { id: a, code: main, role: cause, class: AException, note: n }\n- { id: b, code: beside, role: cause, class: BException, priority: 9, note: n }\n- { id: e, code: around, role: envelope, class: EException, note: n }\n- { id: s, code: seen, role: symptom, class: SException, note: n }');
  it.each([
    ['never beats the chain', 'AException', 'main'], ['is better than an envelope', 'EException', 'beside'], ['is better than nothing', 'XException', 'beside'], ['does not beat a symptom', 'SException', 'seen'],
  ])('%s', (_, outer, code) => expect(matcher.match(`x.${outer}: y\n\tat a.B.c(B.java:1)\n\tSuppressed: x.BException: z\n\t\tat a.B.c(B.java:1)`).match?.code).toBe(code));
});

describe('the line that decided', () => {
  const matcher = matcherOf('- { id: a, code: b, role: cause, class: AException, message: "^second", note: n }\n- { id: t, code: c, role: cause, text: "it is (really )?gone", note: n }');
  it.each([
    ['the head of the link', 'a.XException: x\n\tat a.B.c(B.java:1)\nCaused by: a.AException: first\n\tat a.B.c(B.java:1)\nCaused by: a.AException: second time', { text: 'Caused by: a.AException: second time', line: 4 }],
    ['a line of the message', `${line(1, 'Options:')}\n  a: 1\n  b: it is gone`, { text: 'b: it is gone', line: 2 }],
    ['an event of a log', `${line(1, 'x')}\n${line(2, 'it is really gone')}`, { text: line(2, 'it is really gone'), line: 1 }],
    ['words in a sentence', 'We see that it is gone.', { text: 'We see that it is gone.', line: 0 }],
  ])('%s', (_, text, quote) => expect(matcher.match(text).quote).toEqual(quote));
});

it('a long text is searched in one pass with the same result', () => {
  const many = Array.from({ length: 300 }, (_, index) => `- { id: s${index}, code: c${index}, role: cause, text: "word${index} (is|was) gone", note: n }`).join('\n');
  const matcher = matcherOf(many);
  const events = Array.from({ length: 3000 }, (_, index) => line(index % 60, `${'padding '.repeat(20)}word${index % 300} was ${index % 2 === 0 ? 'gone' : 'there'}`));
  const codes = matcher.events(events.join('\n')).map((event) => matcher.recognise(event).match?.code);
  expect(codes).toEqual(events.map((_, index) => (index % 2 === 0 ? `c${index % 300}` : undefined)));
});
