import type { Condition, FactTerm, Leaf, Tree } from './condition.js';
import { prepare } from './prepared.js';
import type { Pack, Rule } from './rule.js';

/** Says whether a fact can be known for the subject of a rule. */
export type Knows = (fact: string) => boolean;

/**
 * The rules that could fire if nothing but the facts that `knows` were known, without the branches that would need others.
 * Each is a root, because its parents may be out of reach; none is mandatory, because nothing is called healthy by them.
 */
export function packToldBy(pack: Pack, knows: Knows): Pack {
  const rules = pack.rules.flatMap((rule): readonly Rule[] => {
    const when = pruned(rule.when.tree, knows);
    if (when === null) return [];
    const healed = rule.healed === null ? null : pruned(rule.healed.tree, knows);
    return [{ ...rule, isRoot: true, via: [], when: prepare(when), healed: healed === null ? null : prepare(healed) }];
  });
  const codes = new Map(rules.map((rule) => [rule.code, rule]));
  return {
    ...pack, rules, roots: rules, mandatory: [],
    rule: (code) => codes.get(code) ?? null,
    children: (code) => pack.children(code).flatMap((rule) => codes.get(rule.code) ?? []),
  };
}

/** Without the branches of an `any` that cannot hold; null when it cannot hold at all. */
function pruned(tree: Tree, knows: Knows): Condition | null {
  if (tree.kind === 'leaf') return isKnown(tree.leaf, knows) ? tree.leaf : null;
  const parts = tree.of.map((part) => pruned(part, knows));
  const of = parts.filter((part) => part !== null);
  const holds = tree.kind === 'all' ? of.length === parts.length : of.length > 0;
  return holds ? { kind: tree.kind, of } : null;
}

const isKnown = ({ left, right }: Leaf, knows: Knows): boolean => left.kind === 'fact' && isOwn(left, knows) && (right.kind === 'constant' || isOwn(right.term, knows));
const isOwn = ({ from, name }: FactTerm, knows: Knows): boolean => from === 'own' && knows(name);
