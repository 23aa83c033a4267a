import { DAY_BINS, type DayRecord } from './day-record.ts';
import { dayTrips, QUARTER_MS, QUARTERS } from './day-trips.ts';
import { BIN_S } from './link-bins.ts';
import type { TrueDemand, TrueFlows } from './model.ts';
import type { WorldCity } from './world-city.ts';

/**
 * The true trips of a day of the world, those of the warm-up before it included: for benchmarks and tests alone.
 * @param start_ms 04:00 in Asia/Shanghai, UTC ms
 */
export function trueDemand(city: WorldCity, start_ms: number): TrueDemand {
  const trips = dayTrips({ ...city, start_ms });
  const zone_count = city.zones.zones.length;
  const counts = new Uint32Array(QUARTERS * zone_count * zone_count);
  const cell = (from: number, to: number, quarter: number) => (quarter * zone_count + from) * zone_count + to;
  const quarter_s = QUARTER_MS / 1000;
  for (let row = 0; row < trips.count; row++) {
    const quarter = Math.floor(trips.depart_s[row] / quarter_s);
    if (quarter >= 0) counts[cell(trips.from_zone[row], trips.to_zone[row], quarter)]++;
  }
  return {
    zones: city.zones.zones,
    weight: city.weight,
    trip_count: trips.count,
    depart_ms: trips.depart_s.map((depart_s) => start_ms + depart_s * 1000),
    from_zone: trips.from_zone,
    to_zone: trips.to_zone,
    origin_link: trips.origin_link,
    purpose: trips.purpose,
    vehicles: (from, to, quarter) => counts[cell(from, to, quarter)] * city.weight,
  };
}

/** The true flows of a recorded day: for benchmarks and tests alone. */
export function trueFlows({ start_ms, link_count, weight, entered }: DayRecord): TrueFlows {
  return {
    start_ms,
    bin_ms: BIN_S * 1000,
    bin_count: DAY_BINS,
    vehicles: (link, bin) => entered[bin * link_count + link] * weight,
  };
}
