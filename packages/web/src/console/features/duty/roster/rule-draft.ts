import type { DutyRule } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { platformNow } from '../../../../ui/platform-clock.ts';

/** A rule of a kind as a form begins with it: from the next full hour. */
export function firstRule(kind: DutyRule['kind']): DutyRule {
  const from_ms = Math.ceil(platformNow() / HOUR_MS) * HOUR_MS;
  if (kind === 'override') return { kind, person: '', from_ms, to_ms: from_ms + 4 * HOUR_MS };
  if (kind === 'shifts')
    return { kind, priority: 1, shifts: [{ person: '', from_ms, to_ms: from_ms + 12 * HOUR_MS }] };
  if (kind === 'temporary') return { kind, from_ms, to_ms: from_ms + DAY_MS, shifts: [] };
  return {
    ...{ kind, priority: 1, turns: [], start_ms: from_ms, until_ms: null, turn_h: 12 },
    ...{ window: null, days: 'every' },
  };
}

/** Whether everything that a rule needs is filled in. */
export function isWhole(rule: DutyRule): boolean {
  if (rule.kind === 'override') return rule.person !== '' && rule.from_ms < rule.to_ms;
  if (rule.kind === 'turns') return rule.turns.length > 0;
  const areWhole = rule.shifts.every(({ person, from_ms, to_ms }) => person !== '' && from_ms < to_ms);
  if (rule.kind === 'shifts') return areWhole && rule.shifts.length > 0;
  return areWhole && rule.from_ms < rule.to_ms;
}
