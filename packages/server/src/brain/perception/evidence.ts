import type { LeftOutReason, RejectReason } from '@opentocc/contract';
import { distance_m, latDegree_m, lonDegree_m, toWgs84 } from '@opentocc/core/geo';
import type { ReachLists } from '@opentocc/core/matching';
import { pointAlong, type RoadNetwork } from '@opentocc/core/network';
import { type FixBatch, pickFixes } from '@opentocc/core/telemetry';
import type { LinkPass } from '@opentocc/core/traffic';
import { PLAIN_SOURCE, type TraitsOfSources } from './model.ts';
import type { Fix } from './pipeline.ts';
import { PerceptionShard } from './shard.ts';

/** What is asked: why a link's window says what it says. */
export interface EvidenceRequest {
  readonly link: number;
  readonly window_start_ms: number;
  readonly window_end_ms: number;
  readonly traits: TraitsOfSources;
}

/** A fix on its way, as judged; its matched place comes when it is decided. */
interface SeenFix {
  readonly vehicle: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly place: [number, number];
  readonly speed_kmh: number | null;
  readonly course_deg: number | null;
  readonly reason: RejectReason | null;
  matched: { link: number; place: [number, number]; off_m: number; is_here: boolean } | null;
}

/** A pass with its fixes, the vehicle by its id. */
export interface FoundPass {
  readonly vehicle: number;
  readonly enter_ms: number;
  readonly exit_ms: number;
  readonly distance_m: number;
  readonly time_s: number;
  readonly left_out_s: number;
  readonly left_out: LeftOutReason;
  readonly speed_kmh: number | null;
  readonly weight: number;
  readonly under_way: boolean;
  readonly fixes: Omit<SeenFix, 'reason' | 'vehicle' | 'received_ms'>[];
}

/** What a replay of the window found. */
export interface FoundEvidence {
  readonly passes: readonly FoundPass[];
  readonly passes_total: number;
  readonly rejects: readonly (Omit<SeenFix, 'matched' | 'course_deg' | 'reason'> & {
    readonly reason: RejectReason;
  })[];
  readonly rejects_total: number;
  readonly elsewhere: number;
  readonly speed_kmh: number | null;
  readonly fixes: number;
}

/** Fixes before the window that are replayed, so that paths are known when it begins. */
export const REPLAY_BEFORE_MS = 3 * 60_000;
/** Batches that reached a window after its end; its snapshot is taken within the second. */
const READ_AFTER_MS = 1000;
/** Fixes within this of the link's box are near it, m; vehicles within the second may have driven it between two fixes. */
const NEAR_M = 60;
const DRIVEN_M = 600;
/** Fixes of a pass are listed from so long before it enters until so long after it leaves, ms. */
const AROUND_MS = 15_000;
const MOST_PASSES = 60;
const MOST_FIXES = 60;
const MOST_REJECTS = 100;

/** What windows are explained with; all of it shared by threads. */
export interface EvidenceStart {
  readonly network: RoadNetwork;
  /** Precomputed routes of cars. */
  readonly lists?: ReachLists;
  /** Number of the class by vehicle id, see `VehicleClasses`; unknown without it. */
  readonly classes?: Uint8Array;
}

/**
 * Finds again what a link's window rested on, by replaying the fixes of every vehicle that came near it through a shard
 * of its own: the same steps, the same matcher, the same rules, so that what is shown is what was done. Nothing of it is
 * stored while the city runs: it would cost every fix for a question that is asked a few times a day.
 */
export function gatherEvidence(
  { network, lists, classes }: EvidenceStart,
  batches: readonly FixBatch[],
  request: EvidenceRequest,
): FoundEvidence {
  const isNear = nearnessOf(network, request.link, NEAR_M);
  const vehicles = vehiclesNear(batches, request, nearnessOf(network, request.link, DRIVEN_M));
  const ids = [...vehicles.keys()];
  const seen: SeenFix[][] = ids.map(() => []);
  const ended: LinkPass[] = [];
  const shard = new PerceptionShard(network, {
    shards: 1,
    lists,
    classes: classes && Uint8Array.from(ids, (vehicle) => classes[vehicle]),
    witness: {
      fix: (fix, reason) => seen[fix.slot].push(seenFix(fix, ids[fix.slot], reason)),
      place: (slot, link, along_m, at_ms) => settle(network, request.link, seen[slot], link, along_m, at_ms),
      pass: (pass) => {
        if (pass.link === request.link) ended.push(pass);
      },
    },
  });
  let fixes = 0;
  for (const batch of batches) {
    const own = rowsOf(batch, vehicles, request.window_end_ms + READ_AFTER_MS);
    fixes += own.length;
    if (own.length > 0) shard.accept(own, request.traits, false);
  }
  const sums = shard.readWindow(request.window_end_ms);
  const running = [...shard.passesUnderWay()].filter(({ link }) => link === request.link);
  const time_s = sums.time[request.link];
  const inWindow = ({ exit_ms }: LinkPass) =>
    exit_ms >= request.window_start_ms && exit_ms < request.window_end_ms;
  const passes = [
    ...ended.filter(inWindow).map((pass) => foundPass(pass, false, ids, seen, time_s)),
    ...running.filter(inWindow).map((pass) => foundPass(pass, true, ids, seen, time_s)),
  ].sort((a, b) => b.exit_ms - a.exit_ms);
  const near = seen
    .flat()
    .filter(
      ({ received_ms, place }) =>
        received_ms >= request.window_start_ms && received_ms < request.window_end_ms && isNear(...place),
    )
    .sort((a, b) => b.received_ms - a.received_ms);
  const rejects = near.flatMap(({ reason, matched: _, course_deg: __, ...fix }) =>
    reason === null ? [] : [{ ...fix, reason }],
  );
  return {
    passes: passes.slice(0, MOST_PASSES),
    passes_total: passes.length,
    rejects: rejects.slice(0, MOST_REJECTS),
    rejects_total: rejects.length,
    elsewhere: near.filter(({ matched }) => matched !== null && !matched.is_here).length,
    speed_kmh: time_s > 0 ? (sums.distance[request.link] / time_s) * 3.6 : null,
    fixes,
  };
}

