import { type FixBatch, isPlaced } from '@opentocc/core/telemetry';

/** A row of a batch that is of a trip, as it waits for its turn. */
export interface Heard {
  readonly vehicle: number;
  readonly at_ms: number;
  readonly received_ms: number;
  /** WGS-84; means nothing unless `placed`. */
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  /** Whether the terminal had a position. */
  readonly placed: boolean;
}

/** Position in WGS-84 of one that a source reported. */
export type ToWgs84 = (source: number, lon: number, lat: number) => readonly [lon: number, lat: number];

const SPEED_UNKNOWN = 65_535;

/** Rows of a batch that somebody follows, in its order. @param isFollowed whether a vehicle is on a trip at an instant */
export function heardOf(
  batch: FixBatch,
  toWgs84: ToWgs84,
  isFollowed: (vehicle: number, at_ms: number) => boolean,
): Heard[] {
  const heard: Heard[] = [];
  for (let row = 0; row < batch.length; row++) {
    const [vehicle, at_ms] = [batch.vehicle[row], batch.at_ms[row]];
    if (!isFollowed(vehicle, at_ms)) continue;
    const placed = isPlaced(batch.status[row], batch.lon[row], batch.lat[row]);
    const [lon, lat] = placed ? toWgs84(batch.source[row], batch.lon[row], batch.lat[row]) : [0, 0];
    const speed_dkmh = batch.speed_dkmh[row];
    const speed_kmh = speed_dkmh === SPEED_UNKNOWN ? 0 : speed_dkmh / 10;
    heard.push({ vehicle, at_ms, received_ms: batch.received_ms[row], lon, lat, speed_kmh, placed });
  }
  return heard;
}
