import type { DetectorCount, Periods, SeenTrips } from '@opentocc/core/demand';
import { periodOf } from '@opentocc/core/demand';
import { hash01 } from '@opentocc/core/random';
import type { SimNetwork, SimObserver, Simulation } from '@opentocc/core/simulation';

/** Entries of vehicles into links, in the order in which they happened. */
export interface Entries {
  readonly link: readonly number[];
  readonly vehicle: readonly number[];
  readonly at_s: readonly number[];
}

/** Every entry of every vehicle. */
export class Passages implements SimObserver, Entries {
  readonly link: number[] = [];
  readonly vehicle: number[] = [];
  readonly at_s: number[] = [];

  enter(link: number, vehicle: number, at_s: number): void {
    this.link.push(link);
    this.vehicle.push(vehicle);
    this.at_s.push(at_s);
  }

  leave(): void {
    // Detectors stand where links begin.
  }
}

/** Runs a simulation to its end and notes every entry. */
export function passagesOf(simulation: Simulation, until_s: number): Passages {
  const passages = new Passages();
  simulation.observer = passages;
  while (!simulation.isEmpty && simulation.now_s < until_s) simulation.run(simulation.now_s + 600);
  return passages;
}

/** Vehicles that entered each link in each period, at `link * periods + period`. */
export function countPassages(
  { link, vehicle, at_s }: Entries,
  link_count: number,
  periods: Periods,
  times: (vehicle: number) => number = () => 1,
): Float64Array {
  const entered = new Float64Array(link_count * periods.count);
  for (let i = 0; i < link.length; i++) {
    const period = periodOf(periods, at_s[i]);
    if (period >= 0) entered[link[i] * periods.count + period] += times(vehicle[i]);
  }
  return entered;
}

/** Trips of some of the vehicles, with the zones of their first and last links. */
export function tripsOf(
  passages: Entries,
  zone_of: Uint16Array,
  isSeen: (vehicle: number) => boolean,
): SeenTrips {
  const own = new Map<number, { links: number[]; at_s: number[] }>();
  for (let i = 0; i < passages.link.length; i++) {
    const vehicle = passages.vehicle[i];
    if (!isSeen(vehicle)) continue;
    const trip = own.get(vehicle) ?? { links: [], at_s: [] };
    trip.links.push(passages.link[i]);
    trip.at_s.push(passages.at_s[i]);
    own.set(vehicle, trip);
  }
  const all = [...own.values()];
  const offset = new Uint32Array(all.length + 1);
  all.forEach(({ links }, i) => {
    offset[i + 1] = offset[i] + links.length;
  });
  return {
    origin: Uint16Array.from(all, ({ links }) => zone_of[links[0]]),
    destination: Uint16Array.from(all, ({ links }) => zone_of[links[links.length - 1]]),
    depart_s: Float64Array.from(all, ({ at_s }) => at_s[0]),
    offset,
    link: Uint32Array.from(all.flatMap(({ links }) => links)),
    entered_s: Float64Array.from(all.flatMap(({ at_s }) => at_s)),
  };
}

/** Where links are, m. */
export interface Places {
  readonly x_m: Float64Array;
  readonly y_m: Float64Array;
}

/** Links with a detector, none within a distance of another, and which of them are held out: a third. */
export function placeDetectors(
  { x_m, y_m }: Places,
  candidates: readonly number[],
  { most, apart_m, seed }: { readonly most: number; readonly apart_m: number; readonly seed: number },
) {
  const order = [...candidates].sort((a, b) => hash01(seed, a, 0, 7) - hash01(seed, b, 0, 7));
  const chosen: number[] = [];
  for (const link of order) {
    if (chosen.length === most) break;
    if (chosen.every((other) => Math.hypot(x_m[link] - x_m[other], y_m[link] - y_m[other]) >= apart_m))
      chosen.push(link);
  }
  return { used: chosen.filter((_, i) => i % 3 !== 0), held_out: chosen.filter((_, i) => i % 3 === 0) };
}

export const detectorCounts = (
  entered: Float64Array,
  links: readonly number[],
  periods: Periods,
): DetectorCount[] =>
  links.flatMap((link) =>
    Array.from({ length: periods.count }, (_, period) => ({
      ...{ link, period, vehicles: entered[link * periods.count + period], isLeast: false },
    })),
  );

/** Hourly flows of some links, veh/h: each link in each full hour. */
export function hourly(
  entered: ArrayLike<number>,
  links: readonly number[],
  { length_s, count }: Periods,
): number[] {
  const of_hour = 3600 / length_s;
  return links.flatMap((link) =>
    Array.from({ length: Math.floor(count / of_hour) }, (_, hour) => {
      let sum = 0;
      for (let k = 0; k < of_hour; k++) sum += entered[link * count + hour * of_hour + k];
      return sum;
    }),
  );
}

/** A draw of Poisson's distribution with mean 1: how often a trip happens on another day like this one. */
export function timesAgain(seed: number, vehicle: number): number {
  let [left, times] = [hash01(seed, vehicle, 0, 8), 0];
  let chance = Math.exp(-1);
  while (left >= chance) {
    left -= chance;
    times++;
    chance /= times;
  }
  return times;
}

/** Zones of links: squares of a side, numbered without gaps. */
export function squares({ x_m, y_m }: Places, { link_count }: SimNetwork, side_m: number) {
  const numbers = new Map<string, number>();
  const zone_of = Uint16Array.from({ length: link_count }, (_, link) => {
    const key = `${Math.floor(x_m[link] / side_m)} ${Math.floor(y_m[link] / side_m)}`;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
  return { zone_of, count: numbers.size };
}
