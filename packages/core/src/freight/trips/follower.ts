import type { PlateSeen, TruckFix } from './fix.ts';
import type { FreightMap } from './freight-map.ts';
import type { FixMoment, FollowEvent, Moment } from './moment.ts';
import { FOLLOW_OPTIONS, type FollowOptions } from './options.ts';
import type { TripPlan } from './plan.ts';
import type { TripState } from './state.ts';
import { believe } from './steps/believe.ts';
import { cross, crossSeen, visitPort } from './steps/cross.ts';
import { close, watchReturn } from './steps/finish.ts';
import { identify, sight } from './steps/identify.ts';
import { reappear } from './steps/vanish.ts';
import { visitPlaces } from './steps/visit-places.ts';
import { watchFatigue } from './steps/watch-fatigue.ts';
import { watchRoute } from './steps/watch-route.ts';
import { watchSection } from './steps/watch-section.ts';
import { heard, judgeSilence, watchSilence } from './steps/watch-silence.ts';
import { watchSpeed } from './steps/watch-speed.ts';
import { watchStay } from './steps/watch-stay.ts';

/** What is done with a fix that is believed, in this order: each step reads what those before it wrote. */
const STEPS: readonly ((moment: FixMoment) => void)[] = [
  ...[identify, visitPort, cross, visitPlaces, judgeSilence],
  ...[watchStay, watchRoute, watchSpeed, watchSection, watchFatigue],
];

/** Of a fix that says nothing of where the truck is. */
const STEPS_ANYWHERE: readonly ((moment: FixMoment) => void)[] = [identify, watchFatigue];

/** Over, and for certain. */
const isDone = ({ stage, vanished }: TripState): boolean => stage === 'over' && !vanished;

/**
 * Follows trips fix by fix: one follower for all of them, as it holds nothing but the map; what is known of a trip is its
 * {@link TripState}. Pure but for that state: times come with what it is given. Fixes of a trip come in order of time; one that
 * is older than the last is left out. A few µs a fix (`bench/freight.ts`).
 */
export class TripFollower {
  constructor(
    private readonly map: FreightMap,
    private readonly options: FollowOptions = FOLLOW_OPTIONS,
  ) {}

  takeFix(plan: TripPlan, state: TripState, fix: TruckFix): readonly FollowEvent[] {
    const moment = this.#moment(plan, state, fix.at_ms);
    if (isDone(state) || fix.at_ms <= (state.last?.at_ms ?? 0)) return moment.events;
    heard(moment);
    watchReturn(moment);
    const believed = believe(moment, fix);
    if (believed === null) return moment.events;
    reappear(believed);
    if (!state.vanished) for (const step of believed.frozen ? STEPS_ANYWHERE : STEPS) step(believed);
    return moment.events;
  }

  /** A port or a gate read the plate of the trip. */
  takeSighting(plan: TripPlan, state: TripState, seen: PlateSeen): readonly FollowEvent[] {
    if (!isFirst(state, seen)) return [];
    const moment = this.#moment(plan, state, seen.at_ms);
    sight(moment, seen);
    if (seen.by === 'port') crossSeen(moment, seen);
    else if (!state.gates.includes(seen.place)) state.gates.push(seen.place);
    return moment.events;
  }

  /** Looks at what time alone brings: silence, and being overdue. To be called about once a minute. */
  tick(plan: TripPlan, state: TripState, now_ms: number): readonly FollowEvent[] {
    const moment = this.#moment(plan, state, now_ms);
    watchSilence(moment);
    watchReturn(moment);
    return moment.events;
  }

  /** Ends a trip by decision, of a person or of a switch of regimes: nothing that it was to do is missed any more. */
  end(plan: TripPlan, state: TripState, at_ms: number): readonly FollowEvent[] {
    const moment = this.#moment(plan, state, at_ms);
    close(moment);
    return moment.events;
  }

  #moment(plan: TripPlan, state: TripState, at_ms: number): Moment {
    return { plan, state, map: this.map, options: this.options, at_ms, events: [] };
  }
}

/** Reads of a plate that a trip remembers; one of two days has some twenty. */
const MOST_READ = 40;

/** Whether a read is taken for the first time; from then on it is known. */
function isFirst(state: TripState, { by, place, direction, at_ms }: PlateSeen): boolean {
  const read = `${by} ${place} ${direction ?? ''} ${at_ms}`;
  // States that were stored before reads were remembered have none.
  const known = state.read ?? [];
  if (known.includes(read)) return false;
  state.read = [...known, read].slice(-MOST_READ);
  return true;
}
