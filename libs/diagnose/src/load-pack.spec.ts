import { describe, expect, it } from 'vitest';
import { loadPack } from './load-pack.js';
import { facts, files, packOf, rule } from './spec-support.js';

const when = 'when: { all: [{ fact: job.restarts, operator: greaterThan, value: 0 }] }';
const told = (rules: Readonly<Record<string, string>>): readonly string[] => {
  const loaded = loadPack(files(rules), facts);
  return loaded.ok ? [] : loaded.problems.map(({ code, file, line, column, why }) => `${file}:${line}:${column} ${code} ${why}`);
};

it('loads a pack and its graph', () => {
  const pack = packOf({ top: `${when}\nmandatory: true`, below: `${when}\nunder: [top]\nroot: true`, slow: 'under: [top]\nscope: vertex\nvia: vertices\nwhen: { fact: vertex.busy, operator: greaterThan, value: 900, limit: "of 1000 ms/s" }' });
  expect(pack.rules.map(({ code }) => code)).toEqual(['below', 'slow', 'top']);
  expect(pack.roots.map(({ code }) => code)).toEqual(['below', 'top']);
  expect(pack.children('top').map(({ code }) => code)).toEqual(['below', 'slow']);
  expect(pack.mandatory).toEqual(['top']);
});

it('leaves out retired rules and signature files', () => {
  const all = new Map([...files({ a: `${when}\nstatus: retired`, b: when }), ['signatures/x.yaml', '- not a rule']]);
  const loaded = loadPack(all, facts);
  expect(loaded.ok && loaded.value.rules.map(({ code }) => code)).toEqual(['b']);
});

