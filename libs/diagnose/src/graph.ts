import type { ProblemCode, Scope } from '@app/model';
import type { Path } from './located.js';
import type { RuleFile } from './rule-schema.js';
import { routeBetween } from './scopes.js';

/** A root about a log template is judged where texts are explained: there is nothing above it. */
const rootScopes: readonly Scope[] = ['cluster', 'job', 'log-template'];

export interface Node {
  readonly rule: RuleFile;
  report(path: Path, why: string, code?: ProblemCode): void;
}

/** Checks parents, routes, roots and cycles of the decision graph that `under` spans. */
export function checkGraph(nodes: ReadonlyMap<string, Node>): void {
  for (const node of nodes.values()) checkRule(node, nodes);
  for (const { rule, report } of nodes.values()) {
    const circle = circleFrom(rule.id, nodes);
    if (circle) report(['under'], `rules are under each other in a circle: ${circle.join(' → ')}`, 'rule.cycle');
  }
}

/** Scopes of what may lead to this rule. */
export const parentScopes = (rule: RuleFile, nodes: ReadonlyMap<string, Node>): readonly Scope[] =>
  [...new Set((rule.under ?? []).flatMap((code) => nodes.get(code)?.rule.scope ?? []))];

function checkRule({ rule, report }: Node, nodes: ReadonlyMap<string, Node>): void {
  const isRoot = rule.root === true || rule.under === undefined;
  if (isRoot && !rootScopes.includes(rule.scope)) report(['scope'], `a root is judged for a cluster, a job or what a text remarks (log-template), not for every ${rule.scope}: put it under a rule`);
  if (rule.via && !rule.under) report(['via'], 'via says how a parent leads here: it needs under');
  for (const [index, code] of (rule.under ?? []).entries()) {
    const parent = nodes.get(code)?.rule;
    if (!parent) report(['under', index], `no rule is called ${code}`, 'rule.unknown-parent');
    else if (parent.status === 'retired' && rule.status !== 'retired') report(['under', index], `${code} is retired`, 'rule.unknown-parent');
    else if (!routeBetween(parent.scope, rule.scope, rule.via ?? [])) report([rule.via ? 'via' : 'scope'], noRoute(parent, rule));
  }
  for (const [index, code] of (rule.rivals ?? []).entries()) {
    if (!nodes.has(code)) report(['rivals', index], `no rule is called ${code}`);
  }
}

const noRoute = (parent: RuleFile, rule: RuleFile): string =>
  rule.via
    ? `via ${rule.via.join(', ')} does not lead from the ${parent.scope} of ${parent.id} to a ${rule.scope}`
    : `${parent.id} is about a ${parent.scope}, this rule about a ${rule.scope}: say via`;

/** Shortest way from a rule up to itself, or null. */
function circleFrom(start: string, nodes: ReadonlyMap<string, Node>): readonly string[] | null {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: string[][] = [];
    for (const way of ways) {
      for (const parent of nodes.get(way.at(-1) ?? '')?.rule.under ?? []) {
        if (parent === start) return [...way, start];
        if (!seen.has(parent)) next.push([...way, parent]);
        seen.add(parent);
      }
    }
    ways = next;
  }
  return null;
}
