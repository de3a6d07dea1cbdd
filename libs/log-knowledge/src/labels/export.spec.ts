import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { yamlFiles } from '@app/adapters/rule-files';
import { loadPack } from '@app/diagnose';
import { LabelWords, type QueuedTemplate } from '@app/model';
import { catalogue } from '@app/observe';
import { createSignatureMatcher } from '../matching/matcher.js';
import { parseSignatures } from '../signature.js';
import { exportLabels } from './export.js';

const at = '2026-01-01T00:00:00.000Z';
const words = (more: object = {}): LabelWords => LabelWords.parse({ code: 'shop-late', role: 'cause', cause: { en: 'Rows {of the shop} come late.', zh: '数据晚到。' }, because: { en: 'The shop sends them at night: all at once.', zh: '夜间集中发送。' }, advice: { en: ['Raise the lateness.'], zh: ['调大允许的延迟。'] }, ...more });
const template = (more: Partial<QueuedTemplate>, label: LabelWords = words()): QueuedTemplate => ({
  id: '0123456789abcdef', text: 'Shard <*> answers late: <*> ms', logger: 'shop.Reader', level: 'WARN', exception: null, count: 1, beforeFailures: 0, firstSeen: at, lastSeen: at, samples: [], jobs: [], worth: 1, neighbours: [], category: null,
  review: 'approved', label: { words: label, author: 'ann', at, reviewer: 'bob', reviewedAt: at, comment: null }, ...more,
});
const pack = yamlFiles(fileURLToPath(new URL('../../../../rules', import.meta.url)));

const matcherOf = (files: ReturnType<typeof exportLabels>) => {
  const parsed = parseSignatures(files.find(({ path }) => path === 'signatures/labels.yaml')?.text ?? '', 'labels.yaml');
  if (!parsed.ok) throw new Error(parsed.problem.why);
  return createSignatureMatcher(parsed.value);
};

describe('exported labels', () => {
  it.each<[string, Partial<QueuedTemplate>, string, string]>([
    ['a template with its logger', {}, '2026-01-01 10:00:00,000 WARN  shop.Reader [] - Shard 99 answers late: 7 ms', '2026-01-01 10:00:00,000 WARN  shop.Writer [] - Shard 99 answers late: 7 ms'],
    ['an exception with its message', { text: 'Gave up LateException: row <*> came late (by <*>)', exception: 'shop.LateException' }, '2026-01-01 10:00:00,000 ERROR x.Y [] - Gave up\nshop.LateException: row 1 came late (by 2)\n\tat shop.A.b(A.java:1)', 'shop.LateException: no row'],
    ['an exception without words', { text: 'LateException: <*>', exception: 'shop.LateException' }, 'shop.LateException: 42', 'shop.OtherException: 42'],
  ])('know %s', (_, more, is, not) => {
    const matcher = matcherOf(exportLabels([template(more)], () => true));
    const codeOf = (text: string): string | null => matcher.events(text).map((event) => matcher.recognise(event).match?.code ?? null)[0] ?? null;
    expect(codeOf(is)).toBe('shop-late');
    expect(codeOf(not)).toBeNull();
  });

  it('bring a rule for a new code, which the rule pack accepts', () => {
    const files = exportLabels([template({})], () => false);
    const [rule] = files.filter(({ path }) => path === 'labels/shop-late.yaml');
    const loaded = loadPack(new Map([...pack, [rule?.path ?? '', rule?.text ?? '']]), catalogue);
    expect(loaded.ok ? loaded.value.rule('shop-late')?.written.severity : loaded.problems).toBe('warning');
    expect(rule?.text).toContain('Rows (of the shop) come late.');
  });

  it.each<[string, QueuedTemplate, (code: string) => boolean, readonly string[]]>([
    ['a code that is there', template({}), () => true, ['signatures/labels.yaml']],
    ['noise', template({}, words({ role: 'harmless', note: 'It is printed at every start.' })), () => false, ['signatures/labels.yaml']],
    ['a new cause', template({}), () => false, ['signatures/labels.yaml', 'labels/shop-late.yaml']],
    ['only a proposal', template({ review: 'proposed' }), () => false, []],
    ['one that was rejected', template({ review: 'rejected' }), () => false, []],
  ])('of %s are %#', (_, one, hasCode, paths) => expect(exportLabels([one], hasCode).map(({ path }) => path)).toEqual(paths));
});
