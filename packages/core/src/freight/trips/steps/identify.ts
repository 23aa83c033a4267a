import type { PlateSeen, TruckFix } from '../fix.ts';
import { isAt } from '../freight-map.ts';
import { type FixMoment, type Moment, raise } from '../moment.ts';

/** What is enough to say that plate and terminal are on two trucks: one port, or two gates. */
const ENOUGH = 2;
const WEIGHT = { port: 2, gate: 1 } as const;
/** A fix this near in time is held against a sighting at once; else the next one is. */
const NEAR_MS = 120_000;
/** A sighting that no fix came near to in time says nothing. */
const FORGOTTEN_MS = 15 * 60_000;
/** Fixes of another terminal before it is not a stray message. */
const FOREIGN_FIXES = 2;

/** Fixes of another terminal than the declared one, and sightings that wait for a fix. */
export function identify(moment: FixMoment): void {
  const { state, plan, fix } = moment;
  state.foreign = fix.terminal === plan.terminal ? 0 : state.foreign + 1;
  if (state.foreign === FOREIGN_FIXES)
    raise(moment, 'swap', fix, { declared: plan.terminal, heard: fix.terminal });
  if (state.sightings.length === 0) return;
  const waiting = state.sightings;
  state.sightings = [];
  for (const { place, at_ms, weight } of waiting)
    if (fix.at_ms - at_ms <= FORGOTTEN_MS) hold(moment, fix, place, at_ms, weight);
}

/** Holds a sighting of the plate against where the terminal was then. */
export function sight(moment: Moment, { place, at_ms, by }: PlateSeen): void {
  const { recent, sightings } = moment.state;
  const nearest = recent.reduce<TruckFix | null>(
    (best, fix) => (best === null || away(fix, at_ms) < away(best, at_ms) ? fix : best),
    null,
  );
  if (nearest !== null && away(nearest, at_ms) <= NEAR_MS) hold(moment, nearest, place, at_ms, WEIGHT[by]);
  else sightings.push({ place, at_ms, weight: WEIGHT[by] });
}

const away = (fix: TruckFix, at_ms: number): number => Math.abs(fix.at_ms - at_ms);

function hold(moment: Moment, fix: TruckFix, code: string, at_ms: number, weight: number): void {
  const { state, map, options } = moment;
  const place = map.findPlace(code);
  if (place === undefined) return;
  const spare_m = options.swap_margin_m + (away(fix, at_ms) * options.reach_kmh) / 3600;
  const at = map.toPlane(fix.lon, fix.lat);
  if (isAt(place, at, spare_m)) return;
  state.swap_weight += weight;
  if (state.swap_weight < ENOUGH) return;
  const distance_m = Math.round(Math.hypot(place.x - at.x, place.y - at.y));
  raise(moment, 'swap', fix, { place: code, distance_m }, { began_ms: at_ms });
}
