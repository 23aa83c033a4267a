import type { SumoConnection, SumoNet } from './net-rows.ts';

/** How SUMO's default car (Krauss) drives: what of it costs time that a queueing model does not have of itself. */
export interface DriverModel {
  readonly accel_mps2: number;
  readonly decel_mps2: number;
  /** Imperfection, 0–1. */
  readonly sigma: number;
  /** Distance before a junction from which who must give way sees what comes, m. */
  readonly visibility_m: number;
  readonly length_m: number;
  /** Time that must be left between who gives way and who comes (jmTimegapMinor), s. */
  readonly minor_gap_s: number;
}

/** SUMO 1.15's defaults for a passenger car; 4.5 m is its default for links that give way. */
export const SUMO_DRIVER: DriverModel = {
  accel_mps2: 2.6,
  decel_mps2: 4.5,
  sigma: 0.5,
  visibility_m: 4.5,
  length_m: 4.5,
  minor_gap_s: 1,
};

/**
 * Speed at which such a driver drives freely under a limit: in each step of one second he falls short of it by σ · a times a
 * number drawn from 0 to 1, and makes it good in the next.
 */
export function freeSpeed(limit_mps: number, { accel_mps2, sigma }: DriverModel): number {
  return Math.max(limit_mps / 2, limit_mps - (sigma * accel_mps2) / 2);
}

/** Connections of these states give way though nobody may come. */
const GIVES_WAY = /[m=swz]/;

/** Time to cross a junction, s: on its internal lanes, and what slowing down before them and speeding up behind costs. */
export function crossingTime(
  net: SumoNet,
  { via, state }: SumoConnection,
  speeds: { readonly from_mps: number; readonly to_mps: number },
  driver: DriverModel,
): number {
  let [lane, time_s, slowest_mps] = [via, 0, Infinity];
  while (lane !== undefined) {
    const own = net.internal.get(lane);
    if (own) {
      time_s += own.length_m / freeSpeed(own.speed_mps, driver);
      slowest_mps = Math.min(slowest_mps, freeSpeed(own.speed_mps, driver));
    }
    lane = net.internal_next.get(lane);
  }
  if (GIVES_WAY.test(state))
    slowest_mps = Math.min(slowest_mps, Math.sqrt(2 * driver.decel_mps2 * driver.visibility_m));
  return (
    time_s +
    changeLoss(speeds.from_mps, slowest_mps, driver.decel_mps2) +
    changeLoss(speeds.to_mps, slowest_mps, meanAccel(driver))
  );
}

/** Gap that who gives way needs: to clear the junction from a standstill, and what must be left then. */
export function criticalGap(net: SumoNet, { via }: SumoConnection, driver: DriverModel): number {
  const own = net.internal.get(via ?? '');
  const way_m = (own?.length_m ?? 0) + driver.length_m;
  const top_mps = own?.speed_mps ?? Infinity;
  const accel_mps2 = meanAccel(driver);
  const start_m = Math.min(way_m, top_mps ** 2 / (2 * accel_mps2));
  return driver.minor_gap_s + Math.sqrt((2 * start_m) / accel_mps2) + (way_m - start_m) / top_mps;
}

/** Acceleration of a driver who dawdles, m/s². */
export const meanAccel = ({ accel_mps2, sigma }: DriverModel): number => accel_mps2 * (1 - sigma / 2);

/** Time lost against driving at `speed` all the way by changing evenly between it and a lower one, s. */
function changeLoss(speed_mps: number, lower_mps: number, rate_mps2: number): number {
  const drop_mps = Math.max(0, speed_mps - lower_mps);
  return drop_mps ** 2 / (2 * speed_mps * rate_mps2);
}
