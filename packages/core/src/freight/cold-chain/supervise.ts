import { type BreachRule, isOutside, type SupervisionSettings } from './settings.ts';

/** What a sensor in the hold says at an instant. */
export interface Reading {
  readonly at_ms: number;
  readonly temperature_c: number;
  /** Null where the door has no sensor. */
  readonly door_open: boolean | null;
}

/** Outside long enough. */
export interface Breach {
  /** When goods left the limit. */
  readonly began_ms: number;
  /** When they had been outside long enough. */
  readonly breached_ms: number;
  /** The temperature furthest outside. */
  readonly worst_c: number;
  /** The sensor was lost meanwhile: nobody knows when it ended, so only a person ends it. */
  readonly needs_person: boolean;
}

/** What a rule has seen. */
export interface RuleState {
  /** Outside now, since then: an excursion. Null inside. */
  readonly outside_since_ms: number | null;
  /** All time outside since the sum began, ms. */
  readonly outside_ms: number;
  /** The temperature furthest outside since the excursion or the sum began. */
  readonly worst_c: number | null;
  readonly breach: Breach | null;
}

/** What is known of a hold under supervision: plain values, JSON and back changes nothing. */
export interface SupervisionState {
  readonly last: Reading | null;
  /** Since the last reading, where that is too long ago. */
  readonly lost_since_ms: number | null;
  readonly door_open_since_ms: number | null;
  /** Whether the open door was a warning already. */
  readonly door_warned: boolean;
  readonly rules: Readonly<Record<string, RuleState>>;
}

export type SupervisionEvent =
  | { readonly kind: 'excursion_began' | 'excursion_ended'; readonly at_ms: number; readonly rule: string }
  | { readonly kind: 'breach_began'; readonly at_ms: number; readonly rule: string; readonly breach: Breach }
  | { readonly kind: 'breach_ended'; readonly at_ms: number; readonly rule: string; readonly breach: Breach }
  | { readonly kind: 'sensor_lost' | 'sensor_back'; readonly at_ms: number; readonly since_ms: number }
  | { readonly kind: 'door_left_open' | 'door_shut'; readonly at_ms: number; readonly since_ms: number };

export interface Supervised {
  readonly state: SupervisionState;
  readonly events: readonly SupervisionEvent[];
}

/** Why a reading is not used: it is counted by this, and is never a breach. */
export type ReadingFault = 'not_a_number' | 'off_scale' | 'ahead_of_time' | 'too_old' | 'not_newer';

const INSIDE: RuleState = { outside_since_ms: null, outside_ms: 0, worst_c: null, breach: null };
/** Assumed on 2026-11-28: clocks of reefer units by GNSS, and a day without a mobile network at most. */
export const READING_LIMITS = { ahead_ms: 120_000, old_ms: 86_400_000 } as const;

/** A hold of which nothing was heard yet. */
export const nothingSeen = ({ rules }: SupervisionSettings): SupervisionState => ({
  ...{ last: null, lost_since_ms: null, door_open_since_ms: null, door_warned: false },
  rules: Object.fromEntries(rules.map(({ id }) => [id, INSIDE])),
});

/** @returns why a reading cannot be used; null where it can */
export function faultOf(
  { scale }: SupervisionSettings,
  { last }: SupervisionState,
  { at_ms, temperature_c }: Reading,
  now_ms: number,
): ReadingFault | null {
  if (!Number.isFinite(temperature_c)) return 'not_a_number';
  if (temperature_c < scale.min_c || temperature_c > scale.max_c) return 'off_scale';
  if (at_ms > now_ms + READING_LIMITS.ahead_ms) return 'ahead_of_time';
  if (at_ms < now_ms - READING_LIMITS.old_ms) return 'too_old';
  return last !== null && at_ms <= last.at_ms ? 'not_newer' : null;
}

/**
 * Judges a reading that has no fault. A temperature holds until the next reading; over a gap in which the sensor was lost
 * goods count as outside where they were outside before and after it.
 */
export function supervise(
  settings: SupervisionSettings,
  before: SupervisionState,
  reading: Reading,
): Supervised {
  const events: SupervisionEvent[] = [];
  const known = lose(settings, before, reading.at_ms, events);
  if (known.lost_since_ms !== null)
    events.push({ kind: 'sensor_back', at_ms: reading.at_ms, since_ms: known.lost_since_ms });
  const rules = Object.fromEntries(
    settings.rules.map((rule) => [rule.id, judge(rule, known, reading, events)]),
  );
  const door = judgeDoor(settings, known, reading, events);
  return { state: { last: reading, lost_since_ms: null, ...door, rules }, events };
}

