import type { TruckFix } from './fix.ts';
import type { FreightMap, XY } from './freight-map.ts';
import type { FollowOptions } from './options.ts';
import type { TripPlan } from './plan.ts';
import type { AlarmFacts, AlarmKind, DrivenCrossing, TripAlarm, TripStage, TripState } from './state.ts';

/** What the follower says of a trip. */
export type FollowEvent =
  | { readonly kind: 'raised'; readonly alarm: TripAlarm }
  | { readonly kind: 'ended'; readonly alarm: TripAlarm; readonly at_ms: number }
  | { readonly kind: 'stage'; readonly stage: TripStage; readonly at_ms: number }
  | { readonly kind: 'crossed'; readonly crossing: DrivenCrossing };

/** What steps look at and write to at one instant of one trip. */
export interface Moment {
  readonly plan: TripPlan;
  readonly state: TripState;
  readonly map: FreightMap;
  readonly options: FollowOptions;
  readonly at_ms: number;
  readonly events: FollowEvent[];
}

/** A moment with a fix that was believed. */
export interface FixMoment extends Moment {
  readonly fix: TruckFix;
  readonly at: XY;
  /** The believed fix before, and how far and how long ago it was. */
  readonly before: TruckFix | null;
  readonly moved_m: number;
  readonly since_ms: number;
  /** It repeats the position before though it drives: nothing is known of where it is. */
  readonly frozen: boolean;
}

/** The most fixes that stand behind an alarm, besides the one where it began. */
export const RECENT_FIXES = 8;

/** Raises an alarm, or its next stage; does nothing while it stands at that stage already. */
export function raise(
  { state, at_ms, events }: Moment,
  kind: AlarmKind,
  began: TruckFix | null,
  facts: AlarmFacts,
  { stage = 0, began_ms = began?.at_ms ?? at_ms, fixes = state.recent } = {},
): void {
  const open = state.open[kind];
  if (open !== undefined && open.stage >= stage) return;
  const isAmong = began === null || fixes.some((fix) => fix.at_ms === began.at_ms);
  const behind = isAmong ? [...fixes] : [began, ...fixes];
  const alarm: TripAlarm = { kind, stage, began_ms, raised_ms: at_ms, facts, fixes: behind };
  state.open[kind] = alarm;
  events.push({ kind: 'raised', alarm });
}

/** Ends an alarm where it stands. */
export function end({ state, at_ms, events }: Moment, kind: AlarmKind): void {
  const alarm = state.open[kind];
  if (alarm === undefined) return;
  delete state.open[kind];
  events.push({ kind: 'ended', alarm, at_ms });
}

export function enter({ state, at_ms, events }: Moment, stage: TripStage): void {
  if (state.stage === stage) return;
  state.stage = stage;
  events.push({ kind: 'stage', stage, at_ms });
}

/** Trips are watched in the city, outside the areas of ports, until they are over and while no fix lies across the border. */
export const isWatched = ({ abroad, port, stage, crossing_fixes }: TripState): boolean =>
  abroad === false && port === null && stage !== 'over' && crossing_fixes === 0;
