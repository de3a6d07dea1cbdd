const colours = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07)/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&', '#39': "'", '#x27': "'", apos: "'" };
const entity = /&(lt|gt|quot|nbsp|amp|#39|#x27|apos);/g;
/** What web pages, chat and word processors put in the place of what was printed, and what that was. */
const odd: readonly (readonly [string, string])[] = [
  ...['\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\u202a', '\u202c', '\u2066', '\u2069'].map((none) => [none, ''] as const),
  ...['\u2002', '\u2003', '\u2007', '\u2009', '\u202f', '\u3000'].map((blank) => [blank, ' '] as const),
  ['‘', "'"], ['’', "'"], ['“', '"'], ['”', '"'], ['…', '...'], [' – ', ' - '],
];
/** Written for a colon, comma or bracket behind or before a word of a log; inside Chinese sentences they stay. */
const wide: readonly (readonly [string, RegExp, string])[] = [
  ['（', /（(?=[\x21-\x7e])/g, '('], ['）', /(?<=[\x21-\x7e])）/g, ')'], ['：', /(?<=[\x21-\x7e])：\s?/g, ': '], ['，', /(?<=[\x21-\x7e])，(?=[\x20-\x7e])\s?/g, ', '], ['—', /—(?=[a-z])/g, '--'],
];

/** All of these. No text of one byte a character holds one, which costs nothing to tell: so a long log is not slowed down. */
const hasOdd = /[\u2000-\u206f\u3000\ufeff\uff08-\uff1a]/;

/** Takes out what terminals, web pages and copying put into a log: colours, entities, NUL bytes, invisible characters. Line breaks stay where they are. */
export function cleaned(text: string): string {
  let clean = text;
  if (clean.includes('\x1b')) clean = clean.replace(colours, '');
  if (clean.includes('\0')) clean = clean.replaceAll('\0', '');
  if (clean.includes('&')) clean = clean.replace(entity, (whole, name: string) => entities[name] ?? whole);
  if (clean.includes('\u00a0')) clean = clean.replaceAll('\u00a0', ' ');
  if (clean.includes('\u00ad')) clean = clean.replaceAll('\u00ad', '');
  if (!hasOdd.test(clean)) return clean;
  for (const [character, printed] of odd) if (clean.includes(character)) clean = clean.replaceAll(character, printed);
  for (const [character, pattern, printed] of wide) if (clean.includes(character)) clean = clean.replace(pattern, printed);
  return clean;
}
