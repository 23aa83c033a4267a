import type { RunOutcome } from './model.ts';
import { spreadOf } from './spread.ts';

/** Minutes over which the speed of a link is taken, as perception does. */
export const WINDOW_MIN = 5;
/** Largest speed and band that a byte holds, km/h. */
const MOST_KMH = 254;

export interface LinkSpeeds {
  /** Space-mean speed over all seeds at `minute * links + link`, km/h; NaN where nobody drove. */
  readonly speed_kmh: Float32Array;
  /** Speeds as bytes: 0 not known, else 1 + km/h. */
  readonly speeds: Uint8Array;
  /** Half the width of the 95 % band of each as bytes, km/h. */
  readonly halves: Uint8Array;
}

/**
 * Speeds of all links at each minute, over the minutes of a window. It runs on the thread that answers everybody: without an
 * object for each link and minute it takes a quarter of the time.
 */
export function linkSpeeds(runs: readonly RunOutcome[], links: number, horizon_min: number): LinkSpeeds {
  const size = links * horizon_min;
  const [speed_kmh, speeds, halves] = [new Float32Array(size), new Uint8Array(size), new Uint8Array(size)];
  const own_kmh = new Float64Array(runs.length);
  for (let at = 0; at < size; at++) {
    const from = Math.max(at % links, at - (WINDOW_MIN - 1) * links);
    let [driven_m, spent_s, count] = [0, 0, 0];
    for (const run of runs) {
      let [run_m, run_s] = [0, 0];
      for (let past = from; past <= at; past += links) {
        run_m += run.driven_m[past];
        run_s += run.spent_s[past];
      }
      driven_m += run_m;
      spent_s += run_s;
      if (run_s > 0) own_kmh[count++] = (run_m / run_s) * 3.6;
    }
    // Where vehicles only stood there is time without distance: the slowest speed, not an unknown one.
    speed_kmh[at] = spent_s > 0 ? (driven_m / spent_s) * 3.6 : Number.NaN;
    if (spent_s === 0) continue;
    speeds[at] = 1 + Math.min(MOST_KMH, Math.round(speed_kmh[at]));
    halves[at] = Math.min(MOST_KMH, Math.ceil(spreadOf(own_kmh, count).half ?? MOST_KMH));
  }
  return { speed_kmh, speeds, halves };
}
