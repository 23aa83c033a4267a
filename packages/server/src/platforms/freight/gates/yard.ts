import { plainPlate } from '@opentocc/core/freight';
import { distance_m } from '@opentocc/core/geo';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { StayRow } from './model.ts';
import type { Register } from './register.ts';
import type { GateStore } from './store.ts';

/** Where a truck waits for a gate: so near, and so slow. Assumed, 2026-11-28. */
export const QUEUE = { radius_m: 300, slow_kmh: 8, least_ms: MINUTE_MS, silent_ms: 6 * MINUTE_MS } as const;

/** Where a truck of the platform is. */
export interface TruckPosition {
  readonly plate: string;
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
}

interface Queued {
  readonly since_ms: number;
  last_ms: number;
}

export interface YardDeps {
  readonly store: Pick<GateStore, 'listInside' | 'listStaysSince'>;
  readonly clock: Clock;
  readonly register: Pick<Register, 'sites'>;
}

/** Who is within each site, who waits before it, and how long both take. */
export function createYard({ store, clock, register }: YardDeps) {
  const inside = new Map<string, Set<string>>();
  const queued = new Map<string, Map<string, Queued>>();
  let stays: readonly StayRow[] = [];
  let measured = false;

  const insideOf = (site: string): Set<string> => {
    const known = inside.get(site) ?? new Set();
    inside.set(site, known);
    return known;
  };
  const queueOf = (site: string): Map<string, Queued> => {
    const known = queued.get(site) ?? new Map();
    queued.set(site, known);
    return known;
  };
  const isFresh = ({ last_ms }: Queued): boolean => clock.now() - last_ms < QUEUE.silent_ms;
  const isLong = ({ since_ms, last_ms }: Queued): boolean => last_ms - since_ms >= QUEUE.least_ms;

  return {
    /** Reads who is within, and stays of the last day. */
    async load(): Promise<void> {
      const [open, recent] = await Promise.all([
        store.listInside(),
        store.listStaysSince(clock.now() - 24 * HOUR_MS),
      ]);
      inside.clear();
      for (const { site, plate } of open) insideOf(site).add(plate);
      stays = recent;
    },
    passed(site: string, plate: string, direction: 'in' | 'out'): void {
      if (plate === '') return;
      queueOf(site).delete(plate);
      if (direction === 'in') insideOf(site).add(plate);
      else insideOf(site).delete(plate);
    },
    platesIn: (site: string): ReadonlySet<string> => insideOf(site),
    /** A position of a truck: before a site and slow, it waits there; anywhere else it does not. */
    note({ plate: given, at_ms, lon, lat, speed_kmh }: TruckPosition): void {
      measured = true;
      const plate = plainPlate(given);
      for (const site of register.sites()) {
        const queue = queueOf(site.code);
        const isNear = distance_m(lon, lat, site.lon, site.lat) <= QUEUE.radius_m;
        const known = queue.get(plate);
        if (!isNear || insideOf(site.code).has(plate)) queue.delete(plate);
        else if (known) known.last_ms = Math.max(known.last_ms, at_ms);
        else if (speed_kmh <= QUEUE.slow_kmh) queue.set(plate, { since_ms: at_ms, last_ms: at_ms });
      }
    },
    /** Since when a truck waits before the site; null where its trace does not say so. */
    queuedSince: (site: string, plate: string): number | null => queueOf(site).get(plate)?.since_ms ?? null,
    /** Trucks that wait there; null where no traces come at all. */
    queue: (site: string): number | null =>
      measured ? [...queueOf(site).values()].filter((one) => isFresh(one) && isLong(one)).length : null,
    /** Minutes before the gate, of those that came in during the last hour. */
    wait_min: (site: string) =>
      medianOf(
        stays.flatMap(({ site: at, queued_ms, in_ms }) =>
          at === site && queued_ms !== null && clock.now() - in_ms < HOUR_MS ? [in_ms - queued_ms] : [],
        ),
      ),
    /** Minutes within, of those that left in the last day. */
    dwell_min: (site: string) =>
      medianOf(
        stays.flatMap(({ site: at, in_ms, out_ms }) =>
          at === site && out_ms !== null ? [out_ms - in_ms] : [],
        ),
      ),
  };
}

export type Yard = ReturnType<typeof createYard>;

/** Median in minutes, with of how many; null of none. */
function medianOf(spans_ms: readonly number[]): { value: number | null; of: number } {
  const sorted = [...spans_ms].sort((a, b) => a - b);
  if (sorted.length === 0) return { value: null, of: 0 };
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { value: Math.round(median / 6000) / 10, of: sorted.length };
}
