import type { SignatureMatch } from '@app/model';
import type { Signature } from '../signature.js';
import { createPattern, createRepeat, createTemplate, type Pattern } from './pattern.js';

/** What must have come before, in the same file or stream. */
export interface Before {
  readonly classes: ReadonlySet<string> | null;
  readonly message: Pattern | null;
  readonly text: Pattern | null;
  readonly within: number;
  readonly atLeast: number;
}

/** A signature as it is matched. Patterns are compiled when a text first holds one of their literals. */
export interface Prepared {
  readonly signature: Signature;
  readonly order: number;
  readonly result: SignatureMatch;
  readonly classes: ReadonlySet<string> | null;
  readonly message: Pattern | null;
  readonly repeats: Pattern | null;
  readonly frame: Pattern | null;
  readonly userFrame: Pattern | null;
  readonly origin: Pattern | null;
  readonly text: Pattern | null;
  readonly template: Pattern | null;
  readonly loggers: ReadonlySet<string> | null;
  readonly before: Before | null;
  /** It describes an exception; otherwise it describes words. */
  readonly ofThrowable: boolean;
}

export function prepare(signature: Signature, order: number): Prepared {
  const { after } = signature;
  return {
    signature, order,
    result: { code: signature.code, signature: signature.id, role: signature.role, alone: signature.alone, note: signature.note, ...(signature.transient === undefined ? {} : { transient: signature.transient }) },
    classes: setOf(signature.class), loggers: setOf(signature.logger),
    message: patternOf(signature.message), repeats: signature.repeats === undefined ? null : createRepeat(signature.repeats), frame: patternOf(signature.frame), userFrame: patternOf(signature.userFrame), origin: patternOf(signature.origin), text: patternOf(signature.text),
    template: signature.template === undefined ? null : createTemplate(signature.template),
    before: after === undefined ? null : { classes: setOf(after.class), message: patternOf(after.message), text: patternOf(after.text), within: after.within, atLeast: after.atLeast },
    ofThrowable: (signature.class ?? signature.chain ?? signature.message ?? signature.repeats ?? signature.frame ?? signature.userFrame ?? signature.origin) !== undefined,
  };
}

const setOf = (names: readonly string[] | undefined): ReadonlySet<string> | null => (names === undefined ? null : new Set(names));
const patternOf = (source: string | undefined): Pattern | null => (source === undefined ? null : createPattern(source));
