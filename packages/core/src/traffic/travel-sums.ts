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
  /** Σp and ΣVar(p) of what is known of the paces p of the vehicles, ln. */
  readonly pace: Float32Array;
  readonly pace_variance: Float32Array;
  /** Σp² over all links. */
  readonly pace_2: number;
}

/** What one pass adds. */
export interface PassTravel {
  readonly distance_m: number;
  readonly time_s: number;
  /** Pace of the vehicle, ln, and the variance of that. */
  readonly pace: number;
  readonly pace_variance: number;
  /** Whether the pass before on this link was of the same vehicle. */
  readonly same_vehicle: boolean;
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
  readonly pace: Float32Array;
  readonly pace_variance: Float32Array;
  pace_2 = 0;

  constructor(links: number) {
    const column = () => new Float32Array(links);
    this.passes = new Uint16Array(links);
    this.vehicles = new Uint16Array(links);
    this.distance = column();
    this.time = column();
    this.distance_2 = column();
    this.distance_time = column();
    this.time_2 = column();
    this.pace = column();
    this.pace_variance = column();
  }

  restart(minute: number): void {
    this.minute = minute;
    this.pace_2 = 0;
    for (const column of [this.passes, this.vehicles]) column.fill(0);
    for (const column of [this.distance, this.time, this.distance_2, this.distance_time, this.time_2])
      column.fill(0);
    for (const column of [this.pace, this.pace_variance]) column.fill(0);
  }

  add(link: number, { distance_m, time_s, pace, pace_variance, same_vehicle }: PassTravel): void {
    this.passes[link]++;
    if (!same_vehicle) this.vehicles[link]++;
    this.distance[link] += distance_m;
    this.time[link] += time_s;
    this.distance_2[link] += distance_m * distance_m;
    this.distance_time[link] += distance_m * time_s;
    this.time_2[link] += time_s * time_s;
    this.pace[link] += pace;
    this.pace_variance[link] += pace_variance;
    this.pace_2 += pace * pace;
  }
}

/** Passes that have ended, each reported once; columns by link. */
export interface EndedPasses {
  readonly samples: Uint16Array;
  readonly distance_m: Float32Array;
  readonly time_s: Float32Array;
}

export const noEndedPasses = (links: number): EndedPasses => ({
  samples: new Uint16Array(links),
  distance_m: new Float32Array(links),
  time_s: new Float32Array(links),
});

/** Adds the passes of `from` to those of `into`. */
export function addEnded(into: EndedPasses, from: EndedPasses): void {
  for (let link = 0; link < into.samples.length; link++) {
    into.samples[link] += from.samples[link];
    into.distance_m[link] += from.distance_m[link];
    into.time_s[link] += from.time_s[link];
  }
}

type SumColumns = Omit<TravelSums, 'window_start_ms' | 'window_end_ms'>;

/** Adds the sums of `from` to those of `into`. */
export function addInto(
  into: { -readonly [Sum in keyof SumColumns]: SumColumns[Sum] },
  from: SumColumns,
): void {
  into.pace_2 += from.pace_2;
  for (let link = 0; link < into.passes.length; link++) {
    if (from.passes[link] === 0) continue;
    into.passes[link] += from.passes[link];
    into.vehicles[link] += from.vehicles[link];
    into.distance[link] += from.distance[link];
    into.time[link] += from.time[link];
    into.distance_2[link] += from.distance_2[link];
    into.distance_time[link] += from.distance_time[link];
    into.time_2[link] += from.time_2[link];
    into.pace[link] += from.pace[link];
    into.pace_variance[link] += from.pace_variance[link];
  }
}
