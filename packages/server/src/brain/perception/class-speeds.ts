import { VEHICLE_CLASSES, type VehicleClass } from '@opentocc/contract/vehicles';

/**
 * The highest speed that the law allows a class of vehicles on any road, and how far beyond it a pass is still accepted.
 * Cars 120 km/h and all others 100 km/h on motorways: 道路交通安全法实施条例 art. 78 (in force since 2004-05-01);
 * dangerous goods 80 km/h: 危险货物道路运输安全管理办法 (since 2020-01-01). Buses of a city are assumed to be built for 80 km/h.
 * The margin is assumed: speed limiters and drivers' licences hold nearly all below it, and fixes err.
 */
const CLASS_SPEEDS = {
  valid_from: '2026-11-27',
  assumed: true,
  limit_kmh: {
    taxi: 120,
    bus: 80,
    freight: 100,
    coach: 100,
    dangerous_goods: 80,
    other: 120,
  } satisfies Record<VehicleClass, number>,
  margin_times: 1.3,
} as const;

/** By class in the order of VEHICLE_CLASSES: the highest plausible speed of a pass of such a vehicle, km/h. */
export const FASTEST_KMH: readonly number[] = VEHICLE_CLASSES.map(
  (name) => CLASS_SPEEDS.limit_kmh[name] * CLASS_SPEEDS.margin_times,
);
