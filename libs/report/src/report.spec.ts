import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnosis, type Finding } from '@app/model';
import { arrange, groupRuledOut } from './chain.js';
import { renderDiagnosisPage, renderJobsPage, pageLanguage } from './html.js';
import { columns, table, wrap } from './layout.js';
import { renderMarkdown } from './markdown.js';
import { renderText } from './text.js';

const at = '2026-01-01T00:00:00.000Z';
const job = { scope: 'job', id: 'j1', name: 'orders' } as const;
const vertex = { scope: 'vertex', id: 'j1/v2', name: 'Join' } as const;

const finding = (more: Partial<Finding>): Finding => ({
  id: 'a', code: 'ckpt-stale', subject: job, parents: [], since: at, kind: 'fault', severity: 'warning', stage: 'running', group: 'runtime', side: 'user',
  confidence: { level: 'high', why: 'direct evidence' }, says: 'No checkpoint for 3 min.', because: 'Barriers are late.',
  evidence: [{ fact: 'checkpoint.age', subject: job, value: 180_000, unit: 'ms', limit: 60_000, limitSource: 'six intervals', at, source: 'flink' }],
  advice: ['Look below.'], needsAction: 'yes', fix: null, references: ['https://example.org/doc'], ...more,
});
const cause = finding({
  id: 'b', code: 'backpressure-root', subject: vertex, parents: ['a'], says: 'Join is too slow.', advice: ['Raise the parallelism of Join.'],
  evidence: [
    { fact: 'vertex.busyMax', subject: vertex, value: 998, unit: 'ms/s', limit: 800, limitSource: null, at, source: 'flink' },
    { fact: 'job.state', subject: job, value: 'RUNNING', unit: 'none', limit: 'RUNNING', limitSource: null, at, source: 'flink' },
  ],
});

const diagnosis = (more: Partial<Diagnosis> = {}): Diagnosis => Diagnosis.parse({
  schemaVersion: '1', id: 'd1', at, time: 'during', cluster: { name: 'prod', url: 'http://prod:8081', flinkVersion: '2.3.0' },
  job: { id: 'j1', name: 'orders', state: 'RUNNING', startTime: at }, jobs: [], verdict: 'faulty', score: null, summary: 'orders is faulty.', causes: ['b'],
  findings: [finding({}), cause, finding({ id: 'c', code: 'ckpt-disabled', severity: 'info' })],
  ruledOut: [{ code: 'heap-oom', subject: job, fact: 'failure.cause', value: '', why: 'no failure' }, { code: 'disk-full', subject: job, fact: 'failure.cause', value: '', why: 'no failure' }],
  unknown: [{ code: 'gc-pressure', subject: job, missing: [{ fact: 'taskmanager.heapUsed', why: 'HTTP 500' }] }],
  looked: [{ source: 'flink', need: 'overview', at, ok: true, ms: 3, why: null }, { source: 'flink', need: 'taskmanagers', at, ok: false, ms: 9, why: 'HTTP 500' }], tookMs: 12, ...more,
});
const text = (of: Diagnosis, lang: 'en' | 'zh' = 'en'): string => renderText(of, { lang, colour: false, width: 100 });

describe('the arrangement of a diagnosis', () => {
  it('leads from the symptom down to its cause, and keeps the rest apart', () => {
    const { chains, others } = arrange(diagnosis());
    expect(chains.map(({ links }) => links.map(({ code }) => code))).toEqual([['ckpt-stale', 'backpressure-root']]);
    expect(others.map(({ code }) => code)).toEqual(['ckpt-disabled']);
  });

  it('ends where parents go in a circle or are missing', () => {
    const circle = [finding({ id: 'a', parents: ['b'] }), finding({ id: 'b', parents: ['a', 'gone'] })];
    expect(arrange(diagnosis({ findings: circle, causes: ['a', 'gone'] })).chains).toHaveLength(1);
  });

  it('puts together what one fact rules out', () => {
    expect(groupRuledOut(diagnosis()).map(({ codes }) => codes)).toEqual([['heap-oom', 'disk-full']]);
  });
});

