import { DAY_MS, dayNumber, dayStart_ms, HOUR_MS, MINUTE_MS } from '../time/index.ts';
import type { Shift, Span } from './span.ts';

/**
 * Whether a rotation works on a day of the city (`core/time`); undefined where nobody knows yet what kind of day it is, so
 * that nobody is put on duty by a guess.
 */
export type WorksOn = (day: number) => boolean | undefined;

/** People or teams who take turns. */
export interface TurnRule {
  /** Each turn with everybody who stands it together; after the last the first begins again. */
  readonly turns: readonly (readonly string[])[];
  /** When the first turn begins, UTC ms. */
  readonly start_ms: number;
  readonly until_ms: number | null;
  /** Length of a turn, h. */
  readonly turn_h: number;
  /** Part of each day, minutes after midnight of the city; one that ends at or before its begin ends on the next day. */
  readonly window: { readonly from_min: number; readonly to_min: number } | null;
  /** Null works every day. */
  readonly works: WorksOn | null;
}

/** The shifts of a rule that touch a span, in order; cut to the rule's own begin and end, not to the span. */
export function turnsOf(rule: TurnRule, { from_ms, to_ms }: Span): Shift[] {
  const turn_ms = rule.turn_h * HOUR_MS;
  const end_ms = Math.min(to_ms, rule.until_ms ?? Number.POSITIVE_INFINITY);
  const shifts: Shift[] = [];
  const first = Math.max(0, Math.floor((from_ms - rule.start_ms) / turn_ms));
  for (let k = first; rule.start_ms + k * turn_ms < end_ms; k++) {
    const begin_ms = rule.start_ms + k * turn_ms;
    const turn = {
      from_ms: begin_ms,
      to_ms: Math.min(begin_ms + turn_ms, rule.until_ms ?? Number.MAX_VALUE),
    };
    for (const span of workedPartsOf(turn, rule))
      if (span.to_ms > from_ms && span.from_ms < to_ms)
        for (const person of rule.turns[k % rule.turns.length]) shifts.push({ person, ...span });
  }
  return shifts;
}

/** What of a turn lies within the hours and days that the rotation works. */
function workedPartsOf(turn: Span, { window, works }: TurnRule): Span[] {
  if (!window && !works) return [turn];
  const { from_min, to_min } = window ?? { from_min: 0, to_min: 1440 };
  const length_ms = (to_min > from_min ? to_min - from_min : to_min + 1440 - from_min) * MINUTE_MS;
  const parts: Span[] = [];
  for (let day = dayNumber(turn.from_ms) - 1; dayStart_ms(day) < turn.to_ms; day++) {
    if (works && !works(day)) continue;
    const begin_ms = dayStart_ms(day) + from_min * MINUTE_MS;
    const from_ms = Math.max(turn.from_ms, begin_ms);
    const to_ms = Math.min(turn.to_ms, begin_ms + Math.min(length_ms, DAY_MS));
    if (from_ms < to_ms) parts.push({ from_ms, to_ms });
  }
  return parts;
}

/** From the first day of a span of which the rule cannot be computed until its end; undefined where all of it can. */
export function uncomputedIn({ works, start_ms, until_ms }: TurnRule, span: Span): Span | undefined {
  const to_ms = Math.min(span.to_ms, until_ms ?? Number.POSITIVE_INFINITY);
  if (!works) return undefined;
  for (let day = dayNumber(Math.max(span.from_ms, start_ms)); dayStart_ms(day) < to_ms; day++)
    if (works(day) === undefined)
      return { from_ms: Math.max(dayStart_ms(day), span.from_ms, start_ms), to_ms };
  return undefined;
}