/** Ids of the vehicles that reported near the link in the window, each with its slot. */
function vehiclesNear(
  batches: readonly FixBatch[],
  { window_start_ms, window_end_ms, traits }: EvidenceRequest,
  isNear: (lon: number, lat: number) => boolean,
): Map<number, number> {
  const slots = new Map<number, number>();
  for (const { length, vehicle, source, received_ms, lon, lat } of batches)
    for (let row = 0; row < length; row++) {
      if (received_ms[row] < window_start_ms || received_ms[row] >= window_end_ms + READ_AFTER_MS) continue;
      if (slots.has(vehicle[row])) continue;
      const { datum } = traits[source[row]] ?? PLAIN_SOURCE;
      if (isNear(...toWgs84(datum, lon[row], lat[row]))) slots.set(vehicle[row], slots.size);
    }
  return slots;
}

/** The rows of a batch that belong to these vehicles and had come by an instant, vehicles by their slots. */
function rowsOf(batch: FixBatch, slots: ReadonlyMap<number, number>, before_ms: number): FixBatch {
  const rows: number[] = [];
  for (let row = 0; row < batch.length; row++)
    if (slots.has(batch.vehicle[row]) && batch.received_ms[row] < before_ms) rows.push(row);
  const own = pickFixes(batch, Uint32Array.from(rows));
  own.vehicle.forEach((vehicle, i) => {
    own.vehicle[i] = slots.get(vehicle)!;
  });
  return own;
}

/** Whether a place lies within so many metres of the box of a link's shape. */
function nearnessOf(
  network: RoadNetwork,
  link: number,
  margin_m: number,
): (lon: number, lat: number) => boolean {
  const [first, end] = [network.shape_offset[link], network.shape_offset[link + 1]];
  const lons = network.shape_lon.subarray(first, end);
  const lats = network.shape_lat.subarray(first, end);
  const margin_lat = margin_m / latDegree_m(lats[0]);
  const margin_lon = margin_m / lonDegree_m(lats[0]);
  const [west, east] = [Math.min(...lons) - margin_lon, Math.max(...lons) + margin_lon];
  const [south, north] = [Math.min(...lats) - margin_lat, Math.max(...lats) + margin_lat];
  return (lon, lat) => lon >= west && lon <= east && lat >= south && lat <= north;
}

function seenFix(fix: Readonly<Fix>, vehicle: number, reason: RejectReason | null): SeenFix {
  return {
    vehicle,
    at_ms: fix.at_ms,
    received_ms: fix.received_ms,
    place: [fix.lon, fix.lat],
    speed_kmh: Number.isNaN(fix.speed_kmh) ? null : fix.speed_kmh,
    course_deg: Number.isNaN(fix.course_deg) ? null : fix.course_deg,
    reason,
    matched: null,
  };
}

/** Gives the fix of an instant the place that was decided for it. */
function settle(
  network: RoadNetwork,
  asked: number,
  fixes: SeenFix[],
  link: number,
  along_m: number,
  at_ms: number,
): void {
  for (let i = fixes.length - 1; i >= 0 && fixes[i].at_ms >= at_ms; i--) {
    const fix = fixes[i];
    if (fix.at_ms !== at_ms || fix.reason !== null) continue;
    const place = pointAlong(network, link, along_m);
    fix.matched = { link, place, off_m: distance_m(...fix.place, ...place), is_here: link === asked };
  }
}

function foundPass(
  pass: LinkPass,
  under_way: boolean,
  ids: readonly number[],
  seen: readonly SeenFix[][],
  total_s: number,
): FoundPass {
  const { slot, enter_ms, exit_ms, distance_m: driven_m, time_s, left_out_s, left_out } = pass;
  const counts = time_s > 0 && (driven_m > 0 || under_way);
  const fixes = seen[slot]
    .filter(
      ({ at_ms, reason }) => reason === null && at_ms >= enter_ms - AROUND_MS && at_ms <= exit_ms + AROUND_MS,
    )
    .slice(-MOST_FIXES)
    .map(({ at_ms, place, speed_kmh, course_deg, matched }) => ({
      at_ms,
      place,
      speed_kmh,
      course_deg,
      matched,
    }));
  return {
    vehicle: ids[slot],
    enter_ms,
    exit_ms,
    distance_m: driven_m,
    time_s,
    left_out_s,
    left_out,
    speed_kmh: counts ? (driven_m / time_s) * 3.6 : null,
    weight: counts && total_s > 0 ? time_s / total_s : 0,
    under_way,
    fixes,
  };
}
