import { z } from 'zod';
import { actionNeeds, confidenceLevels, findingKinds, groups, relations, scopes, severities, sides, stages } from '@app/model';
import { comparisonNames } from './comparisons.js';
import { takes } from './condition.js';

const text = z.string().trim().min(1);
const code = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is written in small letters, digits and dashes');
const relation = z.enum(relations);
const scalar = z.union([z.string(), z.number(), z.boolean()], 'is a number, a text, true or false');

const Texts = z.strictObject({ says: text, because: text, advice: z.array(text), saysHealed: text.optional(), why: text.optional() });

/** A rule file as it is written. Conditions are read by parse-condition.ts, which gives better places for mistakes than a union. */
export const RuleFile = z.strictObject({
  id: code,
  under: z.array(code).min(1).optional(),
  root: z.boolean().optional(),
  via: z.union([relation.transform((one) => [one]), z.array(relation).min(1)], 'is a relation or a list of relations').optional(),
  mandatory: z.boolean().optional(),
  scope: z.enum(scopes),
  kind: z.enum(findingKinds), stage: z.enum(stages), group: z.enum(groups), side: z.enum(sides),
  status: z.enum(['trial', 'stable', 'retired']),
  severity: z.enum(severities),
  needsAction: z.enum(actionNeeds),
  says: text, because: text, advice: z.array(text),
  saysHealed: text.optional(),
  when: z.unknown(),
  healed: z.unknown().optional(),
  shows: z.array(text).optional(),
  since: z.union([text.transform((one) => [one]), z.array(text).min(1)], 'is a fact, or facts of which the first known one counts').optional(),
  zh: Texts,
  confidence: z.union([
    z.enum(confidenceLevels).transform((level) => ({ level, why: null })),
    z.strictObject({ level: z.enum(confidenceLevels), why: text }),
  ], 'is high, medium or low, or { level, why }'),
  rivals: z.array(code).optional(),
  fix: z.strictObject({ action: code, with: z.record(z.string(), scalar).default({}) }).optional(),
  falseAlarms: z.array(text).optional(),
  references: z.array(z.url()).optional(),
});
export type RuleFile = z.infer<typeof RuleFile>;

const limits = { limit: text.optional(), within: text.optional() };
const FactBound = z.strictObject({ fact: text, times: z.number().optional() });
export const LeafFile = z.strictObject({ fact: text, operator: z.enum(comparisonNames), value: z.unknown(), ...limits });
export const AggregateFile = z.strictObject({
  over: relation, take: z.enum(takes), fact: text.optional(), where: z.unknown().optional(), as: z.string().regex(/^[a-z][A-Za-z0-9]*$/).optional(),
  operator: z.enum(comparisonNames), value: z.unknown(), ...limits,
});
export const ValueFile = z.union([scalar, z.array(scalar).min(1), FactBound], 'is a value, a list of values, or { fact, times }');
