import { describe, expect, it } from 'vitest';
import { loadPack } from './load-pack.js';
import { facts, files } from './spec-support.js';

const shape = `side: platform
says: "<what> It is <id>."
when: { all: [{ fact: job.name, operator: equal, value: "<id>" }] }
zh: { says: "<what> 规则 <id>。" }
`;
const load = (rules: Readonly<Record<string, string>>, shapes: Readonly<Record<string, string>>) =>
  loadPack(new Map([...files(rules), ...Object.entries(shapes).map(([name, text]) => [`shapes/${name}.yaml`, text] as const)]), facts);
const placesOf = (...args: Parameters<typeof load>): readonly string[] => {
  const loaded = load(...args);
  return loaded.ok ? [] : loaded.problems.map(({ file, line, column, why }) => `${file}:${line}:${column} ${why}`);
};

describe('a rule that is like a shape', () => {
  it('takes over what it does not say itself, with its own id and sentence', () => {
    const loaded = load({ a: 'like: named\nwhat: Alpha.\nzh: { what: "甲。", because: x, advice: [y] }' }, { named: shape });
    if (!loaded.ok) throw new Error(loaded.problem.why);
    const rule = loaded.value.rule('a');
    expect(rule?.texts.en.says).toBe('a says'); // the rule's own text wins
    expect(rule?.texts.zh.says).toBe('甲。 规则 a。');
    expect(rule?.when.leaves[0]?.right).toMatchObject({ value: 'a' });
    expect(loaded.value.rules.map(({ code }) => code)).toEqual(['a']);
  });

  it('may be like a shape that is like another', () => {
    const loaded = load({ a: 'like: second\nwhat: Alpha.\nzh: { what: "甲。", because: x, advice: [y] }' }, { named: shape, second: 'like: named\nzh: { says: "<what>第二" }' });
    expect(loaded.ok && loaded.value.rule('a')?.texts.zh.says).toBe('甲。第二');
  });

  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['an unknown shape', 'like: nmed', { named: shape }, 'f/a.yaml:2:1 there is no shape nmed; shapes: named'],
    ['shapes in a circle', 'like: one', { one: 'like: two', two: 'like: one' }, 'lead in a circle'],
    ['a mistake of the shape', 'like: named\nwhat: x', { named: shape.replace('job.name', 'job.nme') }, 'shapes/named.yaml:3:17 no fact is called job.nme'],
    ['a key that nobody knows in the shape', 'like: named\nwhat: x', { named: `${shape}colour: red` }, 'shapes/named.yaml:5:1 there is no colour here'],
    ['what without a shape', 'what: x\nwhen: { all: [{ fact: job.name, operator: equal, value: x }] }', {}, 'f/a.yaml:2:1 there is no what here'],
    ['a shape that is not YAML', 'like: named', { named: 'a: [' }, 'shapes/named.yaml:1:'],
  ])('names the place of %s', (_, rule, shapes, place) => expect(placesOf({ a: rule }, shapes).join('\n')).toContain(place));
});
