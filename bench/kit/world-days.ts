import { type Periods, periodOf } from '@opentocc/core/demand';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { hash01 } from '@opentocc/core/random';
import type { SimObserver } from '@opentocc/core/simulation';
import { BIN_S, DayRun, layOutWorld, type WorldCity } from '@opentocc/testkit/world';
import type { Entries } from './seen-city.ts';

/** 06:00 to 10:00 in quarter-hours, on the clock of the world's day, which begins at 04:00. */
export const MORNING: Periods = { start_s: 2 * 3600, length_s: 900, count: 16 };
/** Streets are empty when a morning begins: three quarters of an hour before what is looked at. */
const FROM_S = MORNING.start_s - 2700;

/** A morning of the world. Flows are of all vehicles; passages of those that report. */
export interface WorldMorning {
  /** At `link * periods + period`, vehicles. */
  readonly entered: Float64Array;
  /** Mean speed of those who left each link, by period; NaN without any. */
  readonly speed_kmh: Float32Array;
  readonly seen: Entries;
}

/** The demo city as a world. @param trips of a weekday, each for several vehicles */
export function demoWorld(trips: number): WorldCity {
  return layOutWorld({ network: buildNetwork(generateDemoCity()), seed: 1, trips });
}

/** @param start_ms 04:00 of the day @param share_seen by zone of a vehicle's first link */
export function morningOf(
  city: WorldCity,
  start_ms: number,
  shareSeen: (zone: number) => number,
): WorldMorning {
  const { network, weight, zones } = city;
  const watch = new Watch(start_ms, (link) => shareSeen(zones.zone_of_link[link]));
  const run = new DayRun(city, { start_ms, from_s: FROM_S, observer: watch });
  const until_s = MORNING.start_s + MORNING.length_s * MORNING.count;
  const cells = network.link_count * MORNING.count;
  const entered = new Float64Array(cells);
  const [left, travel_s] = [new Float64Array(cells), new Float64Array(cells)];
  while (run.now_s < until_s) {
    run.advance();
    const period = periodOf(MORNING, run.now_s - BIN_S);
    if (period < 0) continue;
    const one = run.bins.last;
    for (let link = 0; link < network.link_count; link++) {
      const at = link * MORNING.count + period;
      entered[at] += one.entered[link] * weight;
      left[at] += one.left[link];
      travel_s[at] += one.travel_s[link];
    }
  }
  const speed_kmh = Float32Array.from(left, (count, at) =>
    count > 0
      ? (3.6 * network.link_length_m[Math.floor(at / MORNING.count)] * count) / travel_s[at]
      : Number.NaN,
  );
  return { entered, speed_kmh, seen: watch };
}

/** Remembers the passages of the vehicles that report. */
class Watch implements SimObserver, Entries {
  readonly link: number[] = [];
  readonly vehicle: number[] = [];
  readonly at_s: number[] = [];
  readonly #day: number;
  readonly #shareAt: (link: number) => number;
  /** 1 for those who report, 2 for the others. */
  readonly #known = new Map<number, number>();

  constructor(start_ms: number, shareAt: (link: number) => number) {
    this.#day = Math.floor(start_ms / 86_400_000);
    this.#shareAt = shareAt;
  }

  enter(link: number, vehicle: number, at_s: number): void {
    const known =
      this.#known.get(vehicle) ?? (hash01(this.#day, vehicle, 0, 12) < this.#shareAt(link) ? 1 : 2);
    this.#known.set(vehicle, known);
    if (known === 2) return;
    this.link.push(link);
    this.vehicle.push(vehicle + this.#day * MOST_VEHICLES);
    this.at_s.push(at_s);
  }

  leave(): void {
    // Detectors stand where links begin.
  }
}

const MOST_VEHICLES = 4_000_000;
