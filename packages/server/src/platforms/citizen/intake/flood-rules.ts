import type { CaseChannel, FloodRule, SenderKind } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';

const SOURCE = {
  zh: '未见公开规定，按一人一事一件、补充来件常见次数拟定，待运营单位确认',
  en: 'No rule was found; drawn up by how often people add to what they wrote, to be confirmed by the operator',
};

const of = (channel: CaseChannel, sender: SenderKind, within_ms: number, most: number): FloodRule => ({
  ...{ channel, sender, within_ms, most, valid_from: '2026-01-01', source: SOURCE, assumed: true },
});

/**
 * How many of one sender go through within a time, dated; what no rule speaks of always does. Calls and walk-ins have an
 * agent who hears that it is the same matter, and each transfer of 12345 has a clock that a person there set.
 */
export const FLOOD_RULES: readonly FloodRule[] = [
  of('mail', 'person', HOUR_MS, 5),
  of('web', 'person', 30 * MINUTE_MS, 3),
  of('wechat', 'person', 30 * MINUTE_MS, 3),
  // Whole streets share one address of a mobile network, and a library one of its computers.
  of('web', 'network', 30 * MINUTE_MS, 20),
  of('wechat', 'network', 30 * MINUTE_MS, 20),
];

/** The rule of a channel for a kind of sender on a day, yyyy-mm-dd; undefined where none holds. */
export function findFloodRule(
  channel: CaseChannel,
  sender: SenderKind,
  day: string,
  rules: readonly FloodRule[] = FLOOD_RULES,
): FloodRule | undefined {
  const inForce = rules.filter(
    (rule) => rule.channel === channel && rule.sender === sender && rule.valid_from <= day,
  );
  return inForce.sort((a, b) => a.valid_from.localeCompare(b.valid_from)).at(-1);
}
