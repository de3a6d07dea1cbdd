import { z } from 'zod';
import { scopes } from './subject.js';
import { units } from './fact.js';
import { processes } from './texts.js';

export const severities = ['critical', 'warning', 'info'] as const;
export const findingKinds = ['fault', 'risk', 'advice'] as const;
export const stages = ['draft', 'startup', 'running', 'stopping'] as const;
export const groups = ['autopilot', 'startup', 'runtime', 'troubleshooting', 'state', 'others'] as const;
export const sides = ['user', 'platform', 'upstream', 'engine-bug'] as const;
export const actionNeeds = ['yes', 'wait', 'no', 'unknown'] as const;
export const confidenceLevels = ['high', 'medium', 'low'] as const;
export const verdicts = ['healthy', 'at-risk', 'faulty', 'unknown'] as const;
export const languages = ['en', 'zh'] as const;
export type Severity = (typeof severities)[number];
export type Verdict = (typeof verdicts)[number];
export type Language = (typeof languages)[number];

const time = z.iso.datetime();
const value = z.union([z.number(), z.string(), z.boolean()]);

export const SubjectRef = z.object({ scope: z.enum(scopes), id: z.string(), name: z.string() });
export const Evidence = z.object({
  fact: z.string(), subject: SubjectRef, value, unit: z.enum(units),
  limit: value.nullable().describe('The value that it was compared with; null when the fact is only shown'),
  limitSource: z.string().nullable().describe('Where the limit comes from: a fact, or the reason given in the rule'),
  at: time, source: z.string(),
});
export const Fix = z.object({ action: z.string(), with: z.record(z.string(), z.unknown()) });
export const Finding = z.object({
  id: z.string().describe('Unique within the diagnosis: code@scope:subject'),
  code: z.string(), subject: SubjectRef, parents: z.array(z.string()), since: time.nullable(),
  kind: z.enum(findingKinds), severity: z.enum(severities), stage: z.enum(stages), group: z.enum(groups), side: z.enum(sides),
  confidence: z.object({ level: z.enum(confidenceLevels), why: z.string() }),
  says: z.string(), because: z.string(), evidence: z.array(Evidence), advice: z.array(z.string()),
  needsAction: z.enum(actionNeeds), fix: Fix.nullable(), references: z.array(z.string()),
});
export const RuledOut = z.object({ code: z.string(), subject: SubjectRef, fact: z.string(), value, why: z.string() });
export const UnknownRule = z.object({ code: z.string(), subject: SubjectRef, missing: z.array(z.object({ fact: z.string(), why: z.string() })) });
export const Looked = z.object({ source: z.string(), need: z.string(), at: time, ok: z.boolean(), ms: z.number(), why: z.string().nullable() });
export const JobLine = z.object({
  id: z.string(), name: z.string(), state: z.string(), verdict: z.enum(verdicts), firstCause: z.string().nullable(), summary: z.string(),
});

export const TimelineEntry = z.object({
  at: time.nullable(), place: z.string().describe('file:line'), says: z.string().describe('The line as printed, at most 300 characters'),
  code: z.string().nullable(), role: z.enum(['cause', 'symptom', 'envelope', 'follow-up', 'unrecognised', 'state']), count: z.number(),
});
export const Noise = z.object({ code: z.string(), note: z.string().describe('Why it does no harm'), count: z.number(), place: z.string().describe('Where it stands first'), says: z.string() });
export const Neighbour = z.object({ code: z.string(), score: z.number(), reasons: z.array(z.string()) });
/** Family of rules that a text speaks of, by its words; no code and no claim. */
export const Category = z.object({ name: z.string(), score: z.number() });
export const TextLooked = z.object({
  name: z.string(), process: z.enum(processes), taskManager: z.string().nullable(), lines: z.number(), from: time.nullable(), to: time.nullable(), why: z.string().nullable(),
});

/** What only an explanation of texts has. */
export const Explanation = z.object({
  texts: z.array(TextLooked).describe('What was read, and what could not be read and why'),
  context: z.array(z.string()).describe('What the person added, in their words'),
  timeline: z.array(TimelineEntry).describe('What followed the first fault, in the order of time'),
  noise: z.array(Noise).describe('Known lines that do no harm'),
  neighbours: z.array(Neighbour).describe('Where nothing was recognised: what it resembles most; no claim'),
  category: Category.nullable().describe('Where nothing was recognised: the family of faults that its words speak of, if that can be told'),
});

/** The one answer that every channel renders. Version 1. */
export const Diagnosis = z.object({
  schemaVersion: z.literal('1'), id: z.string(), at: time, time: z.enum(['before', 'during', 'after']),
  cluster: z.object({ name: z.string(), url: z.string(), flinkVersion: z.string().nullable() }),
  job: z.object({ id: z.string(), name: z.string(), state: z.string(), startTime: time.nullable() }).nullable(),
  jobs: z.array(JobLine).describe('Cluster answer only: one line per job, worst first'),
  verdict: z.enum(verdicts), score: z.null(), summary: z.string(),
  causes: z.array(z.string()).describe('Finding ids, ranked; the first is the one to act on'),
  findings: z.array(Finding), ruledOut: z.array(RuledOut), unknown: z.array(UnknownRule), looked: z.array(Looked), tookMs: z.number(),
  explanation: Explanation.optional().describe('Only in an answer about texts'),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
export type Finding = z.infer<typeof Finding>;
export type Evidence = z.infer<typeof Evidence>;
export type RuledOut = z.infer<typeof RuledOut>;
export type UnknownRule = z.infer<typeof UnknownRule>;
export type Looked = z.infer<typeof Looked>;
export type JobLine = z.infer<typeof JobLine>;
export type Explanation = z.infer<typeof Explanation>;
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export type Noise = z.infer<typeof Noise>;
export type Neighbour = z.infer<typeof Neighbour>;
export type Category = z.infer<typeof Category>;
