import { z } from 'zod';
import { languages } from '@app/model';

/** What one request may hand over. Larger logs are for the command line, which reads files where they are. */
export const limits = { textBytes: 16 * 1024 ** 2, fileBytes: 256 * 1024 ** 2, files: 50, uploadBytes: 1024 ** 3 } as const;

const word = z.string().trim().min(1).max(500);
const Context = z.union([z.array(word).max(50), z.record(z.string().max(100), z.union([word, z.number(), z.boolean()]))])
  .describe('What the text does not say: facts by name (see docs/facts.md), flinkVersion, deployment, or a list of "KEY=VALUE" and free words');

export const ExplanationRequest = z.strictObject({
  text: z.string().min(1, 'is empty').describe('A stack trace or log, at most 16 MB'),
  name: z.string().trim().min(1).max(200).default('pasted text').describe('How it is called in the answer'),
  context: Context.optional(),
  lang: z.enum(languages).default('en').describe('Language of the texts'),
});

/** Beside a plain text or an upload the rest stands in the query or in fields of the form. */
export const ExplanationOptions = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  context: z.union([z.string().max(5_000).transform((text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')), z.array(word).max(50)]).optional(),
  lang: z.enum(languages).default('en'),
});

/** As words of the command line: `KEY=VALUE`, or free ones. */
export const contextWords = (context: z.infer<typeof Context> | undefined): readonly string[] =>
  context === undefined ? [] : Array.isArray(context) ? context : Object.entries(context).map(([key, value]) => `${key}=${value}`);
