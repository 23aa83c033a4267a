import { expect, test } from 'vitest';
import { StopSigns } from './stop-signs.ts';

const RUNNING = 0b11;
const DOOR = 1 << 13;
const FULL = 0b11 << 8;

test('a door that opens while the vehicle stands is a stop, one that rattles on the way is not', () => {
  const signs = new StopSigns();
  signs.see(5, 10_000, 0, RUNNING | DOOR);
  signs.see(5, 20_000, 0, RUNNING | DOOR);
  signs.see(5, 300_000, 40, RUNNING | DOOR);
  expect(signs.stopped(5, 5_000, 12_000)).toBe(true);
  expect(signs.stopped(5, 19_000, 25_000)).toBe(true);
  expect(signs.stopped(5, 21_000, 400_000)).toBe(false);
  expect(signs.stopped(4, 0, 400_000)).toBe(false);
});

test('a sign that is shown while driving is not believed', () => {
  const signs = new StopSigns();
  signs.see(0, 1_000, 40, 0b10 | DOOR);
  signs.see(0, 11_000, 0, 0b10 | DOOR);
  expect(signs.stopped(0, 0, 20_000)).toBe(false);
});

test('an ignition that is off and a load that changes are stops', () => {
  const signs = new StopSigns();
  signs.see(0, 1_000, 0, 0b10);
  signs.see(2000, 1_000, 0, RUNNING);
  signs.see(2000, 11_000, 0, RUNNING | FULL);
  signs.see(2000, 21_000, 0, RUNNING | FULL);
  expect(signs.stopped(0, 0, 2_000)).toBe(true);
  expect(signs.stopped(2000, 500, 1_500)).toBe(false);
  expect(signs.stopped(2000, 10_500, 11_500)).toBe(true);
  expect(signs.stopped(2000, 20_500, 21_500)).toBe(false);
});
