/**
 * Spread of the speeds of single vehicles about their mean in one lane and over all lanes of a road, as a share of the
 * mean: assumed on 2026-11-27, within the 0.1–0.2 that studies of loops report for roads that flow.
 */
const SPREAD = { lane: 0.12, road: 0.18 };

/**
 * Space mean of the speeds of which a detector states the arithmetic mean: v_t = v_s + σ²/v_s (Wardrop 1952), with σ as a
 * share of v_s.
 * @param of whether the vehicles averaged are of one lane or of the whole road
 */
export function spaceMean_kmh(time_mean_kmh: number, of: keyof typeof SPREAD): number {
  return time_mean_kmh / (1 + SPREAD[of] ** 2);
}

/** Speed and number of vehicles; the speed is NaN where none was measured. */
export interface SpeedOfVehicles {
  readonly speed_kmh: number;
  readonly vehicles: number;
}

/**
 * Space mean of groups of vehicles: the harmonic mean of their space means by vehicles. NaN without any.
 * @param groups with speeds above 0, or NaN
 */
export function harmonicMean_kmh(groups: Iterable<SpeedOfVehicles>): number {
  let [vehicles, hours_per_km] = [0, 0];
  for (const group of groups) {
    if (!(group.speed_kmh > 0) || group.vehicles <= 0) continue;
    vehicles += group.vehicles;
    hours_per_km += group.vehicles / group.speed_kmh;
  }
  return vehicles > 0 ? vehicles / hours_per_km : Number.NaN;
}
