import { countIndex, type DetectorCount, type Periods, periodOf, type SeenTrips } from './seen-trips.ts';

export interface Expansion {
  /** Vehicles that each trip stands for. */
  readonly stands_for: Float64Array;
  /** Share of all vehicles that is seen, over all counts; the assumed one without any. */
  readonly ratio: number;
  /** True where no detector says how many drive. */
  readonly isAssumed: boolean;
}

/** What the whole city's ratio is worth beside that of the links which a trip passes, seen vehicles. */
const WORTH_SEEN = 30;

/**
 * How many vehicles each trip stands for, by the ratio of counted to seen vehicles on the links that it passes (Yang, Lu
 * and Hao 2017), shrunk to the ratio of its zone and that of the city: vehicles that report are not evenly spread, and one scale
 * for all puts the demand of one district into another.
 *
 * @param assumed_ratio share that is seen where there is no count, over 0 to 1
 */
export function expandTrips(
  trips: SeenTrips,
  counts: readonly DetectorCount[],
  periods: Periods,
  assumed_ratio: number,
): Expansion {
  const find = countIndex(counts, periods);
  const passed = countsPassed(trips, find, periods);
  const seen = new Float64Array(counts.length);
  for (const own of passed) for (const i of own) seen[i]++;
  const sum = (rows: Iterable<number>) => {
    let [counted, probes] = [0, 0];
    for (const i of rows) {
      if (counts[i].isLeast) continue;
      counted += counts[i].vehicles;
      probes += seen[i];
    }
    return { counted, probes };
  };
  const city = sum(counts.keys());
  const isAssumed = city.probes === 0 || city.counted === 0;
  const ratio = isAssumed ? assumed_ratio : Math.min(1, city.probes / city.counted);
  const shrunk = (rows: Iterable<number>, towards: number) => {
    const { counted, probes } = sum(rows);
    return (counted + WORTH_SEEN * towards) / (probes + WORTH_SEEN);
  };
  const zones = rowsByZone(trips.origin, passed);
  const of_zone = zones.map((rows) => shrunk(rows, 1 / ratio));
  const stands_for = Float64Array.from(passed, (rows, trip) =>
    Math.max(1, shrunk(rows, of_zone[trips.origin[trip]])),
  );
  return { stands_for, ratio, isAssumed };
}

/** Counts that each trip is part of. */
function countsPassed(
  { offset, link, entered_s }: SeenTrips,
  find: ReturnType<typeof countIndex>,
  periods: Periods,
): number[][] {
  return Array.from({ length: offset.length - 1 }, (_, trip) => {
    const own: number[] = [];
    for (let at = offset[trip]; at < offset[trip + 1]; at++) {
      const i = find(link[at], periodOf(periods, entered_s[at]));
      if (i !== undefined) own.push(i);
    }
    return own;
  });
}

function rowsByZone(origin: Uint16Array, passed: readonly (readonly number[])[]): Set<number>[] {
  const zones = Array.from(
    { length: origin.reduce((most, zone) => Math.max(most, zone), -1) + 1 },
    () => new Set<number>(),
  );
  passed.forEach((rows, trip) => {
    for (const i of rows) zones[origin[trip]].add(i);
  });
  return zones;
}
