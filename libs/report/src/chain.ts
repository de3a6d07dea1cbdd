import type { Diagnosis, Finding, RuledOut } from '@app/model';

/** A cause with the findings it explains, the symptom at the top first, the cause itself last. */
export interface CauseChain {
  readonly cause: Finding;
  readonly links: readonly Finding[];
}

export interface Arranged {
  readonly chains: readonly CauseChain[];
  /** Findings on no chain: risks and advice beside the faults, and what healed. */
  readonly others: readonly Finding[];
}

const severityOrder = ['critical', 'warning', 'info'];

/** From the finding up to a root symptom, along the first parent each time; a circle ends the walk. */
function walkUp(finding: Finding, byId: ReadonlyMap<string, Finding>): Finding[] {
  const links = [finding];
  for (let at: Finding | undefined = finding; at !== undefined; ) {
    const parent: Finding | undefined = at.parents.map((id) => byId.get(id)).find((candidate) => candidate !== undefined);
    if (parent === undefined || links.includes(parent)) break;
    links.unshift(parent);
    at = parent;
  }
  return links;
}

/** Puts findings in the order in which a person reads them. Every finding appears at least once. */
export function arrange(diagnosis: Diagnosis): Arranged {
  const byId = new Map(diagnosis.findings.map((finding) => [finding.id, finding]));
  const chains = diagnosis.causes.flatMap((id) => {
    const cause = byId.get(id);
    return cause === undefined ? [] : [{ cause, links: walkUp(cause, byId) }];
  });
  const shown = new Set(chains.flatMap((chain) => chain.links));
  const others = diagnosis.findings
    .filter((finding) => !shown.has(finding))
    .sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || a.id.localeCompare(b.id));
  return { chains, others };
}

/** How a subject is named to a person: its name, or its id where it has no name. */
export const nameOf = (subject: { readonly id: string; readonly name: string }): string => subject.name || subject.id;

/** Codes that one fact of one subject excludes together: a known cause rules out dozens of others at once. */
export interface RuledOutGroup {
  readonly codes: readonly string[];
  readonly example: RuledOut;
}

export function groupRuledOut(diagnosis: Diagnosis): readonly RuledOutGroup[] {
  const groups = new Map<string, RuledOut[]>();
  for (const entry of diagnosis.ruledOut) {
    const key = `${entry.fact}\n${String(entry.value)}\n${entry.subject.scope}:${entry.subject.id}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((entries) => {
    const [example] = entries;
    return example === undefined ? [] : [{ codes: entries.map((entry) => entry.code), example }];
  }).sort((a, b) => b.codes.length - a.codes.length);
}
