import { z } from 'zod';
import { signatureRoles } from './failure.js';
import type { Need } from './need.js';

/** Whose log a text is. */
export const processes = ['jobmanager', 'taskmanager', 'client', 'unknown'] as const;
export type Process = (typeof processes)[number];

const Match = z.object({ code: z.string(), signature: z.string(), role: z.enum(signatureRoles), alone: z.boolean(), transient: z.number().optional(), note: z.string() });

/** What one event of a text was worth keeping for; the same again within two minutes is counted in it. */
export const KeptEvent = z.object({
  file: z.string(), line: z.number().describe('Line of its beginning, from 1'), at: z.number().nullable(),
  level: z.string(), logger: z.string(),
  message: z.string().describe('What was logged, without header and trace, at most 1,000 characters'),
  text: z.string().describe('The whole event, its middle left out when it is long'),
  trace: z.boolean().describe('It has a stack trace'),
  why: z.enum(['recognised', 'noise', 'trace', 'level', 'state', 'plain']).describe('noise: known to do no harm, counted over the whole text; plain: one of the first lines without a header, of a text that tells nothing else'),
  match: Match.nullable(),
  quote: z.object({ text: z.string(), line: z.number().describe('Line of the file, from 1') }),
  count: z.number(), lastAt: z.number().nullable(),
});

/** One file or stream that was read, or why it was not. Times are the first and the last that it prints. */
export const ReadText = z.object({
  name: z.string(), process: z.enum(processes), taskManager: z.string().nullable(), lines: z.number(), bytes: z.number(),
  from: z.number().nullable(), to: z.number().nullable(), why: z.string().nullable(),
});

/** The answer to `textsNeed`: what is worth keeping of the texts that a person handed over. */
export const TextsAnswer = z.object({
  texts: z.array(ReadText),
  events: z.array(KeptEvent).describe('In the order of time; where no time is told, in the order of reading'),
  leftOut: z.number().describe('Events worth keeping beyond the limit'),
});
export type KeptEvent = z.infer<typeof KeptEvent>;
export type ReadText = z.infer<typeof ReadText>;
export type TextsAnswer = z.infer<typeof TextsAnswer>;

/** The one question to a source of texts. */
export const textsNeed: Need = { source: 'texts', what: 'events', params: {} };

/** What a person adds to a text: facts of the catalogue, and words. */
export const GivenContext = z.object({ facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])), words: z.array(z.string()) });
export type GivenContext = z.infer<typeof GivenContext>;
export const contextNeed: Need = { source: 'person', what: 'context', params: {} };
