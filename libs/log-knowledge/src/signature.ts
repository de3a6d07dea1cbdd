import type { Problem, Result } from '@app/model';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { createPattern } from './pattern.js';

const pattern = z.string().min(1).superRefine((source, context) => {
  try {
    createPattern(source);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not an RE2 pattern: ${error instanceof Error ? error.message : String(error)}` });
  }
});

/**
 * How a text is recognised. `class`, `message`, `frame` and `userFrame` describe one link of an exception chain and must hold together;
 * `text` describes a log event without its stack frames. At least one of them is given.
 */
export const Signature = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  code: z.string().regex(/^[a-z0-9][a-z0-9-]*$/).describe('Diagnosis code, the id of a rule'),
  role: z.enum(['cause', 'symptom', 'envelope', 'follow-up', 'harmless']),
  class: z.array(z.string().min(1)).min(1).optional().describe('Simple class names, or full ones'),
  message: pattern.optional().describe('RE2, searched in the message of that link'),
  frame: pattern.optional().describe('RE2, searched in every frame of that link'),
  userFrame: pattern.optional().describe('RE2, searched in the first frame of user code; never matches where there is none'),
  text: pattern.optional().describe('RE2, searched in a log event without its stack frames'),
  priority: z.number().default(0).describe('Among matches of the same role the higher one wins, then the innermost'),
  note: z.string(),
}).refine((signature) => signature.class ?? signature.message ?? signature.frame ?? signature.userFrame ?? signature.text, {
  message: 'one of class, message, frame, userFrame, text is needed',
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
