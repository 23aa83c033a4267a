import { WARNING_LEVELS, type Warning } from '@opentocc/contract';
import type { City } from './city.ts';
import { type RuleRow, warningKey } from './engine.ts';
import { findMeasure } from './measures/index.ts';
import { warningOf } from './model.ts';
import { type Burning, burnedIn } from './preview.ts';
import type { Spaces } from './spaces/index.ts';
import { raisedBy } from './watch.ts';

/** A rule of today over a past span. */
export interface ReplayedRule {
  readonly rule: RuleRow;
  /** Steps of the past that were there, of those that the span has; null where its measure has no stored past. */
  readonly steps: number | null;
  readonly steps_expected: number;
  /** Between two values of the past, s. */
  readonly step_s: number;
  /** The warnings that it would have raised, each at its highest, with when it would have ended. */
  readonly warnings: readonly Warning[];
}

/** Runs rules of today over a span of the past, by the kernel that runs them live; nothing is raised. */
export async function replayRules(
  city: City,
  spaces: Spaces,
  rules: readonly RuleRow[],
  [from_ms, to_ms]: readonly [number, number],
): Promise<ReplayedRule[]> {
  const replayed: ReplayedRule[] = [];
  for (const rule of rules) {
    const measure = findMeasure(rule.draft.measure);
    if (!measure || !rule.draft.enabled) continue;
    const members = spaces[measure.space].members(rule.draft.target);
    const found = await burnedIn(city, spaces, rule.draft, { measure, members }, [from_ms, to_ms]);
    const step_s = measure.past_step_s ?? 0;
    const warnings = (found?.all ?? []).map((one) => warningBy(spaces, rule, one));
    replayed.push({
      ...{ rule, steps: found?.steps ?? null, step_s, warnings },
      steps_expected: step_s === 0 ? 0 : Math.round((to_ms - from_ms) / 1000 / step_s),
    });
  }
  return replayed;
}

function warningBy(
  spaces: Spaces,
  rule: RuleRow,
  { subject, level: rank, worst, from_ms, to_ms }: Burning,
): Warning {
  const measure = findMeasure(rule.draft.measure)!;
  const level = WARNING_LEVELS[rank - 1];
  const key = warningKey(rule.id, spaces[measure.space].keyOf(subject));
  const threshold = rule.draft.levels[level];
  const firing = { rule, measure, subject, key, level, value: worst, threshold, clearing: false };
  return { ...warningOf(raisedBy(spaces, firing, from_ms), 0, from_ms), ended_ms: to_ms };
}
