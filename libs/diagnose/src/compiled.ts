import type { FactSpec } from '@app/model';
import type { Condition } from './condition.js';
import { prepare } from './prepared.js';
import type { RuleFile } from './rule-schema.js';
import type { Pack, Rule, Texts } from './rule.js';

/** A checked rule as plain data, so that it can be kept as JSON: opening it again costs nothing but reading. */
export interface CompiledRule extends Omit<Rule, 'when' | 'healed' | 'texts'> {
  readonly when: Condition;
  readonly healed: Condition | null;
}

/** A whole checked pack as plain data; without retired rules, sorted by code. It holds only for the program that compiled it. */
export interface CompiledPack {
  readonly version: string;
  readonly rules: readonly CompiledRule[];
  readonly weakSpots: readonly string[];
}

/** Opens a compiled pack. A rule's engines and patterns are made when it is first judged: most rules of a pack are never more than loaded. */
export function openPack(compiled: CompiledPack, catalogue: readonly FactSpec[]): Pack {
  const rules = compiled.rules.map(openRule);
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const below = new Map<string, Rule[]>();
  for (const rule of rules) for (const parent of new Set(rule.under)) below.set(parent, [...(below.get(parent) ?? []), rule]);
  return {
    version: compiled.version, rules,
    roots: rules.filter((rule) => rule.isRoot),
    mandatory: rules.filter((rule) => rule.written.mandatory).map((rule) => rule.code),
    weakSpots: compiled.weakSpots,
    facts: new Map(catalogue.map((spec) => [spec.name, spec])),
    rule: (code) => byCode.get(code) ?? null,
    children: (code) => below.get(code) ?? [],
  };
}

function openRule(compiled: CompiledRule): Rule {
  const { written, when, healed } = compiled;
  const whenOnce = once(() => prepare(when));
  const healedOnce = once(() => healed && prepare(healed));
  return {
    code: compiled.code, file: compiled.file, written, isRoot: compiled.isRoot, under: compiled.under, via: compiled.via,
    get when() { return whenOnce(); },
    get healed() { return healedOnce(); },
    readsParent: compiled.readsParent, shows: compiled.shows, since: compiled.since,
    texts: { en: textsOf(written, written.confidence.why), zh: textsOf(written.zh, written.zh.why ?? written.confidence.why) },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const textsOf = (from: Pick<RuleFile, 'says' | 'because' | 'advice' | 'saysHealed'>, why: string | null): Texts => ({
  says: from.says, because: from.because, advice: from.advice, saysHealed: from.saysHealed ?? null, why,
});
