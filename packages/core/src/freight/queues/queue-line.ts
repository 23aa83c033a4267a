import { MINUTE_MS } from '../../time/index.ts';
import type { FreightClass, Span } from '../regimes/index.ts';

/** Length of a step of every forecast: a quarter of an hour. */
export const STEP_MS = 15 * MINUTE_MS;

/** The lanes of a port in one direction, and how fast they are. All classes that use them stand in one line. */
export interface LanePlan {
  /** Lanes that are staffed, by hour of the city's day: 24 numbers. */
  readonly by_hour: readonly number[];
  /** How long a truck occupies a lane on average, s. */
  readonly service_s: number;
  /** Coefficient of variation of that from truck to truck. */
  readonly service_cv: number;
  /** How far a day as a whole is faster or slower than the plan says, as a coefficient of variation. */
  readonly drift_cv: number;
  /** From the edge of the approach area to the border without anybody before it, without the lane itself, s. */
  readonly free_s: number;
  /** Coefficient of variation of that from truck to truck: what is done beside the lanes. */
  readonly free_cv: number;
}

/** How trucks keep to what they booked. */
export interface ArrivalHabits {
  /** Share of bookings that come at all, 0…1. */
  readonly shows: number;
  readonly late_mean_min: number;
  readonly late_sd_min: number;
  /** How far the trucks of a day without a booking are more or fewer than expected, as a coefficient of variation. */
  readonly others_cv: number;
}

/** Trucks of one class that use a line. */
export interface ClassArrivals {
  readonly class: FreightClass;
  /** Instants for which trucks have booked. */
  readonly booked: readonly number[];
  /** Trucks without a booking that are expected, for each step. */
  readonly others: readonly number[];
  /** When those came that wait already, in order. */
  readonly waiting: readonly number[];
  /** When this class may cross, in order and without overlap; the last one may end at infinity. */
  readonly open: readonly Span[];
}

/** One queue: a direction of a port. */
export interface QueueLine {
  readonly lanes: LanePlan;
  readonly habits: ArrivalHabits;
  readonly classes: readonly ClassArrivals[];
}

/** Median, and the bounds within which eight of ten outcomes lie. */
export interface Range {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface QueueStep {
  readonly from_ms: number;
  /** Trucks that wait just before the end of the step. */
  readonly queue: Range;
  /** From entering the approach area in this step to the border, s; infinite where no opening is known. */
  readonly wait_s: Range;
}

export interface ClassForecast {
  readonly class: FreightClass;
  readonly steps: readonly QueueStep[];
}

export interface QueueForecast {
  readonly classes: readonly ClassForecast[];
  /** All classes together: only the trucks that wait. */
  readonly queue: readonly Range[];
}

export interface ForecastOptions {
  readonly from_ms: number;
  /** Number of steps. */
  readonly steps: number;
  /** Simulated days; the intervals of 200 vary by about 3 % of their width. */
  readonly runs?: number;
  readonly seed: number;
}
