import { emptySnapshot, relations, scopes, type Subject } from '@app/model';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { needKinds, needsOf } from './needs.js';
import { computes } from './observe.js';
import { relationNeeds } from './relations.js';

const ids: Readonly<Record<string, string>> = { job: 'j', vertex: 'j/v', subtask: 'j/v/0' };
const subjectOf = (scope: Subject['scope']): Subject => ({ scope, id: ids[scope] ?? 'x', name: 'x' });

describe('the fact catalogue', () => {
  it('has exactly one computation for every fact', () => {
    expect([...computes.keys()].sort()).toEqual(catalogue.map(({ name }) => name).sort());
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
  });

  it.each(catalogue.map((spec) => [spec.name, spec] as const))('%s is documented, sorted and can be asked for', (name, spec) => {
    expect(spec.doc.length).toBeGreaterThan(5);
    expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    for (const kind of spec.needs) expect(needsOf(kind, subjectOf(spec.scope), emptySnapshot(new Date(0))), kind).not.toBe('unreachable');
  });

  it('names kinds of questions that exist, also for relations', () => {
    for (const scope of scopes) for (const relation of relations) for (const kind of relationNeeds(relation, subjectOf(scope))) expect(needKinds).toContain(kind);
  });

  it('cannot ask what makes no sense', () => {
    const cluster = subjectOf('cluster');
    expect(needsOf('job', cluster, emptySnapshot(new Date(0)))).toBe('unreachable');
    expect(needsOf('nonsense', cluster, emptySnapshot(new Date(0)))).toBe('unreachable');
  });
});
