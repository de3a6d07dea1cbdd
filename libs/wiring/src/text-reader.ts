import type { TextReader } from '@app/adapters/texts';
import { kept, readEvents } from '@app/log-knowledge';
import type { SignatureMatcher } from '@app/model';

/** Framing and recognition for a source of texts, by the signatures of the rule pack. */
export const textReader = (signatures: SignatureMatcher): TextReader => ({
  follow: () => signatures.follow(),
  keep: kept,
  async read(chunks, file, take) {
    const { bytes, problem } = await readEvents(chunks, take, { file });
    return { bytes, why: problem === null ? null : `${problem.what.replace(/^The (?:file|text) /, 'it ')}` };
  },
});
