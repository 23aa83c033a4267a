import type { StudyAction, StudyPlan, StudyScenarioKind } from '@opentocc/contract';
import type { AreaPlace, Calibration, Fit, RoadFigures } from '@opentocc/core/demand';

/** A way whose travel time is followed, as far as it lies in the area. */
export interface FollowedRoute {
  /** As it was called; empty for the road of the first place. */
  readonly name: string;
  /** In the order in which they are driven. */
  readonly links: readonly number[];
}

/** Something that takes room on a road for a while. */
export interface Incident {
  readonly link: number;
  /** Where on the link, as a share of its length, 0–1. */
  readonly at: number;
  /** Lanes that it takes; all of them close the link. */
  readonly lanes_closed: number;
  /** From the base instant, min. */
  readonly from_min: number;
  readonly minutes: number;
}

/** A way whose travel time is followed. */
export interface Way {
  readonly name: string;
  readonly from_link: number;
  readonly to_link: number;
}

/** What is to be answered. What may be absent was not there yet when older studies were stored. */
export interface Question {
  /** What happens in all scenarios. */
  readonly incidents: readonly Incident[];
  /** Of a quick answer: share of drivers who follow a message, 0–1. */
  readonly message_share: number;
  readonly seeds: number;
  /** Scenarios that somebody edited; absent of a quick answer, whose scenarios follow from the incidents. */
  readonly scenarios?: readonly StudyPlan[];
  readonly routes?: readonly Way[];
  readonly horizon_min?: number;
  readonly radius_m?: number;
  /** Links of each route, then of other ways that must lie within the area. */
  readonly ways?: readonly (readonly number[])[];
}

/**
 * What was known of the roads round the incidents at the base instant; columns over `link`. Stored with a study, so that it
 * can be run again with the same outcome.
 */
export interface BaseState {
  readonly base_ms: number;
  readonly window_s: number;
  readonly penetration_rate: number | null;
  readonly link: readonly number[];
  /** Space-mean speed, km/h; null where it was not known. */
  readonly speed_kmh: readonly (number | null)[];
  readonly free_flow_kmh: readonly number[];
  readonly passes: readonly number[];
  /** What was expected to pass on a day like this one; absent where nobody knows how many drive, and of older studies. */
  readonly demand?: {
    readonly version: string;
    /** Vehicles in an hour; null where nothing is expected. */
    readonly flow_vph: readonly (number | null)[];
  };
  /** Calibrated figures of roads; the assumed ones where it is absent, as of older studies. */
  readonly figures?: RoadFigures;
}

/** What is compared: what happens on the roads, from the same instant for all. */
export interface Scenario {
  /** Names it within the study. */
  readonly key: string;
  readonly kind: StudyScenarioKind;
  /** As who edited it called it; empty for those of a quick answer. */
  readonly name: string;
  /** Without the incidents of the question: what they themselves cost. */
  readonly isUndisturbed: boolean;
  readonly actions: readonly StudyAction[];
}

const USUAL_HORIZON_MIN = 60;

/** Minutes that are looked ahead. */
export const horizonOf = ({ horizon_min = USUAL_HORIZON_MIN }: Question): number => horizon_min;

/** What one run of one scenario came to. */
export interface RunOutcome {
  readonly key: string;
  readonly seed: number;
  /** By place: distance from it to the tail of its queue at the end of each minute, m. */
  readonly tails_m: readonly Float32Array[];
  /** Nodes that any of the queues reached, and in which minute first. */
  readonly reached: readonly (readonly [node: number, minute: number])[];
  /** Time of all vehicles, those who wait to enter the area included, vehicle-hours. */
  readonly vehicle_h: number;
  /** Vehicles that waited outside at the end. */
  readonly waiting: number;
  readonly arrived: number;
  readonly reroutes: number;
  /** Drivers who found no open way and ended their trip elsewhere. */
  readonly given_up: number;
  readonly deadlocks: number;
  readonly releases: number;
  /** Distance driven, m, and time spent, s, by minute and link of the area: at `minute * links + link`. */
  readonly driven_m: Float32Array;
  readonly spent_s: Float32Array;
}

/** What is known of an area before its scenarios run. */
export interface Preparation {
  readonly links: Uint32Array;
  readonly radius_m: number;
  readonly signals: number;
  readonly assumed_signals: number;
  /** Version of the figures of roads that it was made with. */
  readonly figures_version: string;
  readonly calibration: Calibration;
  readonly fit: Fit;
  readonly horizon_min: number;
  /** Where queues may begin, in the order in which the question names them. */
  readonly places: readonly AreaPlace[];
  /** Ways whose travel times are followed. */
  readonly routes: readonly FollowedRoute[];
  /** What is compared, doing nothing (`none`) first. */
  readonly scenarios: readonly Scenario[];
}
