import { nearestNames } from '@app/collect';
import { parseValue } from '@app/diagnose';
import { catalogue } from '@app/observe';
import type { FactValue, GivenContext, Problem, Result } from '@app/model';

/** Words that people use for a fact. */
const usual: Readonly<Record<string, string>> = { flinkVersion: 'cluster.flinkVersion', restartStrategy: 'job.restartStrategy' };
/** What is shown and no fact. */
const shownOnly: readonly string[] = ['deployment'];

const specs = new Map(catalogue.map((spec) => [spec.name, spec]));

/**
 * What a person adds to a text: `checkpoint.interval=10m` gives a fact of the catalogue, `flinkVersion=1.20` its usual name,
 * `deployment=kubernetes` and free words are shown. A key that is none of these is `request.invalid` with the nearest ones.
 */
export function readContext(words: readonly string[]): Result<GivenContext> {
  const facts: Record<string, FactValue> = {};
  for (const word of words) {
    const [, key = '', raw = ''] = /^([\w.-]+)=(.*)$/s.exec(word) ?? [];
    if (key === '' || shownOnly.includes(key)) continue;
    const spec = specs.get(usual[key] ?? key);
    if (spec === undefined) return { ok: false, problem: noSuchKey(key) };
    const value = parseValue(spec.type === 'string' ? raw : literal(raw), spec);
    if (!value.ok) return { ok: false, problem: { code: 'request.invalid', what: 'The context is not understood', why: `${value.why}.`, next: spec.doc } };
    facts[spec.name] = value.value;
  }
  return { ok: true, value: { facts, words: [...words] } };
}

/** As YAML would read it: a bare number, true or false; anything else stays a text (`10m`). */
const literal = (raw: string): FactValue => (raw === 'true' ? true : raw === 'false' ? false : raw.trim() !== '' && Number.isFinite(Number(raw)) ? Number(raw) : raw);

function noSuchKey(key: string): Problem {
  const names = [...Object.keys(usual), ...shownOnly, ...specs.keys()];
  const near = nearestNames(key, names, 3);
  return {
    code: 'request.invalid', what: 'The context is not understood', why: `Nothing is called ${key}.`,
    next: near.length > 0 ? `Did you mean ${near.join(', ')}? docs/facts.md lists all.` : `Give flinkVersion, deployment or a fact of docs/facts.md, or words without "=".`,
  };
}
