import { LineCounter, parseDocument, isMap, isNode, isScalar, type Document } from 'yaml';
import type { ProblemCode } from '@app/model';

/** One thing wrong in one file, where a person finds it. Lines and columns start at 1. */
export interface RuleProblem {
  readonly code: ProblemCode;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly why: string;
}

export type Path = readonly PropertyKey[];

/** A YAML file whose values can be traced back to line and column. */
export interface LocatedFile {
  readonly file: string;
  readonly data: unknown;
  problem(path: Path, why: string, code?: ProblemCode): RuleProblem;
}

/**
 * Parses one YAML 1.2 document. Syntax errors come back with their place; nothing is thrown.
 * `ready` is the value of a text that was parsed without errors before: then places are looked up only when a problem needs one.
 */
export function readYaml(file: string, text: string, ready?: unknown): { readonly located: LocatedFile | null; readonly problems: readonly RuleProblem[] } {
  if (ready === undefined) return parseYaml(file, text);
  let parsed: LocatedFile | null = null;
  const problem: LocatedFile['problem'] = (path, why, code = 'rule.invalid') => {
    parsed ??= parseYaml(file, text).located;
    return parsed?.problem(path, why, code) ?? { code, file, line: 1, column: 1, why };
  };
  return { located: { file, data: ready, problem }, problems: [] };
}

function parseYaml(file: string, text: string): { readonly located: LocatedFile | null; readonly problems: readonly RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) {
    const problems = syntax.map((error): RuleProblem => ({ code: 'rule.invalid', file, ...at(error.pos[0]), why: error.message.split('\n')[0] ?? 'not valid YAML' }));
    return { located: null, problems };
  }
  const located: LocatedFile = {
    file,
    data: document.toJS({ maxAliasCount: 20 }),
    problem: (path, why, code = 'rule.invalid') => ({ code, file, ...at(offsetOf(document, path)), why }),
  };
  return { located, problems: [] };
}

/** Offset of the value at `path`, of its key if the value is no node, or of the nearest enclosing node. */
function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const head = path.slice(0, depth);
    const parent = document.getIn(head.slice(0, -1), true);
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === head[head.length - 1]) : undefined;
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(head, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  const root = document.contents;
  return isNode(root) && root.range ? root.range[0] : 0;
}
