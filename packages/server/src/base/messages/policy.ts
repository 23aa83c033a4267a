import type { DeliveryRules, MessageChannel } from '@opentocc/contract';

/** How messages are tried, and when they are given up. Dated configuration; the screen shows it. */
export interface DeliveryPolicy extends DeliveryRules {
  readonly attempts: Record<MessageChannel, number>;
  /** An attempt that has not ended by then is cut off, s. */
  readonly attempt_limit_s: number;
  /** Longer than an attempt may last: after that whoever held the message is taken for gone, s. */
  readonly lease_s: number;
  /** Attempts under way at once in a channel. */
  readonly at_once: number;
  /** Messages are forgotten after this, days. */
  readonly forget_after_days: number;
}

export const DELIVERY_POLICY: DeliveryPolicy = {
  version: '2026-11-27',
  source: {
    zh: '暂无统一规定，按值守工作经验设定，待本单位确认',
    en: 'No rule is known; set from the practice of duty rooms, to be confirmed by the installation',
  },
  assumed: true,
  first_wait_s: 5,
  longest_wait_s: 900,
  attempts: { screen: 3, email: 9, webhook: 9, sms: 6 },
  attempt_limit_s: 20,
  lease_s: 45,
  at_once: 8,
  forget_after_days: 1096,
};

/** How long it waits after its n-th failure in a row, s: each wait is twice the one before, up to the longest. */
export function waitAfter(failures: number, { first_wait_s, longest_wait_s }: DeliveryPolicy): number {
  return Math.min(first_wait_s * 2 ** (failures - 1), longest_wait_s);
}
