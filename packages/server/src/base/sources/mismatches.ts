import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Mismatch, Registration } from './model.ts';

/** Time without a message after which a mismatch is forgotten (assumed, 2026-11-27). */
const MISMATCH_DAYS = 30;

/**
 * Registered terminals that say otherwise than the registry. In memory only: a terminal that is not let in asks again, so
 * the list fills itself after a restart. There are never more than registered terminals.
 */
export function createMismatches(clock: Clock) {
  const byPhone = new Map<string, Mismatch>();
  return {
    note({ version: protocol, ...said }: Registration, result: number): void {
      const known = byPhone.get(said.phone);
      const now = clock.now();
      byPhone.set(said.phone, {
        ...said,
        protocol,
        result,
        first_seen_ms: known?.first_seen_ms ?? now,
        last_seen_ms: now,
        attempts: (known?.attempts ?? 0) + 1,
      });
    },
    settle(phone: string): void {
      byPhone.delete(phone);
    },
    find: (phone: string): Mismatch | undefined => byPhone.get(phone),
    /** The latest first. */
    list: (): Mismatch[] => [...byPhone.values()].sort((a, b) => b.last_seen_ms - a.last_seen_ms),
    sweep(): void {
      const since_ms = clock.now() - MISMATCH_DAYS * DAY_MS;
      for (const { phone, last_seen_ms } of byPhone.values())
        if (last_seen_ms < since_ms) byPhone.delete(phone);
    },
  };
}