describe('a report', () => {
  it.each([
    ['text', text(diagnosis())], ['Markdown', renderMarkdown(diagnosis(), { lang: 'en' })],
    ['page', renderDiagnosisPage(diagnosis(), { lang: 'en', nonce: 'n' })],
  ])('as %s has verdict, cause, numbers with their limit, advice and what could not be told', (_, report) => {
    for (const part of ['FAULTY', 'orders', 'backpressure-root', '998 ms/s', '800 ms/s', '3 min', 'six intervals', 'Raise the parallelism of Join', 'gc-pressure', 'HTTP 500', 'heap-oom']) expect(report).toContain(part);
  });

  it('leaves out a limit that only repeats the value', () => {
    expect(text(diagnosis())).toMatch(/job\.state +RUNNING +orders$/m);
  });

  it('has its own words in Chinese', () => {
    for (const part of ['故障', '根因', '无法判断', '作业侧']) expect(text(diagnosis(), 'zh')).toContain(part);
    expect(text(diagnosis(), 'zh')).not.toMatch(/Causes|limit|Ruled out/);
  });

  it('has no escape sequences without colour, and the same words with it', () => {
    const coloured = renderText(diagnosis(), { lang: 'en', colour: true, width: 100 });
    expect(text(diagnosis())).not.toContain('\u001b');
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(text(diagnosis()));
  });

  it('of a cluster lists its jobs in the order given', () => {
    const lines = ['bad', 'good'].map((name) => ({ id: name, name, state: 'RUNNING', verdict: name === 'bad' ? 'faulty' as const : 'healthy' as const, firstCause: name === 'bad' ? 'heap-oom' : null, summary: name }));
    const report = text(diagnosis({ job: null, jobs: lines }));
    expect(report.indexOf('bad')).toBeLessThan(report.indexOf('good'));
  });
});

describe('names and messages that jobs give', () => {
  const hostile = (name: string): Diagnosis => diagnosis({
    job: { id: 'j1', name, state: name, startTime: null }, summary: name, causes: ['a'], jobs: [],
    findings: [finding({ says: name, because: name, advice: [name], subject: { ...job, name }, references: [name], evidence: [{ fact: 'f', subject: { ...vertex, name }, value: name, unit: 'none', limit: `${name}!`, limitSource: name, at, source: 's' }] })],
    unknown: [{ code: 'x', subject: { ...job, name }, missing: [{ fact: 'y', why: name }] }],
  });

  it('cannot steer a terminal', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(text(hostile(name))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }));
  });

  it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", '</title><script>', 'javascript:alert(1)'])('cannot put markup into a page: %s', (name) => {
    const page = renderDiagnosisPage(hostile(name), { lang: 'en', nonce: 'n' });
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|' onmouseover='|href="javascript/);
    const rows = [{ id: name, name, cluster: name, state: name, verdict: 'faulty' as const, firstCause: name, checkedAt: at, diagnosisId: name }];
    expect(renderJobsPage(rows, { lang: 'en', nonce: 'n', next: null, note: name })).not.toMatch(/<script|<img|' onmouseover='/);
  });

  it.each(['[ok](https://evil.example)', '![x](https://evil.example/p.png)', '<b>x</b>', '`code`', '| a | b |', 'dtmd://x'])('cannot put links or markup into Markdown: %s', (name) => {
    const markdown = renderMarkdown(hostile(name), { lang: 'en' });
    expect(markdown).not.toContain(name);
    expect(markdown).not.toMatch(/[^\\]\]\(/);
  });
});

describe('layout', () => {
  it('counts wide characters twice', () => {
    expect([columns('ab'), columns('反压'), columns('a反')]).toEqual([2, 4, 3]);
  });

  it('wraps within the width, loses nothing, and leaves a long word whole', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z反压]{1,12}$/), { maxLength: 30 }), (words) => {
      const lines = wrap(words.join(' '), 30);
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(30);
      expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
    }));
    expect(wrap(`a ${'x'.repeat(50)} b`, 30)).toEqual(['a', 'x'.repeat(50), 'b']);
  });

  it('lines up columns', () => {
    expect(table([['a', 'x'], ['反压', 'y']])).toEqual(['a     x', '反压  y']);
  });
});

it.each([[undefined, 'en'], ['zh-CN,zh;q=0.9', 'zh'], ['en-US,zh;q=0.5', 'en']])('a page for %s is in %s', (accept, lang) => expect(pageLanguage(accept)).toBe(lang));
