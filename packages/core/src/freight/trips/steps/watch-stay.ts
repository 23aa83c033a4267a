import { mayStand } from '../../regimes/index.ts';
import { end, type FixMoment, isWatched, raise } from '../moment.ts';
import { isAtAllowed } from './visit-places.ts';

/** The mean follows a truck that creeps: older fixes count for less. */
const MOST_FIXES = 40;

/**
 * How long it stands where it may not. A stand is a mean of positions that the truck is within reach of; it ends after some
 * fixes in a row outside, so that positions that wander or stray by themselves do not end it, and traffic that creeps does.
 */
export function watchStay(moment: FixMoment): void {
  const { state, at, fix, options, plan } = moment;
  if (!isWatched(state)) {
    leave(moment);
    return;
  }
  const { stand } = state;
  if (stand !== null && Math.hypot(at.x - stand.x, at.y - stand.y) > options.stand_radius_m) {
    if (++stand.outside >= options.leave_fixes) leave(moment);
  } else if (stand !== null) {
    stand.fixes = Math.min(stand.fixes + 1, MOST_FIXES);
    stand.x += (at.x - stand.x) / stand.fixes;
    stand.y += (at.y - stand.y) / stand.fixes;
    [stand.last_ms, stand.outside] = [fix.at_ms, 0];
  }
  state.stand ??= { x: at.x, y: at.y, fixes: 1, outside: 0, first: fix, last_ms: fix.at_ms };
  if (plan.watch.stays !== null && !isAtAllowed(moment) && !standsAtAllowed(moment)) judge(moment);
}

function judge(moment: FixMoment): void {
  const { stand, visit } = moment.state;
  const { stays } = moment.plan.watch;
  if (stand === null || stays === null) return;
  const lasted_min = (stand.last_ms - stand.first.at_ms) / 60_000;
  const stage = stays.stages.findLastIndex(({ after_min }) => lasted_min > after_min);
  if (stage < 0) return;
  const { means } = stays.stages[stage];
  const where = visit?.code ?? '';
  raise(moment, 'long_stay', stand.first, { minutes: Math.round(lasted_min), means, where }, { stage });
}

/** The mean of its positions lies in a place where it may stand, though the last one wandered out. */
function standsAtAllowed({ state, map, plan }: FixMoment): boolean {
  if (state.stand === null || plan.watch.stays === null) return false;
  const place = map.placeAt(state.stand);
  return place !== undefined && mayStand(plan.watch.stays, place, plan);
}

/** A stay that raised an alarm is on record, whatever its place. */
function leave(moment: FixMoment): void {
  const { state } = moment;
  const { stand } = state;
  state.stand = null;
  const alarm = state.open.long_stay;
  if (alarm === undefined) return;
  if (stand !== null && state.visit === null)
    state.stays.push({ kind: null, code: null, from_ms: stand.first.at_ms, to_ms: stand.last_ms });
  end(moment, 'long_stay');
}
