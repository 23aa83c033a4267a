import type { Datum, RejectReason } from '@opentocc/contract';
import { distance_m, toWgs84 } from '@opentocc/core/geo';
import type { FixLimits } from './limits.ts';
import type { VehicleStates } from './vehicle-states.ts';

/** One fix on its way through the pipeline; one object is used again for each. */
export interface Fix {
  slot: number;
  source: number;
  at_ms: number;
  received_ms: number;
  lon: number;
  lat: number;
  /** NaN when not stated. */
  speed_kmh: number;
  course_deg: number;
  /** Status bits of JT/T 808. */
  status: number;
}

/** What the steps know beside the fix. */
export interface PipelineContext {
  readonly limits: FixLimits;
  readonly vehicles: VehicleStates;
  /** west, south, east, north in degrees: where vehicles are expected. */
  readonly bbox: readonly [number, number, number, number];
  /** Datum that a source declares. */
  readonly datumOf: (source: number) => Datum;
}

/** Looks at a fix, may correct it, and says why it is not used, or null. */
type Step = (fix: Fix, context: PipelineContext) => RejectReason | null;

const POSITIONED_BIT = 2;
const UNORDERED_MS = 0;

/**
 * What a fix goes through before it is matched, in this order: datum first, because every later step measures; the
 * vehicle's own order before its jumps, because a jump is measured from the fix before.
 */
export const STEPS: readonly Step[] = [
  requirePosition,
  normaliseDatum,
  requireFreshClock,
  requireOrder,
  requireArea,
  requirePossibleSpeed,
];

/** Runs the steps; a fix that passes becomes its vehicle's last one. @returns why it was rejected, or null. */
export function judge(fix: Fix, context: PipelineContext): RejectReason | null {
  for (const step of STEPS) {
    const reason = step(fix, context);
    if (reason !== null) return reason;
  }
  context.vehicles.remember(fix.slot, fix.at_ms, fix.lon, fix.lat);
  return null;
}

function requirePosition(fix: Fix): RejectReason | null {
  return (fix.status & POSITIONED_BIT) === 0 || (fix.lon === 0 && fix.lat === 0) ? 'not_positioned' : null;
}

function normaliseDatum(fix: Fix, { datumOf }: PipelineContext): RejectReason | null {
  const datum = datumOf(fix.source);
  if (datum === 'WGS-84') return null;
  const [lon, lat] = toWgs84(datum, fix.lon, fix.lat);
  fix.lon = lon;
  fix.lat = lat;
  return null;
}

function requireFreshClock(fix: Fix, { limits }: PipelineContext): RejectReason | null {
  if (fix.at_ms - fix.received_ms > limits.ahead_ms) return 'future_clock';
  return fix.received_ms - fix.at_ms > limits.stale_ms ? 'stale_clock' : null;
}

function requireOrder(fix: Fix, { vehicles }: PipelineContext): RejectReason | null {
  const since_ms = fix.at_ms - vehicles.lastAt_ms(fix.slot);
  if (since_ms > UNORDERED_MS) return null;
  return since_ms === 0 ? 'duplicate' : 'out_of_order';
}

function requireArea(
  fix: Fix,
  { bbox: [west, south, east, north], limits }: PipelineContext,
): RejectReason | null {
  const margin = limits.margin_deg;
  const inside =
    fix.lon >= west - margin &&
    fix.lon <= east + margin &&
    fix.lat >= south - margin &&
    fix.lat <= north + margin;
  return inside ? null : 'out_of_area';
}

function requirePossibleSpeed(fix: Fix, { vehicles, limits }: PipelineContext): RejectReason | null {
  const { slot } = fix;
  const last_ms = vehicles.lastAt_ms(slot);
  if (last_ms === Number.NEGATIVE_INFINITY) return null;
  const moved_m = distance_m(vehicles.lastLon(slot), vehicles.lastLat(slot), fix.lon, fix.lat);
  const speed_kmh = (moved_m * 3600) / (fix.at_ms - last_ms);
  if (moved_m < limits.jump_m || speed_kmh <= limits.fastest_kmh) {
    vehicles.landed(slot);
    return null;
  }
  return vehicles.jumped(slot) < limits.jumps_believed ? 'impossible_speed' : null;
}
