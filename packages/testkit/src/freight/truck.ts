import type { Random } from '../random.ts';
import type { Path } from './path.ts';

/** Where a truck truly is, at the times of its reports. */
export interface TrackPoint {
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  /** Without a view of the sky. */
  readonly tunnel: boolean;
  readonly driving: boolean;
  readonly abroad: boolean;
}

/** How a truck is driven; what a violation changes of it. */
export interface Manner {
  /** Share of the limit that it drives. */
  readonly share: number;
  /** Metres of the path from which on and until which it drives this share of the limit, and stops at no lights. */
  readonly rush: { readonly from_m: number; readonly to_m: number; readonly share: number } | null;
  /** Stops beside the road: where, and for how long. */
  readonly halts: readonly { readonly at_m: number; readonly stay_ms: number }[];
  /** Stretches of creeping traffic. */
  readonly jams: readonly { readonly from_m: number; readonly to_m: number; readonly kmh: number }[];
}

export const CALM: Manner = { share: 0.8, rush: null, halts: [], jams: [] };

const isWithin = (stretch: { from_m: number; to_m: number } | null, at_m: number): boolean =>
  stretch !== null && at_m >= stretch.from_m && at_m < stretch.to_m;

/** A truck whose way is recorded point by point, one for each report of its terminal. */
export class Truck {
  readonly track: TrackPoint[] = [];
  abroad = false;

  constructor(
    public now_ms: number,
    private readonly every_ms: number,
    private readonly random: Random,
    public lon: number,
    public lat: number,
  ) {}

  drive(path: Path, manner: Manner): void {
    let [at_m, piece, halt] = [0, 0, 0];
    while (at_m < path.length_m) {
      const rushes = isWithin(manner.rush, at_m);
      for (; piece + 2 < path.at_m.length && path.at_m[piece + 1] <= at_m; piece++)
        if (path.signals[piece + 1] && !rushes && this.random.next() < 0.35)
          this.stand(5_000 + this.random.next() * 70_000, true);
      const { halts } = manner;
      if (halt < halts.length && at_m >= halts[halt].at_m) this.stand(halts[halt++].stay_ms);
      const speed_kmh = this.#speed(path.limit_kmh[piece], at_m, manner);
      at_m = Math.min(path.length_m, at_m + (speed_kmh * this.every_ms) / 3600);
      this.now_ms += this.every_ms;
      this.#place(path, at_m);
      this.#note(speed_kmh, path.tunnel[piece] === 1, true);
    }
  }

  #speed(limit_kmh: number, at_m: number, { share, rush, jams }: Manner): number {
    if (isWithin(rush, at_m)) return Math.min(limit_kmh, 100) * (rush?.share ?? 1);
    const wish = Math.min(limit_kmh * share * (0.9 + 0.2 * this.random.next()), 95);
    const jam = jams.find((one) => isWithin(one, at_m));
    return jam === undefined ? wish : Math.min(jam.kmh, wish);
  }

  /** @param lights whether it waits for lights, which is part of driving */
  stand(stay_ms: number, lights = false): void {
    const until_ms = this.now_ms + stay_ms;
    while (this.now_ms + this.every_ms <= until_ms) {
      this.now_ms += this.every_ms;
      this.#note(0, false, lights);
    }
  }

  #place({ at_m, lon, lat }: Path, along_m: number): void {
    // Pieces are short beside a report: the search begins where the path has this share of its length.
    let [low, high] = [0, at_m.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at_m[middle] <= along_m) low = middle;
      else high = middle - 1;
    }
    const piece_m = at_m[low + 1] - at_m[low];
    const share = piece_m > 0 ? Math.min(1, (along_m - at_m[low]) / piece_m) : 0;
    this.lon = lon[low] + (lon[low + 1] - lon[low]) * share;
    this.lat = lat[low] + (lat[low + 1] - lat[low]) * share;
  }

  #note(speed_kmh: number, tunnel: boolean, driving: boolean): void {
    const { now_ms: at_ms, lon, lat, abroad } = this;
    this.track.push({ at_ms, lon, lat, speed_kmh, tunnel, driving, abroad });
  }
}
