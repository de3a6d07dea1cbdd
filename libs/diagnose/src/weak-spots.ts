import type { CompiledRule as Rule } from './compiled.js';
import { compileTree, type Condition } from './condition.js';

const hurts = ({ written }: Rule): boolean => written.kind !== 'advice' && written.severity !== 'info';

/** A parent that is over while its child is not holds nothing. */
const outlasts = (parent: Rule, child: Rule): boolean => parent.healed === null || treeOf(parent.healed) === treeOf(child.healed);
const treeOf = (condition: Condition | null): string => (condition === null ? '' : JSON.stringify(compileTree(condition)));

/**
 * "Removing a reading never improves a verdict" holds for a rule that is mandatory (lost, it makes the verdict unknown),
 * and for a child whose parents are all safe, at least as bad and not over any sooner: lost, its parent still stands.
 * The others reappear in `unknown[]`, but the verdict may look better. A rule test can demand that there are none.
 */
export function weakSpots(rules: ReadonlyMap<string, Rule>): readonly string[] {
  const known = new Map<string, boolean>();
  const safe = (rule: Rule): boolean => {
    const before = known.get(rule.code);
    if (before !== undefined) return before;
    const parents = rule.under.flatMap((code) => rules.get(code) ?? []);
    const held = parents.every((parent) => hurts(parent) && safe(parent) && (parent.written.kind === 'fault' || rule.written.kind === 'risk') && outlasts(parent, rule));
    const answer = rule.written.mandatory === true || (!rule.isRoot && held);
    known.set(rule.code, answer);
    return answer;
  };
  return [...rules.values()].filter((rule) => hurts(rule) && !safe(rule)).map(({ code }) => code);
}
