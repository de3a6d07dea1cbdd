import { once, payload, type Got, type Look } from '../look.js';
import { failuresIn, hasTexts, textsIn } from '../texts/texts.js';
import { Exceptions } from './schema.js';

const answered = payload('exceptions', Exceptions);

/** The failures of the job, oldest first: from Flink's history, or from the texts where a person handed over some. */
export const exceptions = once((look: Look): Got<Exceptions> => {
  if (!hasTexts(look.snapshot)) return answered(look);
  const texts = textsIn(look.snapshot);
  return texts.ok ? { ok: true, value: { failures: failuresIn(texts.value, texts.at), truncated: texts.value.leftOut > 0 }, at: texts.at } : texts;
});
