import { describe, expect, it } from 'vitest';
import { runCases } from './cases.js';
import { parseValue } from './values.js';
import { packOf } from './spec-support.js';

const pack = packOf({
  top: 'when: { fact: job.age, operator: greaterThanInclusive, value: 10m, limit: spec }\nhealed: { fact: job.stateful, operator: equal, value: true }\nsaysHealed: over\nzh: { says: 说, because: 因为, advice: [做], saysHealed: 好了 }',
  hot: 'scope: vertex\nunder: [top]\nvia: vertices\nwhen: { all: [ { fact: vertex.busy, operator: greaterThan, value: 900, limit: spec }, { over: downstream, take: count, where: { fact: vertex.busy, operator: greaterThan, value: 900, limit: spec }, operator: equal, value: 0 } ] }',
  led: 'under: [top]\nwhen: { fact: job.heap, operator: lessThan, value: { fact: parent.job.heap } }',
});
const run = async (file: string, text: string) => runCases(pack, new Map([[file, text]]));

it('runs cases with units, related subjects and parents', async () => {
  const { outcomes, problems } = await runCases(pack, new Map([
    ['f/top.yaml', '- { name: long, given: { job.age: 10m }, expect: fires, lookAlike: true }\n- { name: short, given: { job.age: 9 min }, expect: quiet }\n- { name: none, expect: unknown }\n- { name: over, given: { job.age: 1h, job.stateful: true }, expect: fires, healed: true }'],
    ['f/hot.yaml', '- { name: last, given: { vertex.busy: 950 }, related: { downstream: [] }, expect: fires }\n- { name: not last, given: { vertex.busy: 950 }, related: { downstream: [{ vertex.busy: 990 }] }, expect: quiet }\n- { name: no plan, given: { vertex.busy: 950 }, expect: unknown }'],
    ['f/led.yaml', '- { name: less, given: { job.heap: 512MB }, parent: { job.heap: 1GB }, expect: fires }'],
  ]));
  expect(problems).toEqual([]);
  expect(outcomes.map(({ rule, name, got, ok }) => `${rule} ${name} ${got} ${String(ok)}`)).toEqual([
    'hot last fires true', 'hot not last quiet true', 'hot no plan unknown true', 'led less fires true', 'top long fires true', 'top short quiet true', 'top none unknown true', 'top over fires true',
  ]);
  expect(outcomes.find(({ name }) => name === 'short')?.line).toBe(2);
});

it('tells which verdicts no case expects', async () => {
  const { uncovered } = await run('f/top.yaml', '- { name: a, given: { job.age: 1h }, expect: fires }');
  expect([...uncovered]).toEqual([['hot', ['fires', 'quiet', 'unknown']], ['led', ['fires', 'quiet', 'unknown']], ['top', ['quiet', 'unknown']]]);
});

describe('cases that do not hold, and mistakes', () => {
  it.each<[string, string, string, string]>([
    ['a wrong verdict', 'f/top.yaml', '- { name: a, given: { job.age: 1m }, expect: fires }', 'f/top.yaml:1:38 rule.case-failed top "a": expected fires, got quiet by job.age = 60000'],
    ['an unknown verdict', 'f/top.yaml', '- { name: a, expect: quiet }', 'got unknown; missing job.age'],
    ['not healed', 'f/top.yaml', '- { name: a, given: { job.age: 1h }, expect: fires, healed: true }', 'rule.case-failed top "a": expected healed true, got false'],
    ['a fact nobody knows', 'f/top.yaml', '- name: a\n  given:\n    job.aged: 1\n  expect: quiet', 'f/top.yaml:3:5 rule.unknown-fact no fact is called job.aged'],
    ['a value of another type', 'f/top.yaml', '- { name: a, given: { job.age: true }, expect: quiet }', 'rule.invalid job.age is a number (unit ms)'],
    ['a case without expectation', 'f/top.yaml', '- { name: a }', 'rule.invalid 0.expect'],
    ['a key nobody knows', 'f/top.yaml', '- { name: a, expects: quiet, expect: quiet }', 'there is no expects here'],
    ['a file without a rule', 'f/nobody.yaml', '- { name: a, expect: quiet }', 'no rule has the name of this file'],
  ])('%s', async (_name, file, text, expected) => {
    const { problems } = await run(file, text);
    expect(problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.code} ${one.why}`).join('\n')).toContain(expected);
  });
});

describe('values', () => {
  const of = (type: 'number' | 'string' | 'boolean', unit: 'ms' | 's' | 'bytes' | 'ratio' | 'time' | 'count' | 'none' = 'none') => ({ name: 'x', type, unit });
  it.each([
    ['10m', of('number', 'ms'), 600_000], ['1.5h', of('number', 'ms'), 5_400_000], ['90 s', of('number', 's'), 90], [250, of('number', 'ms'), 250],
    ['512MB', of('number', 'bytes'), 512 * 1024 ** 2], ['1.5g', of('number', 'bytes'), 1.5 * 1024 ** 3], ['87 %', of('number', 'ratio'), 0.87],
    ['2026-11-24T03:00:00Z', of('number', 'time'), 1_795_489_200_000], ['abc', of('string'), 'abc'], [false, of('boolean'), false],
  ] as const)('%s', (raw, spec, expected) => expect(parseValue(raw, spec)).toEqual({ ok: true, value: expected }));
  it.each([['10 apples', of('number', 'ms')], ['10m', of('number', 'count')], [1.2, of('string')], ['yes', of('boolean')], [null, of('number')], [Infinity, of('number')], ['soon', of('number', 'time')]] as const)('not %s', (raw, spec) => {
    expect(parseValue(raw, spec).ok).toBe(false);
  });
});
