import { formatValue, type FactValue, type Language, type Severity, type Unit, type Verdict } from '@app/model';
import type { ComparisonName } from './comparisons.js';
import type { LeafReading } from './reading.js';

type Phrase = (limit: string) => string;

const wouldBe: Readonly<Record<Language, Readonly<Record<ComparisonName, Phrase>>>> = {
  en: {
    equal: (x) => x, notEqual: (x) => `anything but ${x}`, lessThan: (x) => `less than ${x}`, lessThanInclusive: (x) => `at most ${x}`,
    greaterThan: (x) => `more than ${x}`, greaterThanInclusive: (x) => `at least ${x}`, in: (x) => `one of ${x}`, notIn: (x) => `none of ${x}`,
    contains: (x) => `a text with "${x}"`, doesNotContain: (x) => `a text without "${x}"`, matches: (x) => `a text like /${x}/`, doesNotMatch: (x) => `a text unlike /${x}/`,
  },
  zh: {
    equal: (x) => `为 ${x}`, notEqual: (x) => `不为 ${x}`, lessThan: (x) => `小于 ${x}`, lessThanInclusive: (x) => `不超过 ${x}`,
    greaterThan: (x) => `大于 ${x}`, greaterThanInclusive: (x) => `至少为 ${x}`, in: (x) => `属于 ${x}`, notIn: (x) => `不属于 ${x}`,
    contains: (x) => `包含“${x}”`, doesNotContain: (x) => `不包含“${x}”`, matches: (x) => `匹配 /${x}/`, doesNotMatch: (x) => `不匹配 /${x}/`,
  },
};

export const shown = (value: FactValue, unit: Unit, lang: Language): string => (value === '' ? (lang === 'zh' ? '空' : 'empty') : formatValue(value, unit, lang));

/** Why a rule stayed quiet: "checkpoint.failedInARow is 0; it would have to be at least 3 (…)". */
export function whyQuiet(reading: LeafReading, value: FactValue, lang: Language): string {
  const is = shown(value, reading.unit, lang);
  if (reading.operator === null || reading.limit === null) return `${reading.fact}: ${is}`;
  const must = wouldBe[lang][reading.operator](shown(reading.limit, reading.unit, lang));
  const from = reading.limitSource === null ? '' : lang === 'zh' ? `（${reading.limitSource}）` : ` (${reading.limitSource})`;
  return lang === 'zh' ? `${reading.fact} 是 ${is}，需要${must}才成立${from}` : `${reading.fact} is ${is}; it would have to be ${must}${from}`;
}

export const confidenceWhy: Readonly<Record<Language, Readonly<Record<'high' | 'medium' | 'low', string>>>> = {
  en: { high: 'direct evidence', medium: 'things that coincide in time', low: 'what is left when other causes are excluded' },
  zh: { high: '有直接证据', medium: '时间上吻合', low: '排除其他原因后剩下的可能' },
};

export const loweredWhy = (why: string, rival: string, lang: Language): string =>
  lang === 'zh' ? `${why}；${rival} 未能核实，因此降低` : `${why}; lowered because ${rival} could not be checked`;

export const unreadWord: Readonly<Record<Language, string>> = { en: 'unknown', zh: '未知' };

export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

export interface SummaryParts {
  readonly name: string;
  readonly verdict: Verdict;
  /** What the first cause says, if there is one. */
  readonly says: string | null;
  readonly moreCauses: number;
  readonly checks: number;
  readonly missing: { readonly fact: string; readonly why: string } | null;
}

/** One sentence for the top of every answer. */
export function summarySentence(parts: SummaryParts, lang: Language): string {
  const { name, verdict, says, moreCauses, checks, missing } = parts;
  if (verdict === 'unknown') {
    const fact = missing ? `${missing.fact} (${missing.why})` : '';
    return lang === 'zh' ? `无法判断 ${name} 是否正常：读不到 ${fact || '必需的数据'}。` : `Cannot tell whether ${name} is healthy: ${fact || 'what is needed'} could not be read.`;
  }
  if (verdict === 'healthy') {
    if (says !== null) return lang === 'zh' ? `${name} 目前正常。${says}` : `${name} is healthy now. ${says}`;
    return lang === 'zh' ? `${name} 正常：检查了 ${checks} 项，没有发现问题。` : `${name} is healthy: ${checks} checks found nothing.`;
  }
  const more = moreCauses === 0 ? '' : lang === 'zh' ? `（另有 ${moreCauses} 个原因）` : ` (and ${moreCauses} more)`;
  const word = lang === 'zh' ? (verdict === 'faulty' ? '有故障' : '有风险') : verdict === 'faulty' ? 'is faulty' : 'is at risk';
  return lang === 'zh' ? `${name} ${word}：${says ?? ''}${more}` : `${name} ${word}: ${says ?? ''}${more}`;
}
