import { end, type FixMoment, isWatched, raise } from '../moment.ts';
import type { Departure } from '../options.ts';
import type { RouteShape } from '../route-shape.ts';
import type { TripState } from '../state.ts';
import { isAtAllowed } from './visit-places.ts';

/** Fixes in a row within the inner distance before it is back. */
const BACK_FIXES = 2;
/** A fix counts for no more than this, so that a stray one does not decide. */
const MOST_COUNTED_M = 200;

/**
 * Departure from the designated route, with hysteresis: outside beyond the outer distance, inside within the inner one. Out
 * there it is a departure once it is either far for a while or a little off for minutes, and drove meanwhile: positions wander
 * by some tens of metres and stray by hundreds, but not for long on one side.
 */
export function watchRoute(moment: FixMoment): void {
  const { plan, state } = moment;
  if (plan.route === null || plan.watch.route === null) return;
  if (isWatched(state) && !isAtAllowed(moment)) look(moment, plan.route, plan.watch.route);
  else returned(moment);
}

function look(moment: FixMoment, route: RouteShape, { out_m, in_m }: { out_m: number; in_m: number }): void {
  const { state, at, fix } = moment;
  const distance_m = route.distance_m(at, state.segment, in_m);
  state.segment = route.nearest;
  if (distance_m <= in_m && state.leaving !== null) {
    if (++state.leaving.back >= (state.leaving.off ? BACK_FIXES : 1)) returned(moment);
  } else if (distance_m > out_m || state.leaving !== null) {
    state.leaving ??= { first: fix, fixes: 0, sum_m: 0, most_m: 0, driven_m: 0, off: false, back: 0 };
    depart(moment, state.leaving, distance_m);
  }
}

function depart(moment: FixMoment, leaving: NonNullable<TripState['leaving']>, distance_m: number): void {
  const { fix, since_ms, options, state } = moment;
  leaving.back = 0;
  leaving.fixes++;
  leaving.sum_m += Math.min(distance_m, MOST_COUNTED_M);
  leaving.most_m = Math.max(leaving.most_m, distance_m);
  if (leaving.fixes > 1) leaving.driven_m += (fix.speed_kmh * since_ms) / 3600;
  const isCertain = (one: Departure) =>
    leaving.fixes >= one.fixes &&
    fix.at_ms - leaving.first.at_ms >= one.after_ms &&
    leaving.driven_m >= one.driven_m &&
    leaving.sum_m >= one.mean_m * leaving.fixes;
  if (leaving.off || !(isCertain(options.sure_off) || isCertain(options.slight_off))) return;
  leaving.off = true;
  state.off_route.push({ from_ms: leaving.first.at_ms, to_ms: null });
  const [driven_m, most_m] = [leaving.driven_m, leaving.most_m].map(Math.round);
  raise(moment, 'off_route', leaving.first, { driven_m, most_m });
}

function returned(moment: FixMoment): void {
  const { state, at_ms } = moment;
  state.leaving = null;
  const last = state.off_route.at(-1);
  if (last !== undefined) last.to_ms ??= at_ms;
  end(moment, 'off_route');
}
