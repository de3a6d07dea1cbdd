import type { ProblemCode } from '@app/model';
import { readYaml, type LocatedFile, type Path, type RuleProblem } from './located.js';

/** What several rules have in common, written once in `shapes/<name>.yaml`; a rule takes it over with `like: <name>`. */
export type Shapes = ReadonlyMap<string, LocatedFile>;

type Mapping = Readonly<Record<string, unknown>>;
const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

const shapeName = (file: string): string | null => /(?:^|\/)shapes\/([^/]+)\.ya?ml$/.exec(file)?.[1] ?? null;
export const isShape = (file: string): boolean => shapeName(file) !== null;

/** A shape may itself be like another one; deeper than this is a circle. */
const deepest = 4;

export function readShapes(files: ReadonlyMap<string, string>, ready: ReadonlyMap<string, unknown>, problems: RuleProblem[]): Shapes {
  const shapes = new Map<string, LocatedFile>();
  for (const [file, text] of files) {
    const name = shapeName(file);
    if (name === null) continue;
    const { located, problems: syntax } = readYaml(file, text, ready.get(file));
    problems.push(...syntax);
    if (located) shapes.set(name, located);
  }
  return shapes;
}

/**
 * The rule with what its shape adds. Keys of the rule win; texts of `zh` are joined key by key.
 * In every text of the shape `<id>` stands for the rule's id and `<what>` for its sentence `what` (in `zh` for `zh.what`).
 * A mistake in what the shape wrote is told at its place in the shape.
 */
export function shaped(rule: LocatedFile, shapes: Shapes, problems: RuleProblem[], depth = 0): LocatedFile | null {
  if (!isMapping(rule.data) || rule.data['like'] === undefined) return rule;
  const { like, what, ...own } = rule.data;
  const found = typeof like === 'string' ? shapes.get(like) : undefined;
  const refuse = (why: string): null => {
    problems.push(rule.problem(['like'], why));
    return null;
  };
  if (found === undefined) return refuse(`there is no shape ${String(like)}; shapes: ${[...shapes.keys()].sort().join(', ') || 'none'}`);
  if (depth >= deepest) return refuse(`shapes that are like each other lead in a circle: ${String(like)}`);
  const shape = shaped(found, shapes, problems, depth + 1);
  if (shape === null || !isMapping(shape.data)) return null;
  const zh = isMapping(own['zh']) ? own['zh'] : {};
  const { what: zhWhat, ...ownZh } = zh;
  const { zh: shapeZh, ...rest } = shape.data;
  const words = { id: String(own['id'] ?? '<id>'), what: textOr(what, '<what>') };
  const data: Mapping = { ...fillMapping(rest, words), ...own, zh: { ...fillMapping(isMapping(shapeZh) ? shapeZh : {}, { ...words, what: textOr(zhWhat, '<what>') }), ...ownZh } };
  return {
    file: rule.file, data,
    problem: (path: Path, why: string, code?: ProblemCode) => (holds(own, path) || !holds(shape.data, path) ? rule : shape).problem(path, why, code),
  };
}

const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value.trim() : fallback);

/** Whether the file wrote what `path` is about; of `zh`, key by key. */
function holds(data: unknown, [first, second]: Path): boolean {
  if (!isMapping(data) || typeof first !== 'string' || data[first] === undefined) return false;
  const inner = data[first];
  return first !== 'zh' || second === undefined || !isMapping(inner) || (typeof second === 'string' && inner[second] !== undefined);
}

const fillMapping = (value: Mapping, words: Readonly<Record<'id' | 'what', string>>): Mapping => Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, words)]));

function fill(value: unknown, words: Readonly<Record<'id' | 'what', string>>): unknown {
  if (typeof value === 'string') return value.replaceAll('<id>', words.id).replaceAll('<what>', words.what);
  if (Array.isArray(value)) return value.map((one) => fill(one, words));
  return isMapping(value) ? fillMapping(value, words) : value;
}
