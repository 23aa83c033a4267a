import type { CaseChannel, FloodRule } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';

const SOURCE = {
  zh: '未见公开规定，按一人一事一件、补充来件常见次数拟定，待运营单位确认',
  en: 'No rule was found; drawn up by how often people add to what they wrote, to be confirmed by the operator',
};

const of = (channel: CaseChannel, within_ms: number, most: number): FloodRule => ({
  ...{ channel, within_ms, most, valid_from: '2026-01-01', source: SOURCE, assumed: true },
});

/**
 * How many of one sender go through within a time, dated; what no rule speaks of always does. Calls and walk-ins have an
 * agent who hears that it is the same matter, and each transfer of 12345 has a clock that a person there set.
 */
export const FLOOD_RULES: readonly FloodRule[] = [
  of('mail', HOUR_MS, 5),
  of('web', 30 * MINUTE_MS, 3),
  of('wechat', 30 * MINUTE_MS, 3),
];

/** The rule of a channel on a day, yyyy-mm-dd; undefined where none holds. */
export function findFloodRule(
  channel: CaseChannel,
  day: string,
  rules: readonly FloodRule[] = FLOOD_RULES,
): FloodRule | undefined {
  const inForce = rules.filter((rule) => rule.channel === channel && rule.valid_from <= day);
  return inForce.sort((a, b) => a.valid_from.localeCompare(b.valid_from)).at(-1);
}
