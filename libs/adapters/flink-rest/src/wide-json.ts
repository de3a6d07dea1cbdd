/** Parses JSON. Integers that a JavaScript number cannot hold (beyond 2^53) come out as decimal strings. Throws `SyntaxError`. */
export const parseWideJson = (text: string): unknown => JSON.parse(hasLongDigits.test(text) ? withWideIntegersQuoted(text) : text);

/** 2^53 has 16 digits; without such a run, which is nearly always, the text is parsed as it is. */
const hasLongDigits = /\d{16}/;
const longInteger = /-?\d{16,}(?![\d.eE])/g;

/** Walks from string to string by `indexOf`, so that digits inside strings stay as they are and long strings cost little. */
const withWideIntegersQuoted = (text: string): string => {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const opening = text.indexOf('"', from);
    const end = opening < 0 ? text.length : opening;
    parts.push(quoted(text, from, end));
    if (opening < 0) break;
    const closing = endOfString(text, opening + 1);
    parts.push(text.slice(opening, closing));
    from = closing;
  }
  return parts.join('');
};

const quoted = (text: string, from: number, to: number): string => {
  const between = text.slice(from, to);
  if (between.length < 16) return between;
  // digits that begin inside a fraction or an exponent belong to a floating point number
  return between.replace(longInteger, (number, offset: number) => (/[.eE+]/.test(between[offset - 1] ?? '') || Number.isSafeInteger(Number(number)) ? number : `"${number}"`));
};

const endOfString = (text: string, from: number): number => {
  let quote = text.indexOf('"', from);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote < 0 ? text.length : quote + 1;
};

const isEscaped = (text: string, position: number): boolean => {
  let backslashes = 0;
  while (text[position - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
};
