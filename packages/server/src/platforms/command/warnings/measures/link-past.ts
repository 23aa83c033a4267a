import { HOUR_MS } from '@opentocc/core/time';
import { slotSpeed_kmh } from '@opentocc/core/traffic';
import type { City, PastColumn } from '../city.ts';
import { SLOT_S } from './measure.ts';

/** Slots of one question: bounds its memory, 20 kB a slot in a city of 20,000 links. */
const PAGE_MS = 6 * HOUR_MS;

/**
 * Speeds of all links by quarter-hour, each as the value that a measure makes of it.
 * @param readOf of a link's speed, km/h
 */
export async function* linkPast(
  city: City,
  from_ms: number,
  to_ms: number,
  readOf: (speed_kmh: number, link: number) => number,
): AsyncGenerator<PastColumn> {
  for (let start_ms = from_ms; start_ms < to_ms; start_ms += PAGE_MS)
    for (const { slot_start_ms, speeds } of await city.listSlots(
      start_ms,
      Math.min(to_ms, start_ms + PAGE_MS),
    )) {
      const column = new Float32Array(city.network.link_count).fill(Number.NaN);
      for (let link = 0; link < column.length; link++) {
        const speed_kmh = slotSpeed_kmh(speeds[link]);
        if (speed_kmh !== null) column[link] = readOf(speed_kmh, link);
      }
      yield { at_ms: slot_start_ms + SLOT_S * 1000, column };
    }
}
