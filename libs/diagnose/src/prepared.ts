import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { FactValue } from '@app/model';
import { comparisonNames, comparisons, type Limit } from './comparisons.js';
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

export function prepare(condition: Condition): Prepared {
  const tree = compileTree(condition);
  const leaves = leavesOf(tree);
  const engine = new Engine([{ conditions: toEngine(tree), event: { type: 'fires' } }]);
  for (const name of comparisonNames) {
    const { holds } = comparisons[name];
    engine.addOperator<Given, Limit>(name, (left, right) => left === takenTrue || (typeof left !== 'symbol' && isValue(left) && holds(left, right)));
  }
  let busy: Promise<unknown> = Promise.resolve();

  const run = async (given: readonly GivenLeaf[]): Promise<Answer> => {
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

  return {
    tree,
    leaves,
    wheres: leaves.map(({ left }) => (left.kind === 'aggregate' && left.where ? prepare(left.where) : null)),
    // One run at a time: overlapping runs of one Engine silently drop rules, as both write `engine.status`.
    ask: (given) => {
      const answer = busy.then(() => run(given));
      busy = answer.catch(() => undefined);
      return answer;
    },
  };
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
