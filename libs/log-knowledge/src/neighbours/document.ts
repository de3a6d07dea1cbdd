import type { Signature } from '../signature.js';

/** A text whose diagnosis code is known. */
export interface KnownText {
  readonly code: string;
  /** Family of the code's rule, for example `kafka`; `harmless` where the code stands for noise. */
  readonly category: string;
  /** The signature that it belongs to. */
  readonly signature: string;
  readonly kind: 'sample' | 'signature';
  readonly text: string;
}

/** The words of a signature as a text: its class names, and what its patterns and template hold of constant words. */
export function wordsOfSignature(signature: Signature): string {
  const classes = [...(signature.class ?? []), ...(signature.chain ?? [])];
  const patterns = [signature.message, signature.text, signature.template, ...(signature.logger ?? [])].flatMap((pattern) => (pattern === undefined ? [] : wordsOfPattern(pattern)));
  const head = classes.length > 0 ? `${classes.join(' ')}: ` : '';
  return `${head}${patterns.join(' ')}`.trim();
}

/** Words of an RE2 pattern: escapes of classes (`\\S`), flags, quantifiers and brackets are none. */
const wordsOfPattern = (pattern: string): readonly string[] =>
  pattern.replace(/\(\?[a-zA-Z]+\)/g, ' ').replace(/\[[^\]]*\]/g, ' ').replace(/\\[a-zA-Z]/g, ' ').replace(/\\(.)/g, '$1').replace(/\{\d[^}]*\}/g, ' ').match(/[A-Za-z][A-Za-z'-]+/g) ?? [];
