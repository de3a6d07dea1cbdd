import { expect, it } from 'vitest';
import { nearestNames } from './nearest.js';

it.each([
  ['orders', ['orders-v2', 'payments', 'order'], ['order', 'orders-v2']],
  ['x', ['y', 'zzzz'], []],
  ['Orders', ['ORDERS'], ['ORDERS']],
  ['a', [], []],
])('%s among %j', (wanted, names, expected) => {
  expect(nearestNames(wanted, names)).toEqual(expected);
});
