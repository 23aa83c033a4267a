import { POSITION_BYTES } from './position.ts';

const ITEM = 0x06;
const BELOW_ZERO = 0x8000;

/**
 * The temperature of the hold behind a position, °C: item 0x06, whose highest bit says that it is below zero (JT/T 808-2019,
 * table 27). Looks at the bytes without an object, since most positions have none.
 * @returns null where a position of `at` to `end` has no such item
 */
export function carriageTemperatureOf(bytes: Uint8Array, at: number, end: number): number | null {
  for (let item = at + POSITION_BYTES; item + 2 <= end; item += 2 + bytes[item + 1]) {
    if (bytes[item] !== ITEM || bytes[item + 1] !== 2 || item + 4 > end) continue;
    const raw = (bytes[item + 2] << 8) | bytes[item + 3];
    return (raw & BELOW_ZERO) !== 0 ? -(raw & ~BELOW_ZERO) : raw;
  }
  return null;
}
