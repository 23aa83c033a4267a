import type { PortFix } from '@opentocc/core/freight';
import { type ChinaDatum, toWgs84 } from '@opentocc/core/geo';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { KnownPort } from './model.ts';

type OwnTruck = Pick<PortFix, 'truck' | 'class'>;

interface Deps {
  readonly ports: () => readonly KnownPort[];
  /** The truck on file that a registered vehicle is; undefined for every other vehicle. */
  readonly truckOf: (vehicle: number) => OwnTruck | undefined;
  readonly datumOf: (source: number) => ChinaDatum;
}

/** Around a port, degrees: more than its approach area in any datum. */
const NEAR_DEG = 0.05;
/** Bit 1 of the status: positioned. */
const POSITIONED = 2;

/**
 * Picks those positions out of what the city reports that are of trucks near ports: of a hundred thousand vehicles some tens. The
 * place is looked at first, which takes five comparisons; who drives is looked up once for each vehicle.
 */
export function createFixReader({ ports, truckOf, datumOf }: Deps) {
  const known = new Map<number, OwnTruck | null>();
  const own = (vehicle: number): OwnTruck | null => {
    let truck = known.get(vehicle);
    if (truck === undefined) {
      truck = truckOf(vehicle) ?? null;
      known.set(vehicle, truck);
    }
    return truck;
  };

  return {
    /** What is on file, or registered, changed. */
    forget: () => known.clear(),
    read(batch: FixBatch, take: (fix: PortFix) => void): void {
      const areas = ports();
      for (let row = 0; row < batch.length; row++) {
        const [lon, lat] = [batch.lon[row], batch.lat[row]];
        if ((batch.status[row] & POSITIONED) === 0 || !areas.some((port) => isNear(port, lon, lat))) continue;
        const truck = own(batch.vehicle[row]);
        if (truck === null) continue;
        const [east, north] = toWgs84(datumOf(batch.source[row]), lon, lat);
        const speed = batch.speed_dkmh[row];
        take({
          ...truck,
          ...{ at_ms: batch.at_ms[row], lon: east, lat: north },
          speed_kmh: speed === 0xffff ? 0 : speed / 10,
        });
      }
    },
  };
}

const isNear = (port: KnownPort, lon: number, lat: number): boolean =>
  Math.abs(port.lon - lon) < NEAR_DEG && Math.abs(port.lat - lat) < NEAR_DEG;
