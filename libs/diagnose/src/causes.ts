import type { Finding } from '@app/model';
import { severityRank } from './words.js';

const levelRank = { high: 0, medium: 1, low: 2 } as const;

/** All findings above each finding, by id. */
function ancestorsOf(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const known = new Map<string, ReadonlySet<string>>();
  const visit = (id: string): ReadonlySet<string> => {
    const before = known.get(id);
    if (before) return before;
    const above = new Set<string>();
    known.set(id, above); // rules are never under each other in a circle, so this is not seen half filled
    for (const parent of byId.get(id)?.parents ?? []) if (byId.has(parent)) for (const one of [parent, ...visit(parent)]) above.add(one);
    return above;
  };
  for (const { id } of findings) visit(id);
  return known;
}

/**
 * Ids of the causes, the one to act on first. A cause is a fault that no fault below it explains; where no fault hurts, a risk.
 * A fault that is over (or informs only) stays a cause, behind those that hurt, and never explains one that hurts. Advice is no cause.
 */
export function rankCauses(findings: readonly Finding[]): readonly string[] {
  const above = ancestorsOf(findings);
  const hurts = ({ severity }: Finding): boolean => severity !== 'info';
  const faults = findings.filter(({ kind }) => kind === 'fault');
  const risks = faults.some(hurts) ? [] : findings.filter((finding) => finding.kind === 'risk' && (hurts(finding) || faults.length === 0));

  const unexplained = (candidates: readonly Finding[]): readonly Finding[] =>
    candidates.filter((one) => !candidates.some((other) => (hurts(other) || !hurts(one)) && above.get(other.id)?.has(one.id)));
  const explains = ({ id }: Finding): number => {
    const family = [id, ...(above.get(id) ?? [])];
    return findings.filter((one) => one.parents.length === 0 && family.includes(one.id)).length;
  };
  return [...unexplained(faults), ...unexplained(risks)]
    .map((finding) => ({ finding, explained: explains(finding) }))
    .sort((a, b) =>
      Number(hurts(b.finding)) - Number(hurts(a.finding)) ||
      b.explained - a.explained ||
      severityRank[a.finding.severity] - severityRank[b.finding.severity] ||
      levelRank[a.finding.confidence.level] - levelRank[b.finding.confidence.level] ||
      compare(a.finding.since ?? '~', b.finding.since ?? '~') ||
      compare(a.finding.id, b.finding.id))
    .map(({ finding }) => finding.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
