/**
 * What vehicles did on each link in one window, as sums over passes. A pass is one vehicle's stay on a link, in part or
 * whole, with the distance d that it drove there and the time t that it took. Sums of several shards add up column by
 * column.
 */
export interface TravelSums {
  readonly window_start_ms: number;
  readonly window_end_ms: number;
  readonly passes: Uint16Array;
  readonly vehicles: Uint16Array;
  /** Σd, m, and Σt, s. */
  readonly distance: Float32Array;
  readonly time: Float32Array;
  /** Σd², Σdt, Σt²: for the spread. */
  readonly distance_2: Float32Array;
  readonly distance_time: Float32Array;
  readonly time_2: Float32Array;
}

/** Sums of one minute, or of several added up. */
export class TravelBucket {
  minute = -1;
  readonly passes: Uint16Array;
  readonly vehicles: Uint16Array;
  readonly distance: Float32Array;
  readonly time: Float32Array;
  readonly distance_2: Float32Array;
  readonly distance_time: Float32Array;
  readonly time_2: Float32Array;

  constructor(links: number) {
    this.passes = new Uint16Array(links);
    this.vehicles = new Uint16Array(links);
    this.distance = new Float32Array(links);
    this.time = new Float32Array(links);
    this.distance_2 = new Float32Array(links);
    this.distance_time = new Float32Array(links);
    this.time_2 = new Float32Array(links);
  }

  restart(minute: number): void {
    this.minute = minute;
    for (const column of [this.passes, this.vehicles]) column.fill(0);
    for (const column of [this.distance, this.time, this.distance_2, this.distance_time, this.time_2])
      column.fill(0);
  }

  add(link: number, distance_m: number, time_s: number, same_vehicle: boolean): void {
    this.passes[link]++;
    if (!same_vehicle) this.vehicles[link]++;
    this.distance[link] += distance_m;
    this.time[link] += time_s;
    this.distance_2[link] += distance_m * distance_m;
    this.distance_time[link] += distance_m * time_s;
    this.time_2[link] += time_s * time_s;
  }
}

type SumColumns = Omit<TravelSums, 'window_start_ms' | 'window_end_ms'>;

/** Adds the sums of `from` to those of `into`. */
export function addInto(into: SumColumns, from: SumColumns): void {
  for (let link = 0; link < into.passes.length; link++) {
    if (from.passes[link] === 0) continue;
    into.passes[link] += from.passes[link];
    into.vehicles[link] += from.vehicles[link];
    into.distance[link] += from.distance[link];
    into.time[link] += from.time[link];
    into.distance_2[link] += from.distance_2[link];
    into.distance_time[link] += from.distance_time[link];
    into.time_2[link] += from.time_2[link];
  }
}
