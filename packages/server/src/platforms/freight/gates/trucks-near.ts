import type { FixBatch } from '@opentocc/core/telemetry';
import type { TruckPosition } from './yard.ts';

const NOT_STATED = 65_535;

/** The plate of a vehicle that hauls freight, and where the source's coordinates lie in WGS-84. */
export interface TruckFinder {
  plateOf(vehicle: number): string | null;
  toWgs84(source: number, lon: number, lat: number): readonly [lon: number, lat: number];
}

/** The trucks of a batch, one position of each: the newest. */
export function positionsOf(batch: FixBatch, { plateOf, toWgs84 }: TruckFinder): TruckPosition[] {
  const newest = new Map<string, TruckPosition>();
  for (let row = 0; row < batch.length; row++) {
    const plate = plateOf(batch.vehicle[row]);
    const speed = batch.speed_dkmh[row];
    if (plate === null || speed === NOT_STATED) continue;
    const [lon, lat] = toWgs84(batch.source[row], batch.lon[row], batch.lat[row]);
    newest.set(plate, { plate, at_ms: batch.at_ms[row], lon, lat, speed_kmh: speed / 10 });
  }
  return [...newest.values()];
}
