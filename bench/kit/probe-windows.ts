import type { DetectionWindow, PastQuarter } from '@opentocc/core/detection';
import { hash01 } from '@opentocc/core/random';
import type { PassageModel } from '@opentocc/testkit/world';
import { placeIn } from '@opentocc/testkit/world';
import type { DayPassages } from './detection-days.ts';

const WINDOW_MIN = 5;
/** What was driven less than this ago is not known yet: fixes each 10 s, and what decides where they were. */
const LAG_S = 15;
/** By how much an entry or an exit between two fixes is off, s: drawn evenly to both sides. */
const OFF_S = 2;
/** More rows than a day has. */
const ROWS = 2 ** 24;
/** Added to times, so that none is negative. */
const DAY_S = 86_400;

export interface ProbeDay {
  readonly passages: DayPassages;
  /** 04:00, UTC ms. */
  readonly start_ms: number;
  readonly model: PassageModel;
  /** Share of the simulated vehicles that report. */
  readonly share: number;
  readonly first_s: number;
  readonly last_s: number;
}

class Sums {
  readonly n: Uint16Array;
  readonly distance_m: Float32Array;
  readonly time_s: Float32Array;

  constructor(links: number) {
    this.n = new Uint16Array(links);
    this.distance_m = new Float32Array(links);
    this.time_s = new Float32Array(links);
  }

  clear(): void {
    this.n.fill(0);
    this.distance_m.fill(0);
    this.time_s.fill(0);
  }

  add(link: number, distance_m: number, time_s: number): void {
    this.n[link]++;
    this.distance_m[link] += distance_m;
    this.time_s[link] += time_s;
  }
}

/**
 * What the platform would know of each link each minute by its probes: passes that ended in the last five minutes, and those
 * under way with what they have come to, as `TravelAccumulator` counts them.
 */
export function* probeWindows(day: ProbeDay): Generator<DetectionWindow> {
  const { model, start_ms, first_s, last_s } = day;
  const links = model.length_m.length;
  const ring = Array.from({ length: WINDOW_MIN }, () => new Sums(links));
  const feed = new ProbeFeed(day);
  for (let end_s = first_s; end_s <= last_s; end_s += 60) {
    const minute = ring[(end_s / 60) % WINDOW_MIN];
    minute.clear();
    feed.endedUntil(end_s - LAG_S, minute);
    const all = new Sums(links);
    feed.underWay(end_s - LAG_S, all);
    for (const { n, distance_m, time_s } of ring)
      for (let link = 0; link < links; link++) {
        if (n[link] === 0) continue;
        all.n[link] += n[link];
        all.distance_m[link] += distance_m[link];
        all.time_s[link] += time_s[link];
      }
    const speed_kmh = all.time_s.map((time_s, link) =>
      time_s > 0 ? (3.6 * all.distance_m[link]) / time_s : Number.NaN,
    );
    const samples = all.n.map((n, link) => (all.time_s[link] > 0 ? n : 0));
    const fresh = { samples: minute.n, distance_m: minute.distance_m, time_s: minute.time_s };
    yield { end_ms: start_ms + end_s * 1000, speed_kmh, samples, fresh };
  }
}

/** Rows by a time, to a ms, then by their number: sorted as one number each, which is ten times as fast as by a comparison. */
function ordered(rows: readonly number[], at_s: Float32Array): Uint32Array {
  const keys = Float64Array.from(rows, (row) => Math.round((at_s[row] + DAY_S) * 1000) * ROWS + row).sort();
  return Uint32Array.from(keys, (key) => key % ROWS);
}

/** Probes of a day as they enter and leave links. */
class ProbeFeed {
  readonly #day: ProbeDay;
  readonly #by_entry: Uint32Array;
  readonly #by_exit: Uint32Array;
  readonly #on = new Set<number>();
  #entries = 0;
  #exits = 0;

  constructor(day: ProbeDay) {
    const { draw, enter_s, leave_s } = day.passages;
    this.#day = day;
    const bound = day.share * 65_536;
    const rows: number[] = [];
    for (let row = 0; row < draw.length; row++) if (draw[row] < bound) rows.push(row);
    this.#by_exit = ordered(rows, leave_s);
    this.#by_entry = ordered(rows, enter_s);
  }

  endedUntil(until_s: number, into: Sums): void {
    const { passages, model } = this.#day;
    const { enter_s, leave_s, link } = passages;
    for (; this.#entries < this.#by_entry.length; this.#entries++) {
      const row = this.#by_entry[this.#entries];
      if (enter_s[row] >= until_s) break;
      this.#on.add(row);
    }
    for (; this.#exits < this.#by_exit.length; this.#exits++) {
      const row = this.#by_exit[this.#exits];
      if (leave_s[row] >= until_s) break;
      this.#on.delete(row);
      const off_s = 2 * OFF_S * (hash01(row, 0, 0, 33) - 0.5);
      into.add(link[row], model.length_m[link[row]], Math.max(1, leave_s[row] - enter_s[row] + off_s));
    }
  }

  underWay(at_s: number, into: Sums): void {
    const { passages, model } = this.#day;
    const { enter_s, leave_s, link } = passages;
    for (const row of this.#on) {
      const into_s = at_s - enter_s[row];
      if (into_s < 10) continue;
      const { along_m } = placeIn(model, link[row], leave_s[row] - enter_s[row], into_s);
      into.add(link[row], Math.max(1, along_m), into_s);
    }
  }
}

/** Quarters of an hour of a day as the platform stores them: the mean of the windows that end at full five minutes. */
export function* quartersOf(day: ProbeDay): Generator<PastQuarter> {
  const links = day.model.length_m.length;
  let [sum, count, passes] = [new Float32Array(links), new Uint8Array(links), new Uint16Array(links)];
  for (const { end_ms, speed_kmh, samples } of probeWindows(day)) {
    if (end_ms % 300_000 !== 0) continue;
    for (let link = 0; link < links; link++) {
      if (samples[link] === 0) continue;
      sum[link] += speed_kmh[link];
      count[link]++;
      passes[link] += samples[link];
    }
    if (end_ms % 900_000 !== 0) continue;
    const quarter = Math.floor(((end_ms - 1 + 8 * 3_600_000) % 86_400_000) / 900_000);
    yield {
      quarter,
      speed_kmh: sum.map((of, link) => (count[link] > 0 ? of / count[link] : Number.NaN)),
      passes,
    };
    [sum, count, passes] = [new Float32Array(links), new Uint8Array(links), new Uint16Array(links)];
  }
}
