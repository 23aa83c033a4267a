import { MINUTE_MS } from '../../time/index.ts';
import type { Draws } from './draws.ts';
import { type ArrivalHabits, type ClassArrivals, STEP_MS } from './queue-line.ts';

/**
 * When the trucks of a class come in one simulated day, in order. Who booked comes with some probability, early or late;
 * who did not comes by a Poisson process whose rate is that of the step times a factor of the day, so that days differ from
 * each other by more than chance alone would have it.
 */
export function drawArrivals(
  { booked, others, waiting }: ClassArrivals,
  { shows, late_mean_min, late_sd_min, others_cv }: ArrivalHabits,
  from_ms: number,
  draws: Draws,
): Float64Array {
  const arrivals: number[] = [...waiting];
  const factor = draws.around1(others_cv);
  for (const slot_ms of booked) {
    const comes = draws.uniform() < shows;
    const at_ms = slot_ms + (late_mean_min + late_sd_min * draws.normal()) * MINUTE_MS;
    // Who was to come before the begin either waits already, or does not come.
    if (comes && at_ms >= from_ms) arrivals.push(at_ms);
  }
  let due = draws.exponential();
  for (const [step, expected] of others.entries()) {
    const rate = expected * factor;
    for (; rate > 0 && due < rate; due += draws.exponential())
      arrivals.push(from_ms + (step + due / rate) * STEP_MS);
    due -= rate;
  }
  return Float64Array.from(arrivals).sort();
}
