import type { Finding, Language, Observation, RuledOut, UnknownRule, Verdict } from '@app/model';
import { subjectKey } from '@app/model';
import { rankCauses } from './causes.js';
import { toFinding } from './finding.js';
import { named, nameOf, type Telling } from './telling.js';
import type { Judgement, Trial } from './trial.js';
import { severityRank, summarySentence, whyQuiet } from './words.js';

export interface Conclusion {
  readonly verdict: Verdict;
  readonly summary: string;
  /** Finding ids; the first is the one to act on. */
  readonly causes: string[];
  /** Causes first, then by severity. */
  readonly findings: Finding[];
  readonly ruledOut: RuledOut[];
  readonly unknown: UnknownRule[];
}

/** Turns what was judged into an answer (design.md 1.3). What is still in `trial.wave` counts as unknown. */
export function conclude(trial: Trial, observation: Observation, { lang = 'en' }: { readonly lang?: Language } = {}): Conclusion {
  const judgements = [...trial.judgements.values()];
  const unknown = unknownOf(trial, observation);
  const telling: Telling = { trial, observation, lang, unchecked: uncheckedBelow(trial, unknown) };
  const fired = judgements.filter(({ judged }) => judged.verdict === 'fires').map((judgement) => toFinding(judgement, telling));
  const causes = [...rankCauses(fired)];
  const place = (finding: Finding): number => (causes.includes(finding.id) ? causes.indexOf(finding.id) : causes.length);
  const findings = fired.sort((a, b) => place(a) - place(b) || severityRank[a.severity] - severityRank[b.severity] || (a.id < b.id ? -1 : 1));
  const mandatory = unknown.filter(({ code }) => trial.pack.mandatory.includes(code));
  const verdict = verdictOf(findings, mandatory.length > 0);
  const first = findings.find(({ id }) => id === causes[0]);
  const summary = summarySentence({
    name: nameOf(observation.root, observation), verdict, says: first?.says ?? null, moreCauses: Math.max(0, causes.length - 1),
    checks: judgements.length, missing: mandatory[0]?.missing[0] ?? null,
  }, lang);
  return { verdict, summary, causes, findings, ruledOut: ruledOutOf(judgements, observation, lang), unknown };
}

function verdictOf(findings: readonly Finding[], mandatoryUnknown: boolean): Verdict {
  const some = (kind: Finding['kind']): boolean => findings.some((finding) => finding.kind === kind && finding.severity !== 'info');
  if (some('fault')) return 'faulty';
  if (mandatoryUnknown) return 'unknown';
  return some('risk') ? 'at-risk' : 'healthy';
}

/** Undecided rules, and those that were never judged because the diagnosis had to end. */
function unknownOf(trial: Trial, observation: Observation): UnknownRule[] {
  const told = new Map<string, UnknownRule>();
  for (const { code, subject, facts } of trial.unknown) {
    const key = `${code}@${subjectKey(subject)}`;
    const missing = [...(told.get(key)?.missing ?? []), ...facts.map(({ fact, why }) => ({ fact, why }))];
    const once = new Map(missing.map((one) => [`${one.fact} ${one.why}`, one]));
    told.set(key, { code, subject: named(subject, observation), missing: [...once.values()] });
  }
  for (const step of trial.wave) {
    if (step.kind !== 'judge') continue;
    const key = `${step.rule.code}@${subjectKey(step.from)}`;
    if (!told.has(key) && !trial.judgements.has(key)) told.set(key, { code: step.rule.code, subject: named(step.from, observation), missing: [] });
  }
  return [...told.values()].sort((a, b) => (a.code === b.code ? (a.subject.id < b.subject.id ? -1 : 1) : a.code < b.code ? -1 : 1));
}

/** Codes that are unknown, and all below them that were never judged: they may be causes that nobody looked for. */
function uncheckedBelow(trial: Trial, unknown: readonly UnknownRule[]): ReadonlySet<string> {
  const judged = new Set([...trial.judgements.values()].filter((one) => one.judged.verdict !== 'unknown').map((one) => one.rule.code));
  const found = new Set(unknown.map(({ code }) => code));
  const open = [...found];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    for (const child of trial.pack.children(code)) {
      if (found.has(child.code) || judged.has(child.code)) continue;
      found.add(child.code);
      open.push(child.code);
    }
  }
  return found;
}

/** So many subjects of one rule are told; more say nothing new. */
const mostSubjects = 5;

/** Answers "why not X?": what could have explained a finding and stayed quiet everywhere, with the fact that decided. */
function ruledOutOf(judgements: readonly Judgement[], observation: Observation, lang: Language): RuledOut[] {
  const notExcluded = new Set(judgements.filter(({ judged }) => judged.verdict !== 'quiet').map(({ rule }) => rule.code));
  const times = new Map<string, number>();
  return judgements.flatMap(({ rule, place, judged, parents }): readonly RuledOut[] => {
    const matters = rule.written.kind !== 'advice' && parents.length > 0 && !notExcluded.has(rule.code);
    const reading = judged.decided.find(({ value }) => value !== null);
    if (!matters || !reading || reading.value === null) return [];
    const before = times.get(rule.code) ?? 0;
    times.set(rule.code, before + 1);
    if (before >= mostSubjects) return [];
    return [{ code: rule.code, subject: named(place.subject, observation), fact: reading.fact, value: reading.value, why: whyQuiet(reading, reading.value, lang) }];
  });
}
