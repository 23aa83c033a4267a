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

/** Speeds of all links at each minute, over the minutes of a window. */
export function linkSpeeds(runs: readonly RunOutcome[], links: number, horizon_min: number): LinkSpeeds {
  const size = links * horizon_min;
  const [speed_kmh, speeds, halves] = [new Float32Array(size), new Uint8Array(size), new Uint8Array(size)];
  for (let link = 0; link < links; link++)
    for (let minute = 0; minute < horizon_min; minute++) {
      const at = minute * links + link;
      const sums = runs.map((run) => sumOf(run, links, link, minute));
      const driven_m = sums.reduce((sum, one) => sum + one.driven_m, 0);
      const spent_s = sums.reduce((sum, one) => sum + one.spent_s, 0);
      // Where vehicles only stood there is time without distance: the slowest speed, not an unknown one.
      speed_kmh[at] = spent_s > 0 ? (driven_m / spent_s) * 3.6 : Number.NaN;
      if (spent_s === 0) continue;
      const own = sums.flatMap((one) => (one.spent_s > 0 ? (one.driven_m / one.spent_s) * 3.6 : []));
      speeds[at] = 1 + Math.min(MOST_KMH, Math.round(speed_kmh[at]));
      halves[at] = Math.min(MOST_KMH, Math.ceil(spreadOf(own).half ?? MOST_KMH));
    }
  return { speed_kmh, speeds, halves };
}

function sumOf(run: RunOutcome, links: number, link: number, minute: number) {
  let [driven_m, spent_s] = [0, 0];
  for (let m = Math.max(0, minute - WINDOW_MIN + 1); m <= minute; m++) {
    driven_m += run.driven_m[m * links + link];
    spent_s += run.spent_s[m * links + link];
  }
  return { driven_m, spent_s };
}