const leaf = (text: string): string => `when:\n  all:\n    - { ${text} }`;
describe('every mistake is told with its place', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an unknown fact', { a: leaf('fact: job.restart, operator: equal, value: 0') }, 'f/a.yaml:4:9 rule.unknown-fact no fact is called job.restart'],
    ['another scope', { a: leaf('fact: vertex.busy, operator: equal, value: 0') }, 'f/a.yaml:4:9 rule.invalid vertex.busy is a fact of a vertex; a job cannot read it'],
    ['a number without reason', { a: leaf('fact: job.restarts, operator: equal, value: 5') }, 'f/a.yaml:4:46 rule.invalid 5 needs limit'],
    ['a comparison that does not fit', { a: leaf('fact: job.name, operator: lessThan, value: x') }, 'f/a.yaml:4:25 rule.invalid lessThan does not go with the string job.name'],
    ['a word outside the vocabulary', { a: leaf('fact: job.state, operator: equal, value: RUNING') }, 'rule.invalid job.state is one of RUNNING'],
    ['other units', { a: leaf('fact: job.age, operator: equal, value: { fact: job.heap }') }, 'job.age is in ms, job.heap in bytes'],
    ['other types', { a: leaf('fact: job.age, operator: equal, value: { fact: job.name }') }, 'job.age is a number, job.name a string'],
    ['a comparison nobody knows', { a: leaf('fact: job.age, operator: near, value: 0') }, 'f/a.yaml:4:24 rule.invalid'],
    ['a pattern that is not RE2', { a: leaf('fact: job.name, operator: matches, value: "(?=x)"') }, 'not an RE2 pattern'],
    ['json path', { a: leaf('fact: job.age, operator: equal, value: 0, path: $.x') }, 'rule.invalid Unrecognized key'],
    ['an empty any', { a: 'when: { any: [] }' }, 'any is a list of at least one condition'],
    ['all beside any', { a: `when: { all: [${'{ fact: job.age, operator: equal, value: 0 }'}], any: [] }` }, 'all stands alone'],
    ['no condition', { a: 'side: user' }, 'f/a.yaml:1:1 rule.invalid when'], ['a condition that is a word', { a: 'when: always' }, 'f/a.yaml:2:1 rule.invalid a condition is all, any, not, or a leaf'],
    ['parent.x in a root', { a: leaf('fact: parent.job.age, operator: equal, value: 0') }, 'has no parent to read'],
    ['an aggregate over nothing', { a: leaf('over: downstream, take: count, operator: equal, value: 0') }, 'no relation downstream starts at a job'],
    ['a count of a fact', { a: leaf('over: vertices, take: count, fact: vertex.busy, operator: equal, value: 0') }, 'count counts subjects'],
    ['a share of everything', { a: leaf('over: vertices, take: share, operator: equal, value: 1') }, 'share needs where'],
    ['an unknown fact in where', { a: leaf('over: vertices, take: count, where: { fact: vertex.bussy, operator: equal, value: 0 }, operator: equal, value: 0') }, 'rule.unknown-fact no fact is called vertex.bussy'],
    ['an odd window', { a: leaf('fact: job.age, operator: equal, value: 0, within: soon') }, 'within is a duration'],
    ['a text about nothing', { a: `${when}\nsays: it has {job.age}` }, 'f/a.yaml:3:1 rule.invalid {job.age} is named by neither when, healed nor shows'],
    ['a text about a fact nobody knows', { a: `${when}\nsays: it has {job.ages}` }, 'rule.unknown-fact {job.ages} is not in the fact catalogue'],
    ['a Chinese text about nothing', { a: `${when}\nzh: { says: "{job.heap}", because: x, advice: [y] }` }, 'f/a.yaml:3:7 rule.invalid {job.heap}'],
    ['an open brace', { a: `${when}\nsays: "it has {job.age"` }, 'a brace is not closed'],
    ['no Chinese', { a: `${when}\nzh: { says: x }` }, 'zh.because'],
    ['less Chinese advice', { a: `${when}\nzh: { says: x, because: x, advice: [] }` }, 'zh.advice has 0 sentences, advice has 1'],
    ['healed without words', { a: `${when}\nhealed: { fact: job.age, operator: equal, value: 0 }` }, 'healed needs saysHealed'],
    ['an unknown key', { a: `${when}\nseverty: x` }, 'f/a.yaml:3:1 rule.invalid there is no severty here'],
    ['a wrong word', { a: `${when}\nseverity: high` }, 'f/a.yaml:3:1 rule.invalid severity'],
    ['a fix without action', { a: `${when}\nfix: { with: {} }` }, 'fix.action'],
    ['an unknown parent', { a: `${when}\nunder: [nobody]` }, 'f/a.yaml:3:9 rule.unknown-parent no rule is called nobody'],
    ['a circle', { a: `${when}\nunder: [b]`, b: `${when}\nunder: [a]` }, 'f/a.yaml:3:1 rule.cycle rules are under each other in a circle: a → b → a'],
    ['a root vertex', { a: 'scope: vertex\nwhen: { fact: vertex.busy, operator: equal, value: 0 }' }, 'a root is judged for a cluster, a job or'],
    ['scopes apart', { a: when, b: 'under: [a]\nscope: vertex\nwhen: { fact: vertex.busy, operator: equal, value: 0 }' }, 'a is about a job, this rule about a vertex: say via'],
    ['a way to elsewhere', { a: when, b: 'under: [a]\nscope: vertex\nvia: taskmanagers\nwhen: { fact: vertex.busy, operator: equal, value: 0 }' }, 'via taskmanagers does not lead from the job of a to a vertex'],
    ['an unknown rival', { a: `${when}\nrivals: [nobody]` }, 'no rule is called nobody'],
    ['YAML that is none', { a: 'when: [' }, 'f/a.yaml:'],
    ['since without time', { a: `${when}\nsince: job.heap` }, 'since is a time or an age in ms'],
  ])('%s', (_name, rules, expected) => {
    expect(told(rules).join('\n')).toContain(expected);
  });

  it('the same id twice, and an id that is not the file name', () => {
    const loaded = loadPack(new Map([['x/a.yaml', rule('a', when)], ['y/a.yaml', rule('a', when)], ['y/b.yaml', rule('c', when)]]), facts);
    expect(loaded.ok ? [] : loaded.problems.map(({ code, file }) => `${file} ${code}`)).toEqual(['y/a.yaml rule.duplicate', 'y/b.yaml rule.invalid']);
  });

  it('all of them at once, in the order of the files', () => {
    const problems = told({ b: leaf('fact: job.x, operator: equal, value: 0'), a: `${leaf('fact: job.y, operator: equal, value: 7')}\nunder: [nobody]` });
    expect(problems.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(['f/a.yaml:4:9 rule.unknown-fact', 'f/a.yaml:5:9 rule.unknown-parent', 'f/b.yaml:4:9 rule.unknown-fact']);
  });
});
