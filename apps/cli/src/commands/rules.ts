import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { yamlFiles } from '@app/adapters/rule-files';
import { loadPack, runCases } from '@app/diagnose';
import { parseSignatures } from '@app/log-knowledge';
import { ProblemError, type Problem } from '@app/model';
import { catalogue } from '@app/observe';
import { paintFor, table } from '@app/report';
import { terminal } from '../config.js';
import { exits, type Exit } from '../exit.js';
import { print, tell } from '../output.js';
import type { RulesOptions } from '../options.js';
import { installed, knowledgeIn, rulesFolder } from './knowledge.js';

export async function list(options: RulesOptions & { readonly output: 'text' | 'json' }): Promise<Exit> {
  const { pack } = await knowledgeIn(options.rules);
  if (options.output === 'json') {
    print(JSON.stringify(pack.rules.map(({ code, file, written, isRoot, under }) => ({
      id: code, file, kind: written.kind, severity: written.severity, scope: written.scope, status: written.status, side: written.side,
      root: isRoot, under, mandatory: pack.mandatory.includes(code), says: written.says,
    })), null, 2));
    return exits.fine;
  }
  const paint = paintFor(terminal().colourOut);
  const rows = pack.rules.map(({ code, written, isRoot, under }) => [code, written.kind, written.severity, written.scope, written.status, isRoot ? 'root' : '', under.join(', ')]);
  for (const line of table(rows, (cell, _, column) => (column === 0 ? paint.code(cell) : column > 3 ? paint.dim(cell) : cell))) print(line);
  tell(`${pack.rules.length} rules`);
  return exits.fine;
}

export async function show(id: string, options: RulesOptions): Promise<Exit> {
  const { pack } = await knowledgeIn(options.rules);
  const rule = pack.rule(id);
  if (rule === null) throw new ProblemError(noRule(id));
  print(await readFile(join(rulesFolder(options.rules), rule.file), 'utf8'));
  const children = pack.children(id).map(({ code }) => code);
  tell(`file      ${rule.file}`);
  tell(`explains  ${rule.under.length === 0 ? '(a root)' : rule.under.join(', ')}`);
  tell(`below it  ${children.length === 0 ? '(nothing)' : children.join(', ')}`);
  return exits.fine;
}

/** Every problem of every file, one a line, as editors and CI read them: file:line:column. */
export async function lint(options: RulesOptions): Promise<Exit> {
  const folder = rulesFolder(options.rules);
  const files = yamlFiles(folder);
  const pack = loadPack(files, catalogue);
  const said: string[] = pack.ok ? [] : pack.problems.map((problem) => `${problem.file}:${problem.line}:${problem.column} ${problem.why} [${problem.code}]`);
  let signatures = 0;
  for (const [path, text] of files) {
    if (!path.startsWith('signatures/')) continue;
    const parsed = parseSignatures(text, path);
    if (parsed.ok) signatures += parsed.value.length;
    else said.push(`${parsed.problem.why} [${parsed.problem.code}]`);
  }
  if (files.size === 0) said.push(`There are no .yaml files in ${folder} [rule.invalid]`);
  for (const line of said) print(line);
  tell(said.length === 0 ? `${pack.ok ? pack.value.rules.length : 0} rules and ${signatures} signatures are well` : `${said.length} problems`);
  return said.length === 0 ? exits.fine : exits.findings;
}

export async function test(id: string | undefined, options: RulesOptions & { readonly cases?: string }): Promise<Exit> {
  const { pack } = await knowledgeIn(options.rules);
  if (id !== undefined && pack.rule(id) === null) throw new ProblemError(noRule(id));
  const cases = yamlFiles(options.cases === undefined ? installed.ruleCases : resolve(options.cases));
  const chosen = id === undefined ? cases : new Map([...cases].filter(([path]) => path.endsWith(`/${id}.yaml`) || path === `${id}.yaml`));
  const run = await runCases(pack, chosen);
  const failed = run.outcomes.filter((outcome) => !outcome.ok);
  for (const problem of run.problems) print(`${problem.file}:${problem.line}:${problem.column} ${problem.why} [${problem.code}]`);
  const bare = id === undefined ? [...run.uncovered] : [...run.uncovered].filter(([code]) => code === id);
  for (const [code, verdicts] of bare) print(`${code}: no case expects ${verdicts.join(' or ')} [rule.case-failed]`);
  tell(`${run.outcomes.length - failed.length} of ${run.outcomes.length} cases hold`);
  return run.problems.length + failed.length + bare.length === 0 ? exits.fine : exits.findings;
}

const noRule = (id: string): Problem => ({ code: 'request.invalid', what: 'No such rule', why: `No rule has the id ${id}.`, next: 'jobwarden rules list shows all.' });
