import { mayStand } from '../../regimes/index.ts';
import { isAt } from '../freight-map.ts';
import type { FixMoment, Moment } from '../moment.ts';
import { homeward } from '../plan.ts';
import { STANDING_KMH } from './bounds.ts';
import { closeVisit, LEAST_VISIT_MS } from './close-visit.ts';
import { finish } from './finish.ts';

/** Positions wander: one so far outside a place counts as inside while the truck is there. */
const SPARE_M = 60;

/** Registers at which place it is, and what it leaves. */
export function visitPlaces(moment: FixMoment): void {
  const { state, map, at, fix, options } = moment;
  const { visit } = state;
  if (visit !== null) {
    const place = map.findPlace(visit.code);
    if (place !== undefined && isAt(place, at, SPARE_M)) {
      [visit.last_ms, visit.outside] = [fix.at_ms, 0];
      const stands = fix.speed_kmh < STANDING_KMH;
      if (stands && visit.stands) visit.stood_ms += moment.since_ms;
      visit.stands = stands;
      if (visit.last_ms - visit.from_ms >= LEAST_VISIT_MS) arriveHome(moment, visit.code);
      return;
    }
    if (++visit.outside < options.leave_fixes) return;
    closeVisit(state);
  }
  const place = map.placeAt(at);
  if (place === undefined || place.kind === 'port') return;
  const { code, kind } = place;
  state.visit = {
    code,
    kind,
    from_ms: fix.at_ms,
    last_ms: fix.at_ms,
    stands: fix.speed_kmh < STANDING_KMH,
    stood_ms: 0,
    outside: 0,
  };
}

/** A trip of the city is over when the truck is back across and stands at a place that it declared. */
function arriveHome(moment: Moment, code: string): void {
  const { plan, state } = moment;
  if (plan.direction !== 'out' || state.stage !== 'returning') return;
  const isBack = state.crossings.some(({ direction }) => direction === homeward(plan));
  if (isBack && plan.stops.some((stop) => stop.code === code)) finish(moment);
}

/** Whether it is at a place where it may stand as long as it likes. */
export function isAtAllowed({ plan, state }: Moment): boolean {
  const { stays } = plan.watch;
  if (stays === null || state.visit === null) return state.visit !== null;
  return mayStand(stays, state.visit, plan);
}
