import type { WorldNetwork } from './world-network.ts';

/** Where a vehicle is while it passes a link. */
export interface DelayedPassage {
  /** @param at share of the length, 0–1 @returns when it is there, on the clock of its entry, s */
  timeAt_s(at: number): number;
  /** Mean speed round a place, m/s. */
  speedAt_mps(at: number): number;
}

/** Share of a queue's length by the delay in it: at a signal most of the delay is red, in which nobody moves up. Assumed. */
const MOVING_SHARE = 0.35;

/**
 * A passage by its two instants: free driving up to the tail of the queue, and what is left of the time for the rest of the
 * link. The tail stands where Newell's queue of that delay would: delay × capacity / jam density before the stop line.
 */
export function delayedPassage(
  { sim, queue_mps }: Pick<WorldNetwork, 'sim' | 'queue_mps'>,
  link: number,
  enter_s: number,
  leave_s: number,
): DelayedPassage {
  const length_m = sim.link_length_m[link];
  const whole_s = Math.max(0.1, leave_s - enter_s);
  const free_mps = Math.max(sim.link_speed_mps[link], length_m / whole_s);
  const delay_s = whole_s - length_m / free_mps;
  const queue_m = Math.min(length_m, delay_s * queue_mps[link] * MOVING_SHARE);
  const tail_m = length_m - queue_m;
  const queue_s = whole_s - tail_m / free_mps;
  return {
    timeAt_s(at) {
      const m = at * length_m;
      if (m <= tail_m) return enter_s + m / free_mps;
      return enter_s + tail_m / free_mps + (queue_s * (m - tail_m)) / queue_m;
    },
    speedAt_mps: (at) => (at * length_m <= tail_m ? free_mps : queue_m / queue_s),
  };
}
