import type { OpenSession } from '@opentocc/contract';
import type { z } from 'zod';

/** So long before an idle session ends its owner is warned. */
export const WARNED_MS = 3 * 60_000;

/**
 * How long a session may still be left alone, by what the server has seen of it from any page.
 * @param watch_until_ms end of its watch, up to which nothing counts against it
 * @returns ms; null where it is not among the open ones
 */
export function leftOf(
  open: readonly z.infer<typeof OpenSession>[],
  idle_limit_s: number,
  now_ms: number,
  watch_until_ms: number | null,
): number | null {
  const own = open.find(({ current }) => current);
  return own ? Math.max(0, Math.max(own.seen_ms, watch_until_ms ?? 0) + 1000 * idle_limit_s - now_ms) : null;
}
