import { isPlaced, POSITIONED_BIT } from '@opentocc/core/telemetry';
import { DEGREES_E7 } from './batch-codec.ts';

/** west, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * How far outside the network's box a place still counts, degrees: datums differ by up to 0.013 and vehicles leave the city.
 * Assumed 2026-11-27, beyond the 0.02 from which perception rejects a fix as out of the area.
 */
const MARGIN_DEG = 0.05;

/** Which rows of fixes say where a vehicle was; the others are in the log and in files, and in no answer. */
export interface PlacedRows {
  /** The condition on the columns of a file. */
  readonly sql: string;
  /** The same of a row of the log. */
  holds(status: number, lon_e7: number, lat_e7: number): boolean;
}

/** @param box of the network; without it the Earth */
export function placedRows(box: Box | undefined): PlacedRows {
  const [west, south, east, north] = box ? widened(box) : [-180, -90, 180, 90];
  const [west_e7, south_e7, east_e7, north_e7] = [west, south, east, north].map((degrees) =>
    Math.round(degrees * DEGREES_E7),
  );
  return {
    sql: `(status & ${POSITIONED_BIT}) <> 0 AND NOT (lon_e7 = 0 AND lat_e7 = 0)
      AND lon_e7 BETWEEN ${west_e7} AND ${east_e7} AND lat_e7 BETWEEN ${south_e7} AND ${north_e7}`,
    holds: (status, lon_e7, lat_e7) =>
      isPlaced(status, lon_e7, lat_e7) &&
      lon_e7 >= west_e7 &&
      lon_e7 <= east_e7 &&
      lat_e7 >= south_e7 &&
      lat_e7 <= north_e7,
  };
}

const widened = ([west, south, east, north]: Box): Box => [
  west - MARGIN_DEG,
  south - MARGIN_DEG,
  east + MARGIN_DEG,
  north + MARGIN_DEG,
];
