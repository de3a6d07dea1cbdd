import { z } from 'zod';
import { Category, Neighbour } from './diagnosis.js';
import { sides, stages, severities } from './diagnosis.js';

export const labelRoles = ['cause', 'symptom', 'follow-up', 'harmless'] as const;
/** `unlabelled` waits for a person who knows; `proposed` for a second one; `approved` is exported as files of the rule pack, and only there becomes an answer. */
export const reviews = ['unlabelled', 'proposed', 'approved', 'rejected'] as const;
export type Review = (typeof reviews)[number];

const words = z.string().trim().min(1).max(2_000);
const name = z.string().trim().min(1).max(200);

/** What a person says about a template. Texts of a code that the rule pack has already are left out: its rule says them. */
export const LabelWords = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is written in small letters, digits and dashes').max(80).describe('A diagnosis code of the rule pack, or a new one'),
  role: z.enum(labelRoles).describe('cause: it names what is wrong; symptom: it must be explained further; follow-up: another fault dragged it along; harmless: noise'),
  note: words.optional().describe('Why; for harmless it is shown'),
  cause: z.strictObject({ en: words, zh: words }).optional().describe('One sentence: what is wrong'),
  because: z.strictObject({ en: words, zh: words }).optional().describe('Why it is wrong, or how it comes about'),
  advice: z.strictObject({ en: z.array(words).min(1).max(10), zh: z.array(words).min(1).max(10) }).optional().describe('What to do, the same sentences in both languages'),
  side: z.enum(sides).default('user'), stage: z.enum(stages).default('running'), severity: z.enum(severities).default('warning'),
});
export type LabelWords = z.infer<typeof LabelWords>;

const time = z.iso.datetime();

export const Label = z.object({
  words: LabelWords, author: name, at: time,
  reviewer: name.nullable(), reviewedAt: time.nullable(), comment: z.string().nullable(),
});
export type Label = z.infer<typeof Label>;

/** A log template that no signature knows, with what helps to label it. */
export const QueuedTemplate = z.object({
  id: z.string().describe('Never changes its meaning: the same template has it on every server'),
  text: z.string().describe('Constant words, <*> for what varies'),
  logger: z.string(), level: z.string(), exception: z.string().nullable().describe('Class of its innermost exception'),
  count: z.number().describe('Events seen'), beforeFailures: z.number().describe('Of these within five minutes before a failure'),
  firstSeen: time, lastSeen: time,
  samples: z.array(z.string()).describe('At most three events'), jobs: z.array(z.string()).describe('cluster/job in whose logs it stood, at most twenty'),
  worth: z.number().describe('What the list is sorted by: often, before failures, an error rather than a warning'),
  neighbours: z.array(Neighbour).describe('Codes whose known texts resemble it; suggestions, no claim'), category: Category.nullable(),
  review: z.enum(reviews), label: Label.nullable(),
});
export type QueuedTemplate = z.infer<typeof QueuedTemplate>;

/** A template as one look at some logs showed it. */
export interface TemplateSeen {
  readonly id: string;
  readonly text: string;
  readonly logger: string;
  readonly level: string;
  readonly exception: string | null;
  readonly sample: string;
  readonly cluster: string;
  /** Whose log of the cluster, so that a window that is read again and again counts each event once. */
  readonly place: string;
  readonly job: string | null;
  /** Oldest first; epoch ms. */
  readonly events: readonly { readonly at: number; readonly beforeFailure: boolean }[];
}
