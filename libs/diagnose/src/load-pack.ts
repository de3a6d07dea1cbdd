import type { FactSpec, Problem, ProblemCode } from '@app/model';
import { compileRule } from './compile-rule.js';
import { openPack, type CompiledPack, type CompiledRule } from './compiled.js';
import { checkGraph, parentScopes, type Node } from './graph.js';
import { readYaml, type LocatedFile, type Path, type RuleProblem } from './located.js';
import { RuleFile } from './rule-schema.js';
import type { Pack } from './rule.js';
import { isShape, readShapes, shaped, type Shapes } from './shapes.js';
import { weakSpots } from './weak-spots.js';

/** A checked pack, or everything that is wrong with it. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem; readonly problems: readonly RuleProblem[] };

interface FileNode extends Node {
  readonly file: string;
}

/**
 * Reads all rule files (path → text) and checks them against the fact catalogue.
 * `ready` holds values of files that were parsed before, so that their YAML need not be parsed again.
 * Every problem of every file is told, with file, line and column. Signature files (`signatures/…`) are left out;
 * files in `shapes/` are no rules but what rules have in common.
 */
export function compilePack(files: ReadonlyMap<string, string>, catalogue: readonly FactSpec[], version = '1', ready: ReadonlyMap<string, unknown> = new Map()): Loaded<CompiledPack> {
  const problems: RuleProblem[] = [];
  const nodes = new Map<string, FileNode>();
  const shapes = readShapes(files, ready, problems);
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (/(^|\/)signatures\//.test(file) || isShape(file)) continue;
    const node = readRule(file, text, shapes, problems, ready.get(file));
    if (!node) continue;
    const first = nodes.get(node.rule.id);
    if (first) node.report(['id'], `${first.file} has the same id`, 'rule.duplicate');
    else nodes.set(node.rule.id, node);
  }
  checkGraph(nodes);
  const facts = new Map(catalogue.map((spec) => [spec.name, spec]));
  const rules = [...nodes.values()].flatMap((node) => compileRule(node, node.file, facts, parentScopes(node.rule, nodes)) ?? []);
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: sorted(rules.filter((rule) => rule.written.status !== 'retired'), version) };
}

/** The same, ready to be judged. */
export function loadPack(...what: Parameters<typeof compilePack>): Loaded<Pack> {
  const compiled = compilePack(...what);
  return compiled.ok ? { ok: true, value: openPack(compiled.value, what[1]) } : compiled;
}

function readRule(file: string, text: string, shapes: Shapes, problems: RuleProblem[], ready: unknown): FileNode | null {
  const { located: written, problems: syntax } = readYaml(file, text, ready);
  problems.push(...syntax);
  const located = written && shaped(written, shapes, problems);
  if (!located) return null;
  const report = (path: Path, why: string, code?: ProblemCode): void => void problems.push(located.problem(path, why, code));
  const parsed = RuleFile.safeParse(located.data);
  if (!parsed.success) {
    tellIssues(located, parsed.error.issues, problems);
    return null;
  }
  const name = /([^/]+)\.ya?ml$/.exec(file)?.[1];
  if (name !== parsed.data.id) report(['id'], `the id ${parsed.data.id} is not the file name ${name ?? file}`);
  return { file, rule: parsed.data, report };
}

/** Turns zod issues into problems at the key they are about. */
export function tellIssues(located: LocatedFile, issues: readonly { readonly path: Path; readonly message: string; readonly keys?: unknown }[], problems: RuleProblem[]): void {
  for (const issue of issues) {
    const keys = Array.isArray(issue.keys) ? issue.keys.map(String) : [];
    if (keys.length > 0) for (const key of keys) problems.push(located.problem([...issue.path, key], `there is no ${key} here`));
    else problems.push(located.problem(issue.path, `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`));
  }
}

function sorted(rules: readonly CompiledRule[], version: string): CompiledPack {
  const inOrder = rules.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return { version, rules: inOrder, weakSpots: weakSpots(new Map(inOrder.map((rule) => [rule.code, rule]))) };
}

export const placed = ({ file, line, column, code, why }: RuleProblem): string => `${file}:${line}:${column} ${code} ${why}`;

function refused(problems: readonly RuleProblem[]): Extract<Loaded<never>, { readonly ok: false }> {
  const inOrder = problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
  const count = inOrder.length === 1 ? 'One thing is' : `${inOrder.length} things are`;
  const problem: Problem = {
    code: inOrder[0]?.code ?? 'rule.invalid',
    what: `${count} wrong in the rule pack`,
    why: inOrder.map(placed).join('\n'),
    next: 'Correct the rule files at the places named.',
  };
  return { ok: false, problem, problems: inOrder };
}
