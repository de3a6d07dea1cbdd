import { createTextsSource, type TextInput } from '@app/adapters/texts';
import { needKey, textsNeed, type Clock, type Language, type Result, type SignatureMatcher } from '@app/model';
import { createObserve } from '@app/observe';
import { explain, type ExplainStages, type Outcome } from '@app/pipeline';
import { readContext } from './context.js';
import { textReader } from './text-reader.js';

export interface TextQuestion {
  readonly inputs: readonly TextInput[];
  /** How the texts are called in the answer. */
  readonly name: string;
  /** `KEY=VALUE`, or free words. */
  readonly context: readonly string[];
  readonly lang: Language;
  readonly deadlineMs?: number;
}

/** Explains texts. Trouble that a person can mend (nothing readable, a wrong key) is a `Problem`; only bugs reject. */
export interface Explainer {
  explain(question: TextQuestion): Promise<Result<Outcome>>;
}

export interface ExplainerParts {
  /** What a text that nothing recognises resembles. */
  readonly resembling?: ExplainStages['resembling'];
  readonly pack: ExplainStages['pack'];
  readonly signatures: SignatureMatcher;
  readonly clock: Clock;
}

export function createExplainer({ pack, signatures, clock, resembling }: ExplainerParts): Explainer {
  const stages: ExplainStages = { pack, signatures, observe: createObserve({ signatures }), ...(resembling === undefined ? {} : { resembling }) };
  const reader = textReader(signatures);
  return {
    async explain({ inputs, name, context, lang, deadlineMs }) {
      const given = readContext(context);
      if (!given.ok) return given;
      const source = createTextsSource({ inputs, reader, clock });
      const outcome = await explain(stages, { source, clock, name, context: given.value, lang, ...(deadlineMs === undefined ? {} : { deadlineMs }) });
      const reading = outcome.snapshot.entries.get(needKey(textsNeed))?.readings.at(-1);
      if (reading?.kind === 'read') return { ok: true, value: outcome };
      return { ok: false, problem: { code: 'text.unreadable', what: 'There is no text to explain', why: `${reading?.why ?? 'Nothing was read'}.`, next: 'Give log files, a folder of them, or a stack trace on standard input.' } };
    },
  };
}
