import type { FactSpec, ProblemCode, Scope, Unit } from '@app/model';
import { comparisons, patternTrouble, type ComparisonName, type Limit } from './comparisons.js';
import type { AggregateTerm, Bound, Condition, FactTerm, Leaf } from './condition.js';
import type { Path } from './located.js';
import { AggregateFile, LeafFile, ValueFile } from './rule-schema.js';
import { follow, readableFrom } from './scopes.js';
import { parseDuration, parseValue } from './values.js';

/** Where a condition stands: which facts it may name, and where its mistakes are told. */
export interface Ground {
  readonly facts: ReadonlyMap<string, FactSpec>;
  readonly scope: Scope;
  /** Scopes of what may have led here; empty when nothing did, so that `parent.x` is refused. */
  readonly parents: readonly Scope[];
  readonly inWhere: boolean;
  report(path: Path, why: string, code?: ProblemCode): void;
}

const dimensions: readonly Unit[] = ['ms', 's', 'bytes', 'time', 'ratio', 'ms/s'];
const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Reads `all`/`any`/`not` and leaves. Null when something below was reported. */
export function parseCondition(raw: unknown, path: Path, ground: Ground): Condition | null {
  if (!isRecord(raw)) return refuse(ground, path, 'a condition is all, any, not, or a leaf { fact, operator, value }');
  const branch = (['all', 'any', 'not'] as const).find((name) => name in raw);
  if (branch === undefined) return 'over' in raw ? parseAggregate(raw, path, ground) : parseFactLeaf(raw, path, ground);
  if (Object.keys(raw).length > 1) return refuse(ground, path, `${branch} stands alone; put the other conditions inside`);
  if (branch === 'not') {
    const of = parseCondition(raw[branch], [...path, branch], ground);
    return of && { kind: 'not', of };
  }
  const children = raw[branch];
  if (!Array.isArray(children) || children.length === 0) return refuse(ground, [...path, branch], `${branch} is a list of at least one condition`);
  const of = children.map((child: unknown, index) => parseCondition(child, [...path, branch, index], ground)).filter((child) => child !== null);
  return of.length === children.length ? { kind: branch, of } : null;
}

/** Resolves `checkpoint.timeout` or `parent.checkpoint.timeout`, or tells why it may not be named here. */
export function parseTerm(written: string, path: Path, ground: Ground): { readonly term: FactTerm; readonly spec: FactSpec } | null {
  const from = written.startsWith('parent.') ? 'parent' : 'own';
  const name = from === 'parent' ? written.slice('parent.'.length) : written;
  const spec = ground.facts.get(name);
  if (!spec) return refuse(ground, path, `no fact is called ${name}${nearest(name, ground.facts)}`, 'rule.unknown-fact');
  const starts = from === 'parent' ? ground.parents : [ground.scope];
  if (starts.length === 0) return refuse(ground, path, `${written}: a rule that is also a root has no parent to read`);
  const blind = starts.find((scope) => !readableFrom(scope).includes(spec.scope));
  if (blind) return refuse(ground, path, `${written} is a fact of a ${spec.scope}; a ${blind} cannot read it`);
  return { term: { kind: 'fact', name, from, type: spec.type, unit: spec.unit }, spec };
}

function parseFactLeaf(raw: unknown, path: Path, ground: Ground): Leaf | null {
  const parsed = LeafFile.safeParse(raw);
  if (!parsed.success) return refuseAll(ground, path, parsed.error.issues);
  const left = parseTerm(parsed.data.fact, [...path, 'fact'], ground);
  return left && finishLeaf(left.term, left.spec, parsed.data, path, ground);
}

function parseAggregate(raw: unknown, path: Path, ground: Ground): Leaf | null {
  const parsed = AggregateFile.safeParse(raw);
  if (!parsed.success) return refuseAll(ground, path, parsed.error.issues);
  const { over, take, fact, where, as } = parsed.data;
  if (ground.inWhere) return refuse(ground, path, 'an aggregate may not stand inside the where of another');
  const scope = follow(ground.scope, [over]);
  if (!scope) return refuse(ground, [...path, 'over'], `no relation ${over} starts at a ${ground.scope}`);
  const counts = take === 'count' || take === 'share';
  if (counts && fact !== undefined) return refuse(ground, [...path, 'fact'], `${take} counts subjects: name the fact inside where`);
  if (!counts && (fact === undefined || where !== undefined)) return refuse(ground, path, `${take} needs fact and takes no where`);
  if (take === 'share' && where === undefined) return refuse(ground, path, 'share needs where');
  const inside: Ground = { ...ground, scope, parents: [ground.scope], inWhere: true };
  const measured = fact === undefined ? null : parseTerm(fact, [...path, 'fact'], inside);
  const filter = where === undefined ? null : parseCondition(where, [...path, 'where'], inside);
  if ((fact !== undefined && !measured) || (where !== undefined && !filter)) return null;
  if (measured && (measured.spec.type !== 'number' || measured.term.from === 'parent')) return refuse(ground, [...path, 'fact'], `${take} needs a number of the related subject`);
  const unit = take === 'share' ? 'ratio' : (measured?.spec.unit ?? 'count');
  const label = as ?? `${take} of ${measured ? `${measured.term.name} over ` : ''}${over}`;
  const left: AggregateTerm = { kind: 'aggregate', over, take, fact: measured?.term.name ?? null, where: filter, unit, label };
  return finishLeaf(left, { name: label, scope: ground.scope, type: 'number', unit, needs: [], doc: '' }, parsed.data, path, ground);
}

