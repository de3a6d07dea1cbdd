import { describe, expect, it } from 'vitest';
import { cleaned } from './characters.js';

const printed = `java.io.IOException: no "a" or 'b' (c), d...\n\tat a.b.C.d(C.java:7)`;

describe('what copying put into a text goes', () => {
  it.each<readonly [string, string]>([
    ['nothing', printed],
    ['zero-width spaces for breaking lines', printed.replace(/([.:])/g, '$1\u200b')],
    ['soft hyphens', printed.replace(/([a-z])([A-Z])/g, '$1\u00ad$2')],
    ['word joiners', printed.replace(/ /g, ' \u2060')],
    ['blanks that do not break', printed.replace(/ /g, '\u00a0')],
    ['narrow blanks', printed.replace(/ /g, '\u202f')],
    ['blanks as wide as a Chinese character', printed.replace(/ /g, '\u3000')],
    ['quotation marks and dots of a word processor', printed.replace('"a"', '“a”').replace("'b'", '‘b’').replace('...', '…')],
    ['a colon, comma and brackets of a Chinese keyboard', printed.replace(': ', '：').replace(', ', '，').replace('(c)', '（c）')],
    ['entities', printed.replace(/"/g, '&quot;').replace(/'/g, '&#39;')],
    ['colours', `\x1b[31m${printed}\x1b[0m`],
  ])('%s', (_, pasted) => {
    expect(cleaned(pasted)).toBe(printed);
  });
});

it('Chinese sentences stay as they are', () => {
  const text = '任务失败（重启）：请看日志，谢谢';
  expect(cleaned(text)).toBe(text);
});
