import { end, type FixMoment, isWatched, raise } from '../moment.ts';

/** Speeds above this are a receiver's error. */
const POSSIBLE_KMH = 180;

/** Speed above the limit of its class and, on its route, of the road, by a share and for a while. */
export function watchSpeed(moment: FixMoment): void {
  const { state, fix, options, plan } = moment;
  const top_kmh = options.top_kmh[plan.class];
  const onRoute = plan.route !== null && state.leaving === null && isWatched(state);
  const limit_kmh = onRoute ? Math.min(top_kmh, plan.route.limit_kmh(state.segment)) : top_kmh;
  const { speed_kmh } = fix;
  if (!(speed_kmh > limit_kmh * options.speed_share) || speed_kmh > POSSIBLE_KMH) {
    // Perhaps a stray position: on which road it drives, and how fast it may, is not known.
    if (state.leaving !== null && !state.leaving.off && state.speeding !== null) return;
    state.speeding = null;
    end(moment, 'speeding');
    return;
  }
  state.speeding ??= { first: fix, fixes: 0, most_kmh: 0, limit_kmh };
  const { speeding } = state;
  speeding.fixes++;
  speeding.most_kmh = Math.max(speeding.most_kmh, speed_kmh);
  speeding.limit_kmh = Math.max(speeding.limit_kmh, limit_kmh);
  const lasted_ms = fix.at_ms - speeding.first.at_ms;
  if (speeding.fixes < options.speeding_fixes || lasted_ms < options.over_limit_ms) return;
  const { most_kmh, limit_kmh: limit } = speeding;
  raise(moment, 'speeding', speeding.first, { most_kmh: Math.round(most_kmh), limit_kmh: limit });
}
