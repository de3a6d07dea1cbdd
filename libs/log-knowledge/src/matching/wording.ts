import type { Signature } from '../signature.js';
import { literalsOf } from './literals.js';

/** Characters of constant text from which a message says which fault it is: shorter ones ("Connection refused") stand in many. */
const tellingLength = 21;
/** Characters of a sentence that are looked at. */
const longestText = 20_000;

/** Words that need no class beside them: a text, or a message so long that it says which fault it is, also where a person left the class out. */
export function isTellingAlone({ class: names, message, frame, userFrame, origin, chain, text, template, logger, after, repeats }: Signature): boolean {
  if ((frame ?? userFrame ?? origin ?? chain ?? template ?? logger ?? after ?? repeats) !== undefined) return false;
  if (text !== undefined) return (names ?? message) === undefined;
  if (message === undefined) return false;
  return literalsOf(message)?.every((literal) => literal.trim().length >= tellingLength) ?? false;
}

/** Not a log, in which the same words are often only noted. */
export const isStatement = (text: string): boolean => text.length <= 3000 && !/\b(?:TRACE|DEBUG|INFO)\b/.test(text);

export const oneLine = (text: string): string => text.slice(0, longestText).replace(/\\([_*.])/g, '$1').replace(/\s+/g, ' ');
