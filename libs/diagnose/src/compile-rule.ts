import type { FactSpec, Scope } from '@app/model';
import type { CompiledRule } from './compiled.js';
import { compileTree, namesIn, type Condition, type FactTerm } from './condition.js';
import type { Node } from './graph.js';
import type { Path } from './located.js';
import { parseCondition, parseTerm, type Ground } from './parse-condition.js';
import { isNameWord, placeholders } from './rule.js';
import type { RuleFile } from './rule-schema.js';

/** Checks what a rule says against the fact catalogue and resolves the facts that it names. Null when something was reported. */
export function compileRule({ rule: written, report }: Node, file: string, facts: ReadonlyMap<string, FactSpec>, parents: readonly Scope[]): CompiledRule | null {
  const { when: whenFile, healed: healedFile, ...rest } = written;
  const isRoot = written.root === true || written.under === undefined;
  let clean = true;
  const tell: Node['report'] = (path, why, code) => {
    clean = false;
    report(path, why, code);
  };
  const ground: Ground = { facts, scope: written.scope, parents: isRoot ? [] : parents, inWhere: false, report: tell };
  const whenRead = parseCondition(whenFile, ['when'], ground);
  const healedRead = healedFile === undefined ? null : parseCondition(healedFile, ['healed'], ground);
  const shows = (written.shows ?? []).flatMap((name, index) => readShown(name, ['shows', index], ground));
  const since = (written.since ?? []).flatMap((name) => readSince(name, ground));
  if (healedFile === undefined && (written.saysHealed ?? written.zh.saysHealed) !== undefined) tell(['saysHealed'], 'saysHealed without healed is never said');
  if (healedFile !== undefined && written.saysHealed === undefined) tell(['healed'], 'healed needs saysHealed');
  if (healedFile !== undefined && written.zh.saysHealed === undefined) tell(['zh'], 'healed needs zh.saysHealed');
  if (written.advice.length !== written.zh.advice.length) tell(['zh', 'advice'], `zh.advice has ${written.zh.advice.length} sentences, advice has ${written.advice.length}`);
  if (!whenRead || (healedFile !== undefined && !healedRead)) return null;

  const named = [whenRead, ...(healedRead ? [healedRead] : [])].flatMap((condition) => namesIn(compileTree(condition)));
  const names = new Set([...named, ...(written.shows ?? [])]);
  lintTexts(written, names, facts, tell);
  if (!clean) return null;
  return {
    code: written.id, file, written: rest, isRoot, under: written.under ?? [], via: written.via ?? [],
    when: whenRead, healed: healedRead, shows, since,
    readsParent: [whenRead, ...(healedRead ? [healedRead] : [])].some(readsParent) || shows.some((term) => term.from === 'parent'),
  };
}

const readShown = (name: string, path: Path, ground: Ground): readonly FactTerm[] => {
  if (isNameWord(name) && !ground.facts.has(name)) return [];
  const read = parseTerm(name, path, ground);
  return read ? [read.term] : [];
};

function readSince(name: string, ground: Ground): readonly FactTerm[] {
  const read = parseTerm(name, ['since'], ground);
  if (!read) return [];
  if (read.spec.unit === 'time' || read.spec.unit === 'ms') return [read.term];
  ground.report(['since'], `since is a time or an age in ms; ${name} is in ${read.spec.unit}`);
  return [];
}

const readsParent = (condition: Condition): boolean => {
  if (condition.kind === 'not') return readsParent(condition.of);
  if (condition.kind !== 'leaf') return condition.of.some(readsParent);
  const terms = [condition.left, ...(condition.right.kind === 'fact' ? [condition.right.term] : [])];
  return terms.some((term) => term.kind === 'fact' && term.from === 'parent'); // inside where, parent.x is the own subject
};

/** A text may name only facts that the rule looks at: they are collected and rendered with their unit. */
function lintTexts(written: RuleFile, names: ReadonlySet<string>, facts: ReadonlyMap<string, FactSpec>, report: Node['report']): void {
  const check = (text: string | undefined, path: Path): void => {
    for (const name of text === undefined ? [] : placeholders(text)) {
      if (names.has(name) || isNameWord(name)) continue;
      const known = facts.has(name.replace(/^parent\./, ''));
      report(path, known ? `{${name}} is named by neither when, healed nor shows` : `{${name}} is not in the fact catalogue`, known ? 'rule.invalid' : 'rule.unknown-fact');
    }
    if (text !== undefined && /[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) report(path, 'a brace is not closed');
  };
  for (const [root, texts] of [[[], written], [['zh'], written.zh]] as const) {
    check(texts.says, [...root, 'says']);
    check(texts.because, [...root, 'because']);
    check(texts.saysHealed, [...root, 'saysHealed']);
    for (const [index, text] of texts.advice.entries()) check(text, [...root, 'advice', index]);
  }
}

