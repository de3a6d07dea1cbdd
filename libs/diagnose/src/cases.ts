import { z } from 'zod';
import { relations, type FactSpec, type FactValue, type ProblemCode, type Relation } from '@app/model';
import { caseObservation, type CaseFacts } from './case-observation.js';
import { judgeCondition, type RuleVerdict } from './judge-condition.js';
import { tellIssues } from './load-pack.js';
import { readYaml, type Path, type RuleProblem } from './located.js';
import type { Pack, Rule } from './rule.js';
import { parseValue } from './values.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const Given = z.record(z.string(), scalar);
const Case = z.strictObject({
  name: z.string().min(1),
  given: Given.default({}),
  related: z.partialRecord(z.enum(relations), z.array(Given)).default({}),
  parent: Given.optional(),
  expect: z.enum(['fires', 'quiet', 'unknown']),
  lookAlike: z.boolean().optional(),
  healed: z.boolean().optional(),
});
const CaseFile = z.array(Case).min(1);

/** One case of one rule, run. */
export interface CaseOutcome {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly name: string;
  readonly lookAlike: boolean;
  readonly expected: RuleVerdict;
  readonly got: RuleVerdict;
  readonly ok: boolean;
}

export interface CaseRun {
  readonly outcomes: readonly CaseOutcome[];
  /** Mistakes in case files (`rule.invalid`, `rule.unknown-fact`) and cases that do not hold (`rule.case-failed`). */
  readonly problems: readonly RuleProblem[];
  /** Verdicts that no case of a rule expects; `[fires, quiet, unknown]` for a rule without a case file. */
  readonly uncovered: ReadonlyMap<string, readonly RuleVerdict[]>;
}

/** Runs case files (path → text) against the rule each is named after. A fact that is not given is missing. */
export async function runCases(pack: Pack, caseFiles: ReadonlyMap<string, string>): Promise<CaseRun> {
  const problems: RuleProblem[] = [];
  const outcomes: CaseOutcome[] = [];
  for (const [file, text] of [...caseFiles].sort(([a], [b]) => (a < b ? -1 : 1))) {
    outcomes.push(...(await runFile(pack, file, text, problems)));
  }
  const uncovered = new Map<string, readonly RuleVerdict[]>();
  for (const { code } of pack.rules) {
    const expected = outcomes.filter((outcome) => outcome.rule === code).map((outcome) => outcome.expected);
    const lacking = (['fires', 'quiet', 'unknown'] as const).filter((verdict) => !expected.includes(verdict));
    if (lacking.length > 0) uncovered.set(code, lacking);
  }
  return { outcomes, problems, uncovered };
}

async function runFile(pack: Pack, file: string, text: string, problems: RuleProblem[]): Promise<readonly CaseOutcome[]> {
  const { located, problems: syntax } = readYaml(file, text);
  problems.push(...syntax);
  if (!located) return [];
  const parsed = CaseFile.safeParse(located.data);
  if (!parsed.success) {
    tellIssues(located, parsed.error.issues, problems);
    return [];
  }
  const rule = pack.rule(/([^/]+)\.ya?ml$/.exec(file)?.[1] ?? '');
  if (!rule) {
    problems.push(located.problem([], 'no rule has the name of this file'));
    return [];
  }
  const outcomes: CaseOutcome[] = [];
  for (const [index, one] of parsed.data.entries()) {
    const report = (path: Path, why: string, code?: ProblemCode): void => void problems.push(located.problem([index, ...path], why, code));
    const before = problems.length;
    const facts = readFacts(one, pack.facts, report);
    if (problems.length > before) continue;
    const outcome = await runCase(rule, facts, one, report);
    const { line } = located.problem([index, 'name'], '');
    outcomes.push({ file, line, rule: rule.code, name: one.name, lookAlike: one.lookAlike === true, expected: one.expect, ...outcome });
  }
  return outcomes;
}

type Report = (path: Path, why: string, code?: ProblemCode) => void;

async function runCase(rule: Rule, facts: CaseFacts, one: z.infer<typeof Case>, report: Report): Promise<{ readonly got: RuleVerdict; readonly ok: boolean }> {
  const { observation, place } = caseObservation(rule.written.scope, facts);
  const judged = await judgeCondition(rule.when, place, observation);
  const healed = rule.healed ? (await judgeCondition(rule.healed, place, observation)).verdict === 'fires' : false;
  const because = judged.verdict === 'unknown' ? `; missing ${judged.missing.map(({ fact }) => fact).join(', ')}` : '';
  const decided = judged.decided.map(({ fact, value }) => `${fact} = ${String(value)}`).join(', ');
  const right = judged.verdict === one.expect;
  if (!right) report(['expect'], `${rule.code} "${one.name}": expected ${one.expect}, got ${judged.verdict}${because}${decided ? ` by ${decided}` : ''}`, 'rule.case-failed');
  const rightHealed = one.healed === undefined || one.healed === healed;
  if (!rightHealed) report(['healed'], `${rule.code} "${one.name}": expected healed ${String(one.healed)}, got ${String(healed)}`, 'rule.case-failed');
  return { got: judged.verdict, ok: right && rightHealed };
}

function readFacts(one: z.infer<typeof Case>, facts: ReadonlyMap<string, FactSpec>, report: Report): CaseFacts {
  const read = (given: Readonly<Record<string, unknown>>, path: Path): ReadonlyMap<string, FactValue> => {
    const values = new Map<string, FactValue>();
    for (const [name, raw] of Object.entries(given)) {
      const spec = facts.get(name);
      const value = spec && parseValue(raw, spec);
      if (!value) report([...path, name], `no fact is called ${name}`, 'rule.unknown-fact');
      else if (!value.ok) report([...path, name], value.why);
      else values.set(name, value.value);
    }
    return values;
  };
  const related = new Map<Relation, readonly ReadonlyMap<string, FactValue>[]>();
  for (const relation of relations) {
    const subjects = one.related[relation];
    if (subjects) related.set(relation, subjects.map((given, index) => read(given, ['related', relation, index])));
  }
  return { own: read(one.given, ['given']), parent: one.parent ? read(one.parent, ['parent']) : null, related };
}
