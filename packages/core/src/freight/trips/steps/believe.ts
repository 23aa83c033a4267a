import type { TruckFix } from '../fix.ts';
import type { XY } from '../freight-map.ts';
import { type FixMoment, type Moment, RECENT_FIXES, raise } from '../moment.ts';
import type { FollowOptions } from '../options.ts';

const MOVING_KMH = 5;
/** In traffic that creeps, and a tunnel so near that it may be in it, it moves from this speed on. */
const CREEPING_KMH = 2;
const IN_TUNNEL_M = 800;

/**
 * Whether a fix is believed. One that is out of reach of the last is held back: a stray position is followed by others near
 * the old place, a jump by others near the new one, and only then the truck (or what sends for it) is there.
 * @returns the moment with it, or null while it is not believed, or where it is no newer than the last
 */
export function believe(moment: Moment, fix: TruckFix): FixMoment | null {
  const { state, map } = moment;
  const { last } = state;
  const at = map.toPlane(fix.lon, fix.lat);
  if (last === null) {
    remember(moment, fix, false);
    return believed(moment, fix, at, { before: null, moved_m: 0, frozen: false });
  }
  if (fix.at_ms <= last.at_ms) return null;
  const moved_m = metres(moment, last, fix);
  const same = fix.lon === last.lon && fix.lat === last.lat;
  if (isInReach(moment, sinceSame(moment, last, fix), moved_m) || followsEarlier(moment, fix))
    state.stray.length = 0;
  else if (!jumped(moment, last, fix)) return null;
  remember(moment, fix, same);
  return believed(moment, fix, at, { before: last, moved_m, frozen: same && isMoving(moment, fix, at) });
}

/**
 * A moment with its fix. Made for each fix, and so written out: `{ ...moment, fix, … }` takes a hundred times as long, and left 2 kB
 * of garbage that outlived young collections.
 */
function believed(
  { plan, state, map, options, at_ms, events }: Moment,
  fix: TruckFix,
  at: XY,
  { before, moved_m, frozen }: Pick<FixMoment, 'before' | 'moved_m' | 'frozen'>,
): FixMoment {
  const since_ms = before === null ? 0 : fix.at_ms - before.at_ms;
  return { plan, state, map, options, at_ms, events, fix, at, before, moved_m, since_ms, frozen };
}

const isMoving = ({ map }: Moment, { speed_kmh }: TruckFix, at: XY): boolean =>
  speed_kmh >= MOVING_KMH || (speed_kmh >= CREEPING_KMH && map.tunnelAhead_m(at, at, IN_TUNNEL_M) > 0);

/** Whether the last fix was a stray one that lay within reach, and this one goes on from the fix before it. */
function followsEarlier(moment: Moment, fix: TruckFix): boolean {
  const earlier = moment.state.recent.at(-2);
  return earlier !== undefined && isInReach(moment, fix.at_ms - earlier.at_ms, metres(moment, earlier, fix));
}

/** From when the truck may have moved: a receiver without a view of the sky repeats its last position for a while. */
const sinceSame = ({ state, options }: Moment, last: TruckFix, fix: TruckFix): number =>
  fix.at_ms - Math.max(state.same_since_ms, last.at_ms - options.frozen_ms);

const isInReach = ({ options }: Moment, time_ms: number, moved_m: number): boolean =>
  moved_m <= options.reach_margin_m + reach_m(options, time_ms);

/** Nobody holds the speed of a sprint for minutes. */
function reach_m({ reach_kmh, sprint_ms, reach_long_kmh }: FollowOptions, time_ms: number): number {
  const sprint = Math.min(time_ms, sprint_ms);
  return (sprint * reach_kmh + (time_ms - sprint) * reach_long_kmh) / 3600;
}

function metres({ map }: Moment, a: TruckFix, b: TruckFix): number {
  const [from, to] = [map.toPlane(a.lon, a.lat), map.toPlane(b.lon, b.lat)];
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Whether enough stray fixes agree with each other. */
function jumped(moment: Moment, last: TruckFix, fix: TruckFix): boolean {
  const { state, options } = moment;
  const previous = state.stray.at(-1);
  if (previous && fix.at_ms <= previous.at_ms) return false;
  if (previous && repeats(moment, previous, fix)) return false;
  const agrees =
    previous !== undefined && isInReach(moment, fix.at_ms - previous.at_ms, metres(moment, previous, fix));
  state.stray = agrees ? [...state.stray, fix] : [fix];
  const lasts = fix.at_ms - state.stray[0].at_ms > options.silent_standing_ms;
  if (state.stray.length < options.jump_fixes && !lasts) return false;
  const [first] = state.stray;
  const distance_m = Math.round(metres(moment, last, first));
  const speed_kmh = Math.round((distance_m / (first.at_ms - last.at_ms)) * 3600);
  // Of a terminal that has said little yet, its first word was the stray one.
  if (state.recent.length >= options.jump_fixes)
    raise(
      moment,
      'jump',
      last,
      { distance_m, speed_kmh },
      { began_ms: first.at_ms, fixes: [...state.stray] },
    );
  // What was measured at the old place says nothing of the new one.
  state.stray.length = 0;
  [state.stand, state.leaving, state.speeding, state.visit] = [null, null, null, null];
  return true;
}

/** A receiver that repeats a stray position says nothing new by it, unless for longer than any tunnel takes. */
const repeats = ({ options, state }: Moment, previous: TruckFix, fix: TruckFix): boolean =>
  fix.lon === previous.lon &&
  fix.lat === previous.lat &&
  fix.at_ms - state.stray[0].at_ms <= options.silent_standing_ms;

function remember({ state }: Moment, fix: TruckFix, same: boolean): void {
  if (!same) state.same_since_ms = fix.at_ms;
  state.last = fix;
  state.recent.push(fix);
  if (state.recent.length > RECENT_FIXES) state.recent.shift();
}
