import type { TunnelWay, XY } from '../freight-map.ts';
import { end, type FixMoment, type Moment, raise } from '../moment.ts';
import type { FollowOptions } from '../options.ts';
import type { TripState, Unheard } from '../state.ts';
import { ON_ROUTE_M, STANDING_KMH } from './bounds.ts';
import { vanish } from './vanish.ts';
import { isAtAllowed } from './visit-places.ts';

/** Having stood so long, the engine may be off. */
const STOOD_MS = 180_000;
/** Fixes after a silence that no tunnel explains before it is certain: one may be stray. */
const CERTAIN_FIXES = 2;
/** Less of a way under ground than this hides nothing: positions err by as much. */
const LEAST_UNDER_M = 300;
/** Mouths of both carriageways lie apart, m. */
const MOUTH_M = 150;

/** No word of the terminal for longer than it may be without one where it is. Abroad nobody watches. */
export function watchSilence(moment: Moment): void {
  const { state, at_ms, options } = moment;
  if (state.heard_ms === null || !isListenedFor(state)) return;
  const silent_ms = at_ms - state.heard_ms;
  if (silent_ms <= options.silent_ms) return;
  if (silent_ms <= (pause_ms(moment, state.heard_ms) ?? tunnelLimit_ms(moment))) return;
  if (state.port !== null && vanish(moment, state.port.code)) return;
  sayNothingHeard(moment, state.heard_ms, silent_ms);
}

/** Something was heard again. */
export function heard(moment: Moment): void {
  watchSilence(moment);
  const { state, at_ms } = moment;
  noteSilence(moment);
  end(moment, 'silent');
  state.heard_ms = Math.max(state.heard_ms ?? 0, at_ms);
}

/**
 * Judges a silence by where the truck is heard of again: what a tunnel between both places cannot have hidden was no lack of
 * signal. While it lasted, every tunnel within reach spoke for the truck; now only one through which the way led.
 */
export function judgeSilence(moment: FixMoment): void {
  const { state } = moment;
  const { unheard } = state;
  if (!unheard) return;
  const isCertain = !isExplained(moment, unheard) && ++unheard.unexplained >= CERTAIN_FIXES;
  if (unheard.unexplained > 0 && !isCertain) return;
  state.unheard = null;
  if (isCertain) sayNothingHeard(moment, unheard.since_ms, unheard.until_ms - unheard.since_ms, unheard.from);
}

/** Its last fix lies in the city, also where it is not certain yet that it crossed; a port belongs to the side from which it came. */
function isListenedFor({ abroad, crossing_fixes, port, stage }: TripState): boolean {
  if (abroad === null || stage === 'over') return false;
  return abroad === (port === null && crossing_fixes > 0);
}

function sayNothingHeard(
  moment: Moment,
  began_ms: number,
  silent_ms: number,
  last = moment.state.last,
): void {
  raise(moment, 'silent', last, { minutes: Math.round(silent_ms / 60_000) }, { began_ms });
}

/** How long it may be without a word where it may stand or wait; null where it drives. */
function pause_ms(moment: Moment, heard_ms: number): number | null {
  const { port, stand } = moment.state;
  if (port !== null) return moment.options.silent_port_ms;
  const stood = stand !== null && stand.outside === 0 && heard_ms - stand.first.at_ms >= STOOD_MS;
  return stood || isAtAllowed(moment) ? moment.options.silent_standing_ms : null;
}

/** How long it may be without a word while it drives, with the longest tunnel that it can have reached meanwhile. */
function tunnelLimit_ms({ state: { recent }, map, options }: Moment): number {
  const [at, from] = [recent.at(-1), recent.at(-4) ?? recent[0]];
  if (at === undefined) return options.silent_ms;
  const reach_m = (traffic_kmh(recent, options) * options.silent_ms) / 3600;
  const under_m = map.tunnelAhead_m(map.toPlane(at.lon, at.lat), map.toPlane(from.lon, from.lat), reach_m);
  return options.silent_ms + through_ms(under_m, options);
}

const through_ms = (under_m: number, { tunnel_kmh }: FollowOptions): number => (under_m * 3600) / tunnel_kmh;

/** Mean speed of the fixes at which it drove. */
function traffic_kmh(fixes: TripState['recent'], { open_kmh }: FollowOptions): number {
  const driven = fixes.filter(({ speed_kmh }) => speed_kmh >= STANDING_KMH);
  const sum = driven.reduce((all, { speed_kmh }) => all + speed_kmh, 0);
  return Math.max(open_kmh, driven.length === 0 ? 0 : sum / driven.length);
}

/** Keeps a silence that is over, and that raised no alarm, until it can be judged. */
function noteSilence(moment: Moment): void {
  const { state, options, at_ms } = moment;
  const { heard_ms: since_ms, last, recent } = state;
  if (since_ms === null || last === null || !isListenedFor(state)) return;
  if (at_ms - since_ms <= options.silent_ms || state.open.silent !== undefined) return;
  if (pause_ms(moment, since_ms) !== null) return;
  const kmh = traffic_kmh(recent, options);
  state.unheard = { from: last, kmh, since_ms, until_ms: at_ms, unexplained: 0 };
}

/** Whether a tunnel hid it: the way in the open is short enough, and that under ground long enough. */
function isExplained(moment: FixMoment, unheard: Unheard): boolean {
  const { map, options, at, at_ms } = moment;
  const { from, kmh, since_ms, until_ms } = unheard;
  const begin = map.toPlane(from.lon, from.lat);
  const open_m = (kmh * (options.silent_ms + at_ms - until_ms)) / 3600;
  return map
    .waysThrough(begin, at)
    .some(
      (way) =>
        way.under_m >= LEAST_UNDER_M &&
        way.open_m <= open_m &&
        mayTake(moment, begin, way) &&
        until_ms - since_ms <= options.silent_ms + through_ms(way.under_m, options),
    );
}

/** Who is on the designated route before and after a silence went by it, and through no tunnel beside it. */
function mayTake({ plan, state, at }: FixMoment, begin: XY, { into, out }: TunnelWay): boolean {
  const { route } = plan;
  if (route === null || plan.watch.route === null) return true;
  const isOnRoute = (place: XY, near_m: number) => route.distance_m(place, state.segment, near_m) <= near_m;
  const isBeside = !isOnRoute(begin, ON_ROUTE_M) || !isOnRoute(at, ON_ROUTE_M);
  return isBeside || (isOnRoute(into, MOUTH_M) && isOnRoute(out, MOUTH_M));
}