interface Comparing {
  readonly operator: ComparisonName;
  readonly value?: unknown;
  readonly limit?: string | undefined;
  readonly within?: string | undefined;
}

function finishLeaf(left: Leaf['left'], spec: FactSpec, written: Comparing, path: Path, ground: Ground): Leaf | null {
  const { operator } = written;
  if (!comparisons[operator].types.includes(spec.type)) return refuse(ground, [...path, 'operator'], `${operator} does not go with the ${spec.type} ${spec.name}`);
  const right = parseBound(spec, written, [...path, 'value'], ground);
  const within = written.within === undefined ? null : parseDuration(written.within);
  if (written.within !== undefined && within === null) return refuse(ground, [...path, 'within'], 'within is a duration such as 10m');
  return right && { kind: 'leaf', left, operator, right, limit: written.limit ?? null, within };
}

function parseBound(spec: FactSpec, written: Comparing, path: Path, ground: Ground): Bound | null {
  const parsed = ValueFile.safeParse(written.value);
  if (!parsed.success) return refuse(ground, path, 'value is a value, a list of values, or { fact, times }');
  const raw = parsed.data;
  if (isRecord(raw)) return parseFactBound(spec, raw.fact, raw.times, written, path, ground);
  const { takesList } = comparisons[written.operator];
  const list = Array.isArray(raw) ? raw : [raw];
  if (takesList !== Array.isArray(raw)) return refuse(ground, path, takesList ? `${written.operator} needs a list` : `${written.operator} needs one value`);
  const free = ['contains', 'doesNotContain', 'matches', 'doesNotMatch'].includes(written.operator);
  const { values: _vocabulary, ...open } = spec;
  const values: (string | number | boolean)[] = [];
  for (const one of list) {
    const value = parseValue(one, free ? open : spec);
    if (!value.ok) return refuse(ground, path, value.why);
    values.push(value.value);
  }
  const first = values[0];
  if (first === undefined) return refuse(ground, path, 'value is missing');
  const trouble = written.operator === 'matches' || written.operator === 'doesNotMatch' ? patternTrouble(String(first)) : null;
  if (trouble) return refuse(ground, path, `not an RE2 pattern: ${trouble}`);
  const unexplained = values.find((value) => typeof value === 'number' && value !== 0 && value !== 1);
  if (unexplained !== undefined && written.limit === undefined) return refuse(ground, path, `${String(unexplained)} needs limit: where does the number come from?`);
  const value: Limit = takesList ? values : first;
  return { kind: 'constant', value };
}

function parseFactBound(spec: FactSpec, name: string, times: number | undefined, written: Comparing, path: Path, ground: Ground): Bound | null {
  const other = parseTerm(name, [...path, 'fact'], ground);
  if (!other) return null;
  if (comparisons[written.operator].takesList || written.operator.toLowerCase().includes('match')) return refuse(ground, path, `${written.operator} does not compare with a fact`);
  if (other.spec.type !== spec.type) return refuse(ground, path, `${spec.name} is a ${spec.type}, ${name} a ${other.spec.type}`);
  if (times !== undefined && spec.type !== 'number') return refuse(ground, [...path, 'times'], 'only numbers are multiplied');
  const units = [spec.unit, other.spec.unit];
  if (units[0] !== units[1] && units.some((unit) => dimensions.includes(unit))) return refuse(ground, path, `${spec.name} is in ${spec.unit}, ${name} in ${other.spec.unit}`);
  return { kind: 'fact', term: other.term, times: times ?? 1 };
}

function refuse(ground: Ground, path: Path, why: string, code?: ProblemCode): null {
  ground.report(path, why, code);
  return null;
}

function refuseAll(ground: Ground, path: Path, issues: readonly { readonly path: Path; readonly message: string }[]): null {
  for (const issue of issues) ground.report([...path, ...issue.path], issue.message);
  return null;
}

/** Names a neighbour of a misspelt fact: same last word, or same letters but for case and dots. */
function nearest(name: string, facts: ReadonlyMap<string, FactSpec>): string {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const last = bare(name.split('.').at(-1) ?? name);
  const hit = [...facts.keys()].find((known) => bare(known) === bare(name)) ?? [...facts.keys()].find((known) => bare(known.split('.').at(-1) ?? known) === last);
  return hit ? `; did you mean ${hit}?` : '';
}
