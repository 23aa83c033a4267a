import { expect, test } from 'vitest';
import { lengthened, lengthFor } from './index.ts';

test('a longer column is of the same kind, holds what was there, and the rest is filled', () => {
  const longer = lengthened(Float32Array.of(1.5, 2), 4, Number.NEGATIVE_INFINITY);
  expect(longer).toBeInstanceOf(Float32Array);
  expect([...longer]).toEqual([1.5, 2, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  expect(lengthened(Uint8Array.of(7), 3)).toEqual(Uint8Array.of(7, 0, 0));
});

test('the shorter one stays as it was', () => {
  const column = Uint32Array.of(1);
  lengthened(column, 2)[0] = 9;
  expect(column).toEqual(Uint32Array.of(1));
});

test('length doubles until it holds the row', () => {
  expect([lengthFor(63, 64), lengthFor(64, 64), lengthFor(1000, 64)]).toEqual([64, 128, 1024]);
});