/** Looks at the clock where no reading came. */
export function passTime(
  settings: SupervisionSettings,
  before: SupervisionState,
  now_ms: number,
): Supervised {
  const events: SupervisionEvent[] = [];
  return { state: lose(settings, before, now_ms, events), events };
}

/** Ends a breach by a person's word; the sum of a cumulative rule begins again. */
export function endBreach(state: SupervisionState, rule: string): SupervisionState {
  const seen = state.rules[rule];
  if (!seen?.breach) return state;
  return { ...state, rules: { ...state.rules, [rule]: { ...INSIDE } } };
}

function lose(
  { lost_after_s }: SupervisionSettings,
  state: SupervisionState,
  now_ms: number,
  events: SupervisionEvent[],
): SupervisionState {
  const { last, lost_since_ms } = state;
  if (last === null || lost_since_ms !== null || now_ms - last.at_ms <= lost_after_s * 1000) return state;
  events.push({ kind: 'sensor_lost', at_ms: now_ms, since_ms: last.at_ms });
  const rules = Object.entries(state.rules).map(([id, seen]) => [
    id,
    seen.breach ? { ...seen, breach: { ...seen.breach, needs_person: true } } : seen,
  ]);
  return { ...state, lost_since_ms: last.at_ms, rules: Object.fromEntries(rules) };
}

function judge(
  rule: BreachRule,
  { last, lost_since_ms, rules }: SupervisionState,
  { at_ms, temperature_c }: Reading,
  events: SupervisionEvent[],
): RuleState {
  const before = rules[rule.id] ?? INSIDE;
  const outside = isOutside(rule, temperature_c);
  const wasOutside = before.outside_since_ms !== null;
  const counts = wasOutside && (lost_since_ms === null || outside);
  const outside_ms = before.outside_ms + (counts && last ? at_ms - last.at_ms : 0);
  if (outside && !wasOutside) events.push({ kind: 'excursion_began', at_ms, rule: rule.id });
  if (!outside && wasOutside) events.push({ kind: 'excursion_ended', at_ms, rule: rule.id });
  const outside_since_ms = outside ? (before.outside_since_ms ?? at_ms) : null;
  const fresh = rule.measure === 'consecutive' && !wasOutside;
  const worst_c = outside ? worse(rule, fresh ? null : before.worst_c, temperature_c) : before.worst_c;
  const now = { outside_since_ms, outside_ms, worst_c };
  return { ...now, breach: breachOf(rule, before, now, at_ms, events) };
}

const worse = ({ side }: BreachRule, worst_c: number | null, temperature_c: number): number =>
  worst_c === null ? temperature_c : Math[side === 'hot' ? 'max' : 'min'](worst_c, temperature_c);

function breachOf(
  rule: BreachRule,
  { breach: known }: RuleState,
  { outside_since_ms, outside_ms, worst_c }: Omit<RuleState, 'breach'>,
  at_ms: number,
  events: SupervisionEvent[],
): Breach | null {
  if (known !== null) {
    const breach = { ...known, worst_c: worst_c ?? known.worst_c };
    // A sum that was used up is not given back by cold air: a person looks at the goods.
    const ends = outside_since_ms === null && rule.measure === 'consecutive' && !known.needs_person;
    if (ends) events.push({ kind: 'breach_ended', at_ms, rule: rule.id, breach });
    return ends ? null : breach;
  }
  const stretch_ms = outside_since_ms === null ? -1 : at_ms - outside_since_ms;
  const long = (rule.measure === 'consecutive' ? stretch_ms : outside_ms) >= rule.duration_s * 1000;
  if (!long || worst_c === null || (outside_since_ms === null && outside_ms === 0)) return null;
  const began_ms = outside_since_ms ?? at_ms;
  const breach: Breach = { began_ms, breached_ms: at_ms, worst_c, needs_person: false };
  events.push({ kind: 'breach_began', at_ms, rule: rule.id, breach });
  return breach;
}

function judgeDoor(
  { door_open_s }: SupervisionSettings,
  { door_open_since_ms, door_warned }: SupervisionState,
  { at_ms, door_open }: Reading,
  events: SupervisionEvent[],
): Pick<SupervisionState, 'door_open_since_ms' | 'door_warned'> {
  if (door_open === null) return { door_open_since_ms, door_warned };
  if (!door_open) {
    if (door_warned && door_open_since_ms !== null)
      events.push({ kind: 'door_shut', at_ms, since_ms: door_open_since_ms });
    return { door_open_since_ms: null, door_warned: false };
  }
  const since_ms = door_open_since_ms ?? at_ms;
  const long = at_ms - since_ms >= door_open_s * 1000;
  if (long && !door_warned) events.push({ kind: 'door_left_open', at_ms, since_ms });
  return { door_open_since_ms: since_ms, door_warned: door_warned || long };
}
