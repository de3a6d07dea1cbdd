import { signatureRoles, type Problem, type Result } from '@app/model';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { patternTrouble } from './matching/pattern.js';

const source = z.string().min(1).superRefine((text, context) => {
  const trouble = patternTrouble(text);
  if (trouble !== null) context.addIssue({ code: 'custom', message: `not an RE2 pattern: ${trouble}` });
});

/** One pattern, or several of which one is enough. A flag such as `(?i)` holds within its own pattern. */
const pattern = z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(source).min(1))
  .transform((any) => (any.length === 1 ? any : any.map((one) => (one.startsWith('(?') ? `(?:${one})` : one))).join('|'));

/** One name or several. */
const names = z.union([z.string().min(1).transform((name): string[] => [name]), z.array(z.string().min(1)).min(1)]);

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const duration = z.string().regex(/^\d+(ms|s|m|h)$/, 'a duration such as 90s or 5m')
  .transform((words) => Number.parseInt(words, 10) * (units[words.replace(/^\d+/, '')] ?? 1));
const usual = 300_000;

const Before = z.strictObject({
  class: names.optional().describe('Class names, one of which is in the chain of that event'),
  message: pattern.optional().describe('RE2, searched in the messages of its chain'),
  text: pattern.optional().describe('RE2, searched in that event without its stack frames'),
  within: duration.default(usual).describe('How long before, at most'),
  atLeast: duration.default(0).describe('How long before, at least: what lay between took so long'),
}).refine((before) => before.class ?? before.message ?? before.text, { message: 'one of class, message, text is needed' });

/**
 * How a text is recognised; everything given must hold. `class`, `message`, `frame`, `userFrame` and `origin` describe one link of an exception chain,
 * `chain` describes the chain; `text`, `template` and `logger` describe a log event without its stack frames; `after` what came before it.
 */
export const Signature = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  code: z.string().regex(/^[a-z0-9][a-z0-9-]*$/).describe('Diagnosis code, the id of a rule'),
  role: z.enum(signatureRoles),
  class: names.optional().describe('Simple class names, or full ones'),
  chain: names.optional().describe('Class names that occur in this order in the chain, others may stand between'),
  message: pattern.optional().describe('RE2, searched in the message of that link'),
  repeats: pattern.optional().describe('RE2 with two groups, searched in the message of that link; holds where both groups are the same text'),
  frame: pattern.optional().describe('RE2, searched in every frame of that link'),
  userFrame: pattern.optional().describe('RE2, searched in the first frame of user code; never matches where there is none'),
  origin: pattern.optional().describe('RE2, searched in the frame that the innermost cause was thrown in: the first one outside of the JDK and of libraries that anything uses'),
  text: pattern.optional().describe('RE2, searched in a log event without its stack frames'),
  template: z.string().min(1).optional().describe('A template as the miner prints it: constant words, <*> for what varies; searched in the message of an event'),
  logger: names.optional().describe('Simple or full names of the loggers that print it; never matches a text without logger'),
  where: names.pipe(z.array(z.enum(['jm', 'tm', 'client', 'operator']))).optional().describe('Whose log; a log of which that cannot be told may be any'),
  after: Before.optional().describe('An event that came before it in the same file or stream'),
  alone: z.boolean().default(false).describe('Conclusive by itself, also where REST shows a healthy job'),
  transient: duration.optional().describe('It may pass by itself, such as a broker that starts again: it counts where at most so much of the log follows its last line'),
  priority: z.number().default(0).describe('Among matches of the same role the higher one wins, then the innermost'),
  note: z.string(),
}).refine(({ class: names, chain, message, repeats, frame, userFrame, origin, text, template }) => names ?? chain ?? message ?? repeats ?? frame ?? userFrame ?? origin ?? text ?? template, {
  message: 'one of class, chain, message, repeats, frame, userFrame, origin, text, template is needed',
});
export type Signature = z.infer<typeof Signature>;

const SignatureFile = z.array(Signature);

const hasUniqueIds = (signatures: readonly Signature[]): boolean => new Set(signatures.map(({ id }) => id)).size === signatures.length;

/**
 * Reads one file of `rules/signatures`. All mistakes are named at once, each as `file:line:column: what`.
 * `ready` is the value of the same text, parsed before: then the YAML is parsed again only to tell where a mistake is.
 */
export function parseSignatures(yamlText: string, file: string, ready?: unknown): Result<readonly Signature[]> {
  const known = ready === undefined ? null : SignatureFile.safeParse(ready);
  if (known?.success && hasUniqueIds(known.data)) return { ok: true, value: known.data };
  const counter = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: counter });
  const place = (offset: number): string => {
    const { line, col } = counter.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) return refused(document.errors.map((error) => `${place(error.pos[0])}: ${error.message.split('\n')[0] ?? ''}`));
  const parsed = SignatureFile.safeParse(document.toJS() ?? []);
  if (!parsed.success) {
    return refused(parsed.error.issues.map((issue) => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      return `${place(offsetOf(document, path))}: ${path.join('.')}: ${issue.message}`;
    }));
  }
  const seen = new Set<string>();
  const twice = parsed.data.flatMap(({ id }, index) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [`${place(offsetOf(document, [index, 'id']))}: signature ${id} is there twice`] : [];
  });
  return twice.length > 0 ? refused(twice) : { ok: true, value: parsed.data };
}

/** Position of the deepest node of `path` that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function refused(mistakes: readonly string[]): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code: 'signature.invalid', what: 'A signature file is not valid', why: mistakes.join('\n'), next: 'Correct the named places.' } };
}
