import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { FactValue } from '@app/model';
import { comparisonNames, comparisons, type ComparisonName, type Limit } from './comparisons.js';
import { compileTree, leavesOf, type Condition, type Leaf, type Tree } from './condition.js';

/** Stand-ins for a missing value: the engine is asked twice, with every missing leaf false, then true (design.md 1.3). */
export const takenFalse = Symbol('taken as false');
export const takenTrue = Symbol('taken as true');
export type Given = Limit | typeof takenFalse | typeof takenTrue;

/** What the engine is told about one leaf: its value and, if it is compared with a fact, that fact's value. */
export interface GivenLeaf {
  readonly value: Given;
  readonly limit: FactValue | null;
}

/** Outcome of one question: the whole, and each leaf from left to right. */
export interface Answer {
  readonly holds: boolean;
  readonly leaves: readonly boolean[];
}

/** A condition with an engine of its own, ready to be asked. */
export interface Prepared {
  readonly tree: Tree;
  readonly leaves: readonly Leaf[];
  /** The `where` of each leaf that is an aggregate with one. */
  readonly wheres: readonly (Prepared | null)[];
  ask(given: readonly GivenLeaf[]): Promise<Answer>;
}

/** More patterns than this are not remembered; a rule of eight leaves has at most 256. */
const mostPatterns = 256;

/** What the engine's comparison says of one leaf. The stand-ins decide by themselves. */
const test = (name: ComparisonName, left: Given, right: Limit): boolean =>
  left === takenTrue || (typeof left !== 'symbol' && isValue(left) && comparisons[name].holds(left, right));

export function prepare(condition: Condition): Prepared {
  const tree = compileTree(condition);
  const leaves = leavesOf(tree);
  const answers = new Map<string, Answer>();
  let engine: Engine | null = null; // made when first asked: most rules of a pack are never more than loaded
  let busy: Promise<unknown> = Promise.resolve();

  const run = async (given: readonly GivenLeaf[]): Promise<Answer> => {
    engine ??= engineFor(tree);
    const facts: Record<string, unknown> = {};
    given.forEach(({ value, limit }, index) => {
      facts[`value-${index}`] = value;
      if (leaves[index]?.right.kind === 'fact') facts[`limit-${index}`] = limit ?? 0;
    });
    const { results, failureResults } = await engine.run(facts);
    const [outcome] = [...results, ...failureResults];
    if (!outcome) throw new Error('json-rules-engine gave no result for its only rule');
    return { holds: results.length > 0, leaves: leafResults(outcome.conditions) };
  };

  // The engine's answer depends on nothing but what each comparison says, so one answer per pattern is enough (20 times faster).
  const pattern = (given: readonly GivenLeaf[]): string =>
    leaves.map(({ operator, right }, index) => (test(operator, given[index]?.value ?? takenFalse, right.kind === 'constant' ? right.value : (given[index]?.limit ?? 0)) ? '1' : '0')).join('');

  return {
    tree,
    leaves,
    wheres: leaves.map(({ left }) => (left.kind === 'aggregate' && left.where ? prepare(left.where) : null)),
    ask: async (given) => {
      const key = pattern(given);
      const known = answers.get(key);
      if (known) return known;
      // One run at a time: overlapping runs of one Engine silently drop rules, as both write `engine.status`.
      const turn = busy.then(() => run(given));
      busy = turn.catch(() => undefined);
      const answer = await turn;
      if (answers.size < mostPatterns) answers.set(key, answer);
      return answer;
    },
  };
}

function engineFor(tree: Tree): Engine {
  const engine = new Engine([{ conditions: toEngine(tree), event: { type: 'fires' } }]);
  for (const name of comparisonNames) engine.addOperator<Given, Limit>(name, (left, right) => test(name, left, right));
  return engine;
}

const isValue = (given: Limit): given is FactValue => typeof given !== 'object';

function toEngine(tree: Tree): TopLevelCondition {
  if (tree.kind === 'leaf') throw new Error('the top of a compiled condition is all or any');
  const of = tree.of.map((node) => {
    if (node.kind !== 'leaf') return toEngine(node);
    const { operator, right } = node.leaf;
    return { fact: `value-${node.index}`, operator, value: right.kind === 'constant' ? right.value : { fact: `limit-${node.index}` } };
  });
  return tree.kind === 'all' ? { all: of } : { any: of };
}

interface ResultNode {
  readonly result?: boolean;
  readonly all?: readonly ResultNode[];
  readonly any?: readonly ResultNode[];
}

/** The engine evaluates every leaf (all have one priority) and keeps their order. */
function leafResults(node: ResultNode): readonly boolean[] {
  const below = node.all ?? node.any;
  return below ? below.flatMap(leafResults) : [node.result === true];
}
