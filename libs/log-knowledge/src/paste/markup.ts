import { rewritten, type PasteLine } from './line.js';

const tag = /<\/?(?:p|pre|code|span|div|td|th|tr|table|tbody|li|ul|ol|b|i|em|strong|font|blockquote)(?:\s[^<>]*)?>/gi;
const escaped = /\\[!#$()*+.<>[\]_`{|}~-]/g;
/** Of the characters that are escaped somewhere, so many are. */
const share = 0.8;
const colourLeft = /(?:\^\[)?\[(?:\d{1,3}(?:;\d{1,3})*)?m(?!\])/g;
const link = /\[([^\][\s]+)\]\((?:https?:\/\/)[^)\s]*\)/g;
const chatLink = /<https?:\/\/[^|>\s]+\|([^>\s]+)>/g;

/** Takes out what pages, Markdown and terminals wrote between the characters of a log: tags, backslashes, links made of class names, colours without their escape. */
export function withoutMarkup(lines: readonly PasteLine[]): readonly PasteLine[] {
  const whole = lines.map(({ text }) => text).join('\n');
  const steps: ((text: string) => string)[] = [];
  if (/\[0?m/.test(whole) && colourLeft.test(whole)) steps.push((text) => text.replace(colourLeft, ''));
  if (/<\/(?:p|pre|code|span|div|td|li)>/i.test(whole)) steps.push((text) => text.replace(tag, ''));
  if (whole.includes('](http') || whole.includes('<http')) steps.push((text) => text.replace(link, '$1').replace(chatLink, '$1'));
  if (isEscaped(whole)) steps.push((text) => text.replace(escaped, (pair) => pair.slice(1)));
  return steps.length === 0 ? lines : lines.map((line) => rewritten(line, steps.reduce((text, step) => step(text), line.text)));
}

/** Markdown that a person copied from its source: of brackets, stars and underscores nearly all bear a backslash. */
function isEscaped(text: string): boolean {
  if (!text.includes('\\')) return false;
  const pairs = text.match(escaped) ?? [];
  if (pairs.length < 3) return false;
  const kinds = new Set(pairs.map((pair) => pair.charAt(1)));
  let all = 0;
  for (const character of text) if (kinds.has(character)) all++;
  return pairs.length >= all * share;
}
