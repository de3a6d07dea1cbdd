import { describe, expect, it } from 'vitest';
import { parseCsv } from './loghub.js';
import { score } from './score.js';

describe('the score of templates', () => {
  it.each([
    ['all right', ['a', 'a', 'b'], ['a', 'a', 'b'], { GA: 1, FGA: 1, PA: 1, FTA: 1 }],
    ['right groups with other texts', ['a', 'a', 'b'], ['x', 'x', 'y'], { GA: 1, FGA: 1, PA: 0, FTA: 0 }],
    ['a group split in two', ['a', 'a', 'b'], ['a', 'x', 'b'], { GA: 1 / 3, FGA: 0.4, PA: 2 / 3, FTA: 0.8 }],
    ['two groups in one', ['a', 'a', 'b'], ['a', 'a', 'a'], { GA: 0, FGA: 0, PA: 2 / 3, FTA: 0 }],
    ['lines without a true template left out', ['a', '', 'b'], ['a', 'x', 'b'], { GA: 1, FGA: 1, PA: 1, FTA: 1 }],
  ])('%s', (_, truth, predicted, expected) => {
    const found = score(truth, predicted);
    for (const [name, value] of Object.entries(expected)) expect(found, name).toHaveProperty(name, expect.closeTo(value, 10));
  });
});

describe('a CSV file', () => {
  it('may quote commas, quotes and line ends', () => {
    expect(parseCsv('LineId,Content\r\n1,"a, ""b""\nc"\n2,d\n')).toEqual([{ LineId: '1', Content: 'a, "b"\nc' }, { LineId: '2', Content: 'd' }]);
  });
});
