import type { Datum, RejectReason } from '@opentocc/contract';
import { distance_m, toWgs84 } from '@opentocc/core/geo';
import { isPlaced, POSITIONED_BIT } from '@opentocc/core/telemetry';
import { SECOND_MS } from '@opentocc/core/time';
import type { FixLimits } from './limits.ts';
import type { SharedPlaces } from './shared-places.ts';
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
  /** How far the vehicle should have come by its own speeds since its first fix at this place, m. */
  stated_m: number;
  /** The figure that a step decided by, in the unit of its reason; NaN when there is none. */
  figure: number;
}

/** What the steps know beside the fix. */
export interface PipelineContext {
  readonly limits: FixLimits;
  readonly vehicles: VehicleStates;
  readonly places: SharedPlaces;
  /** west, south, east, north in degrees: where vehicles are expected. */
  readonly bbox: readonly [number, number, number, number];
  /** Datum that a source declares. */
  readonly datumOf: (source: number) => Datum;
}

/** Looks at a fix, may correct it, and says why it is not used, or null. */
type Step = (fix: Fix, context: PipelineContext) => RejectReason | null;

const UNORDERED_MS = 0;

/**
 * What a fix goes through before it is matched, in this order: datum first, because every later step measures; the
 * vehicle's own order before its jumps, because a jump is measured from the fix before. What each finds and why it is
 * not believed: docs/data-quality.md.
 */
export const STEPS: readonly Step[] = [
  requirePosition,
  normaliseDatum,
  requireFreshClock,
  timeWithinSecond,
  requireOrder,
  requireArea,
  requireOwnPlace,
  requirePossibleSpeed,
  requireMotion,
  requireAgreement,
];

/** Runs the steps; a fix that passes becomes its vehicle's last one. @returns why it was rejected, or null. */
export function judge(fix: Fix, context: PipelineContext): RejectReason | null {
  fix.figure = Number.NaN;
  fix.stated_m = 0;
  for (const step of STEPS) {
    const reason = step(fix, context);
    if (reason !== null) return reason;
  }
  context.vehicles.remember(fix);
  return null;
}

function requirePosition(fix: Fix): RejectReason | null {
  if ((fix.status & POSITIONED_BIT) === 0) return 'not_positioned';
  return isPlaced(fix.status, fix.lon, fix.lat) ? null : 'zero_position';
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
  fix.figure = (fix.received_ms - fix.at_ms) / 1000;
  if (fix.at_ms - fix.received_ms > limits.ahead_ms) return 'future_clock';
  return fix.received_ms - fix.at_ms > limits.stale_ms ? 'stale_clock' : null;
}

/**
 * Terminals of JT/T 808 state whole seconds, also those that report several times in one: a fix of the same second from
 * another place is timed by when it came. One from the same place, or in the same breath, stays a duplicate.
 */
function timeWithinSecond(fix: Fix, { vehicles, limits }: PipelineContext): RejectReason | null {
  const { slot, at_ms, received_ms } = fix;
  const last_ms = vehicles.lastAt_ms(slot);
  if (at_ms > last_ms || at_ms <= last_ms - SECOND_MS || at_ms % SECOND_MS !== 0) return null;
  const apart_ms = received_ms - vehicles.lastReceived_ms(slot);
  const is_other = fix.lon !== vehicles.lastLon(slot) || fix.lat !== vehicles.lastLat(slot);
  const is_apart = is_other && apart_ms >= limits.apart_ms;
  fix.at_ms = is_apart ? Math.min(last_ms + apart_ms, at_ms + SECOND_MS - 1) : last_ms;
  return null;
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

function requireOwnPlace({ slot, at_ms, lon, lat }: Fix, { places }: PipelineContext): RejectReason | null {
  return places.isShared(slot, at_ms, lon, lat) ? 'shared_position' : null;
}

function requirePossibleSpeed(fix: Fix, { vehicles, limits }: PipelineContext): RejectReason | null {
  const { slot } = fix;
  const last_ms = vehicles.lastAt_ms(slot);
  if (last_ms === Number.NEGATIVE_INFINITY) return null;
  const moved_m = distance_m(vehicles.lastLon(slot), vehicles.lastLat(slot), fix.lon, fix.lat);
  const speed_kmh = (moved_m * 3600) / (fix.at_ms - last_ms);
  fix.figure = speed_kmh;
  if (moved_m < limits.jump_m || speed_kmh <= limits.fastest_kmh) {
    vehicles.landed(slot);
    return null;
  }
  return vehicles.jumped(slot) < limits.jumps_believed ? 'impossible_speed' : null;
}

/**
 * A receiver that lost its satellites repeats the last place with the last speed, in tunnels above all. Measured from the
 * first fix at the place: from one fix to the next a slow vehicle that reports often never comes far enough.
 */
function requireMotion(fix: Fix, { vehicles, limits }: PipelineContext): RejectReason | null {
  const { slot } = fix;
  if (fix.lon !== vehicles.lastLon(slot) || fix.lat !== vehicles.lastLat(slot)) return null;
  const moves = fix.speed_kmh >= limits.frozen_kmh; // NaN does not
  const since_ms = fix.at_ms - vehicles.lastAt_ms(slot);
  fix.stated_m = vehicles.stated_m(slot) + (moves ? (fix.speed_kmh * since_ms) / 3600 : 0);
  fix.figure = fix.stated_m;
  return fix.stated_m >= limits.frozen_m ? 'frozen' : null;
}

function requireAgreement(fix: Fix, { vehicles, limits }: PipelineContext): RejectReason | null {
  const { slot } = fix;
  const since_ms = fix.at_ms - vehicles.lastAt_ms(slot);
  if (since_ms > limits.contradiction_ms) return null;
  const moved_m = distance_m(vehicles.lastLon(slot), vehicles.lastLat(slot), fix.lon, fix.lat);
  if (moved_m < limits.contradiction_m) return null;
  const stated_kmh = Math.max(fix.speed_kmh, vehicles.lastSpeed_kmh(slot)); // NaN contradicts nothing
  const speed_kmh = (moved_m * 3600) / since_ms;
  fix.figure = speed_kmh;
  return speed_kmh > stated_kmh + limits.contradiction_kmh ? 'contradicts_speed' : null;
}
