import type { ClockRule } from '@opentocc/contract/clocks';
import { cityDay } from '../clock.ts';
import { invariant } from '../errors.ts';

/** The rule of a code that is in force at an instant: of those that are valid by then the one that began last. */
export function ruleAt(rules: readonly ClockRule[], code: string, at_ms: number): ClockRule {
  const day = cityDay(at_ms);
  const valid = rules.filter((rule) => rule.code === code && rule.valid_from <= day);
  const last = valid.sort((a, b) => a.valid_from.localeCompare(b.valid_from)).at(-1);
  invariant(last, `a rule ${code} is in force on ${day}`);
  return last;
}
