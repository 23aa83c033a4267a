import type { FreightFix } from '@opentocc/contract';
import type { RosterVehicle } from './doors.ts';
import type { TripSheetDeps } from './trip-sheet.ts';

interface Roster {
  listVehicles(): readonly (RosterVehicle & { readonly id: number })[];
}

interface Past {
  fixesOf(
    vehicle: number,
    from_ms: number,
    to_ms: number,
  ): Promise<{
    readonly points: readonly (Omit<FreightFix, 'speed_kmh'> & { readonly speed_kmh: number | null })[];
    readonly truncated: boolean;
  }>;
}

/** Where trucks were, by the plate on the roster. */
export function createTraces(
  roster: Roster,
  past: Past,
  normal: (plate: string) => string,
): TripSheetDeps['traceOf'] {
  return async (plate, from_ms, to_ms) => {
    const vehicle = roster.listVehicles().find((one) => normal(one.plate) === normal(plate));
    if (!vehicle) return { points: [], truncated: false };
    const { points, truncated } = await past.fixesOf(vehicle.id, from_ms, to_ms);
    const shown = points.map(({ at_ms, lon, lat, speed_kmh }) => ({
      at_ms,
      lon,
      lat,
      speed_kmh: speed_kmh ?? 0,
    }));
    return { points: shown, truncated };
  };
}
