import type { FactSpec, NeedKind, Scope, Unit } from '@app/model';

/** What an observer says about a fact; name and scope come from where it stands. */
export type Draft = Omit<FactSpec, 'name' | 'scope'>;

export const number = (unit: Unit, needs: readonly NeedKind[], doc: string): Draft => ({ type: 'number', unit, needs, doc });
export const text = (needs: readonly NeedKind[], doc: string, values?: readonly string[]): Draft =>
  values === undefined ? { type: 'string', unit: 'none', needs, doc } : { type: 'string', unit: 'none', needs, doc, values };
export const flag = (needs: readonly NeedKind[], doc: string): Draft => ({ type: 'boolean', unit: 'none', needs, doc });

export const specsOf = (scope: Scope, drafts: Readonly<Record<string, Draft>>): readonly FactSpec[] =>
  Object.entries(drafts).map(([name, draft]) => ({ name, scope, ...draft }));
