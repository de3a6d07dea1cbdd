import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineCutter, longestLine } from './line-cutter.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const through = (chunks: readonly string[]): { readonly text: string; readonly lines: number } => {
  const cutter = new LineCutter();
  return { text: chunks.map((chunk) => Buffer.from(cutter.cut(bytes(chunk))).toString()).join(''), lines: cutter.lines };
};
const long = 'x'.repeat(longestLine - 1);

it.each([
  ['nothing', [''], '', 0],
  ['short lines, as they are', ['a\nb\r\n', '\nc'], 'a\nb\r\n\nc', 3],
  ['a line that just fits', [`${long}y\nz`], `${long}y\nz`, 1],
  ['a line that does not', [`${long}yz\na\n`], `${long}y\na\n`, 2],
  ['one that grows over chunks', [long, 'yz', 'zz\nb', '\n'], `${long}y\nb\n`, 2],
])('%s', (_, chunks, text, lines) => expect(through(chunks)).toEqual({ text, lines }));

it('cuts the same wherever the chunks end', () => {
  const line = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 20 }), fc.constant(`${long}yyy`));
  fc.assert(fc.property(fc.array(line, { maxLength: 6 }), fc.array(fc.nat(200_000), { maxLength: 5 }), (lines, cuts) => {
    const text = lines.join('\n');
    const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
    const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
    expect(through(chunks)).toEqual({ text: lines.map((one) => one.slice(0, longestLine)).join('\n'), lines: Math.max(0, lines.length - 1) });
  }));
});
