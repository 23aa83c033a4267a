/** Zones by what was seen of them. */
export interface ThinZones {
  readonly x_m: ArrayLike<number>;
  readonly y_m: ArrayLike<number>;
  /** Trips that were seen to begin in each. */
  readonly trips: ArrayLike<number>;
}

/**
 * Joins zones of which too little was seen, the thinnest first, each with its nearest neighbour.
 * @param least trips that a zone has at least, unless there is only one
 * @returns number of the joined zone of each zone, from 0 on without gaps
 */
export function mergeZones({ x_m, y_m, trips }: ThinZones, least: number): Uint16Array {
  const merged = Array.from(trips, (count, zone) => ({
    members: [zone],
    count,
    x_m: x_m[zone],
    y_m: y_m[zone],
  }));
  while (merged.length > 1) {
    const at = indexOfLeast(merged, ({ count }) => count);
    const thin = merged[at];
    if (thin.count >= least) break;
    merged.splice(at, 1);
    const near = merged[indexOfLeast(merged, (zone) => Math.hypot(zone.x_m - thin.x_m, zone.y_m - thin.y_m))];
    const share = thin.count / Math.max(1, thin.count + near.count);
    near.x_m += share * (thin.x_m - near.x_m);
    near.y_m += share * (thin.y_m - near.y_m);
    near.count += thin.count;
    near.members.push(...thin.members);
  }
  const zones = new Uint16Array(trips.length);
  merged.forEach(({ members }, number) => {
    for (const zone of members) zones[zone] = number;
  });
  return zones;
}

function indexOfLeast<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((best, one, i) => (of(one) < of(all[best]) ? i : best), 0);
}
