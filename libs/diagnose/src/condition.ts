import type { FactType, FactValue, Relation, Unit } from '@app/model';
import { comparisons, type ComparisonName, type Limit } from './comparisons.js';

export const takes = ['max', 'min', 'sum', 'mean', 'median', 'count', 'share', 'spread'] as const;
export type Take = (typeof takes)[number];

/** A fact of the own subject (or an enclosing one), or of the subject that led here (`parent.x` in a rule). */
export interface FactTerm {
  readonly kind: 'fact';
  readonly name: string;
  readonly from: 'own' | 'parent';
  readonly type: FactType;
  readonly unit: Unit;
}

/** One number over all related subjects. `where` stands for `count` and `share`; `fact` for the others. */
export interface AggregateTerm {
  readonly kind: 'aggregate';
  readonly over: Relation;
  readonly take: Take;
  readonly fact: string | null;
  readonly where: Condition | null;
  readonly unit: Unit;
  /** Name in texts and evidence. */
  readonly label: string;
}

export type Bound =
  | { readonly kind: 'constant'; readonly value: Limit }
  | { readonly kind: 'fact'; readonly term: FactTerm; readonly times: number };

export interface Leaf {
  readonly kind: 'leaf';
  readonly left: FactTerm | AggregateTerm;
  readonly operator: ComparisonName;
  readonly right: Bound;
  /** Where the limit comes from, for the reader. */
  readonly limit: string | null;
  /** Milliseconds back from now that the value must cover; null = a moment. */
  readonly within: number | null;
}

/** What stands in a rule. */
export type Condition = Leaf | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] } | { readonly kind: 'not'; readonly of: Condition };

/** The same without `not`, its leaves numbered from left to right. */
export type Tree = { readonly kind: 'leaf'; readonly leaf: Leaf; readonly index: number } | { readonly kind: 'all' | 'any'; readonly of: readonly Tree[] };

/** Pushes `not` down to the leaves (De Morgan), where each comparison has its exact opposite. The top is always `all` or `any`. */
export function compileTree(condition: Condition): { readonly kind: 'all' | 'any'; readonly of: readonly Tree[] } {
  let next = 0;
  const visit = (node: Condition, negated: boolean): Tree => {
    if (node.kind === 'not') return visit(node.of, !negated);
    if (node.kind === 'leaf') {
      const leaf = negated ? { ...node, operator: comparisons[node.operator].opposite } : node;
      next += 1;
      return { kind: 'leaf', leaf, index: next - 1 };
    }
    const kind = (node.kind === 'all') === negated ? 'any' : 'all';
    return { kind, of: node.of.map((child) => visit(child, negated)) };
  };
  const tree = visit(condition, false);
  return tree.kind === 'leaf' ? { kind: 'all', of: [tree] } : tree;
}

export const leavesOf = (tree: Tree): readonly Leaf[] => (tree.kind === 'leaf' ? [tree.leaf] : tree.of.flatMap(leavesOf));

/** Fact name as it stands in a rule. */
export const termName = (term: FactTerm | AggregateTerm): string =>
  term.kind === 'aggregate' ? term.label : term.from === 'parent' ? `parent.${term.name}` : term.name;

/** Every name that a text may put in braces because of this condition. */
export const namesIn = (tree: Tree): readonly string[] =>
  leavesOf(tree).flatMap((leaf) => [termName(leaf.left), ...(leaf.right.kind === 'fact' ? [termName(leaf.right.term)] : [])]);

/** The limit as one value, for evidence. */
export const limitValue = (limit: Limit): FactValue => (typeof limit === 'object' ? limit.join(', ') : limit);
