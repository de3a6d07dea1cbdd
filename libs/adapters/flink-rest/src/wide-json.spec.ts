import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWideJson } from './wide-json.js';

describe('parseWideJson', () => {
  it.each([
    ['{"interval":9223372036854775807}', { interval: '9223372036854775807' }],
    ['[-9223372036854775808, 1]', ['-9223372036854775808', 1]],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['{"a":"9223372036854775807, 9223372036854775807"}', { a: '9223372036854775807, 9223372036854775807' }],
    ['{"a\\"":"x\\\\","b":[1234567890123456789]}', { 'a"': 'x\\', b: ['1234567890123456789'] }],
    ['{"a\\\\\\"1234567890123456789":12345678901234567890}', { 'a\\"1234567890123456789': '12345678901234567890' }],
    ['[0.1234567890123456789,1.5E20,12345678901234567890.5,1e0000000000000000001]', [Number('0.1234567890123456789'), 1.5e20, Number('12345678901234567890.5'), 10]],
    ['{"jid":"12345678901234567890123456789012","n":1764000000000}', { jid: '12345678901234567890123456789012', n: 1764000000000 }],
    ['"NaN"', 'NaN'],
  ])('%s', (text, expected) => {
    expect(parseWideJson(text)).toEqual(expected);
  });

  it.each(['', '{', '<html>', 'NaN', '"9223372036854775807', '[1234567890123456789'])('refuses %j', (text) => {
    expect(() => parseWideJson(text)).toThrow(SyntaxError);
  });

  it('is JSON.parse but for wide integers', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify([value, '1234567890123456']);
      expect(parseWideJson(text)).toEqual(JSON.parse(text, (_, inner: unknown) => (typeof inner === 'number' && Number.isInteger(inner) && !Number.isSafeInteger(inner) && /^-?\d+$/.test(String(inner)) ? String(inner) : inner)));
    }));
  });

  it('keeps every 64-bit integer exactly', () => {
    fc.assert(fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (numbers) => {
      expect(parseWideJson(`[${numbers.join(',')}]`)).toEqual(numbers.map((number) => (Number.isSafeInteger(Number(number)) ? Number(number) : String(number))));
    }));
  });
});
