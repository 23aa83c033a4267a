import { HOUR_MS } from '../../time/index.ts';
import { staffedAt } from './lanes.ts';
import type { LanePlan } from './queue-line.ts';

/** A truck that crossed. */
export interface CrossedVisit {
  readonly entered_ms: number;
  readonly crossed_ms: number;
}

export interface Calibration {
  readonly plan: LanePlan;
  /** Trucks that met no queue, of which the way through is measured. */
  readonly unqueued: number;
  /** How long the lanes were saturated, h, and what crossed then; the capacity is measured where that is enough. */
  readonly saturated_h: number;
  readonly saturated_crossed: number;
  readonly has_capacity: boolean;
}

/** Fewer say nothing of the way through. */
const LEAST_UNQUEUED = 40;
/** Lanes are saturated from this number of trucks per lane in the area on; measured from this time and this number on. */
const SATURATED_BY_LANE = 6;
const LEAST_SATURATED_H = 2;
const LEAST_SATURATED = 50;

/**
 * Measures what a port does from trucks that crossed. Each of the two figures is read where it can be distinguished from the other:
 * the way through (mean and spread) of trucks that found fewer others than lanes, and the capacity from how many crossed while the
 * lanes were saturated. Where they never were, the capacity stays as it was said. O(n log n).
 *
 * Rejected: a fit of both to all waits at once, by which a slow way through and a small capacity are exchanged for each other.
 */
export function calibrateLanes(plan: LanePlan, visits: readonly CrossedVisit[]): Calibration | null {
  const { unqueued, saturated_ms, saturated_crossed, lane_s } = sweep(plan, visits);
  if (unqueued.length < LEAST_UNQUEUED) return null;
  const saturated_h = saturated_ms / HOUR_MS;
  const has_capacity = saturated_h >= LEAST_SATURATED_H && saturated_crossed >= LEAST_SATURATED;
  const service_s = has_capacity ? lane_s / saturated_crossed : plan.service_s;
  const mean_s = unqueued.reduce((all, one) => all + one, 0) / unqueued.length;
  const variance = unqueued.reduce((all, one) => all + (one - mean_s) ** 2, 0) / (unqueued.length - 1);
  const free_s = Math.max(1, mean_s - service_s);
  return {
    plan: { ...plan, service_s, free_s, free_cv: Math.min(3, Math.sqrt(variance) / free_s) },
    ...{ unqueued: unqueued.length, saturated_h, saturated_crossed, has_capacity },
  };
}

interface Swept {
  /** Waits of trucks that found fewer others than lanes, s. */
  readonly unqueued: number[];
  saturated_ms: number;
  saturated_crossed: number;
  /** Time of saturation times the lanes staffed then, s. */
  lane_s: number;
}

/** Goes through all entries and crossings in order of time. */
function sweep({ by_hour }: LanePlan, visits: readonly CrossedVisit[]): Swept {
  const events = visits
    .flatMap((visit) => [
      { at_ms: visit.entered_ms, visit, enters: true },
      { at_ms: visit.crossed_ms, visit, enters: false },
    ])
    .sort((a, b) => a.at_ms - b.at_ms);
  const swept: Swept = { unqueued: [], saturated_ms: 0, saturated_crossed: 0, lane_s: 0 };
  let [inside, last_ms] = [0, events[0]?.at_ms ?? 0];
  for (const { at_ms, visit, enters } of events) {
    const lanes = staffedAt(by_hour, last_ms);
    if (lanes > 0 && inside >= SATURATED_BY_LANE * lanes) {
      swept.saturated_ms += at_ms - last_ms;
      swept.lane_s += (lanes * (at_ms - last_ms)) / 1000;
      if (!enters) swept.saturated_crossed++;
    }
    if (enters && inside < staffedAt(by_hour, at_ms))
      swept.unqueued.push((visit.crossed_ms - visit.entered_ms) / 1000);
    inside += enters ? 1 : -1;
    last_ms = at_ms;
  }
  return swept;
}
