/** Columns that a terminal uses for a text; a wide (Chinese, Japanese, Korean, full-width) character takes two. */
export const columns = (text: string): number => [...text].reduce((sum, sign) => sum + (isWide(sign.codePointAt(0) ?? 0) ? 2 : 1), 0);

const isWide = (point: number): boolean =>
  (point >= 0x1100 && point <= 0x115f) || (point >= 0x2e80 && point <= 0xa4cf) || (point >= 0xac00 && point <= 0xd7a3) ||
  (point >= 0xf900 && point <= 0xfaff) || (point >= 0xfe30 && point <= 0xfe6f) || (point >= 0xff00 && point <= 0xff60) || (point >= 0xffe0 && point <= 0xffe6);

export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));

/** Breaks between words, and between wide characters, which need no blank. A single longer word stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(/[^\s\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]+|[\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]|\s+/g) ?? []) {
      if (line !== '' && columns((line + piece).trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = piece.trim() === '' ? '' : piece;
      } else line += line === '' && piece.trim() === '' ? '' : piece;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** Wrapped, the first line after `first`, the others below it. */
export function block(first: string, text: string, width: number): string {
  const indent = ' '.repeat(columns(first));
  return wrap(text, Math.max(30, width - indent.length)).map((line, index) => (index === 0 ? first : indent) + line).join('\n');
}

/** Left-aligned columns, two blanks apart; cells are plain text, `paint` colours a padded cell. */
export function table(
  rows: readonly (readonly string[])[], paint: (cell: string, row: number, column: number) => string = (cell) => cell,
): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => { widths[column] = Math.max(widths[column] ?? 0, columns(cell)); });
  return rows.map((row, index) =>
    row.map((cell, column) => paint(column === row.length - 1 ? cell : padTo(cell, widths[column] ?? 0), index, column)).join('  ').trimEnd());
}
