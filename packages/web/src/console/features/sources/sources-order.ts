import type { SourceHealth } from '@opentocc/contract';

/** Senders that no source is known for; it belongs to the system. */
export const UNKNOWN_SOURCE = 0;

/** A source that delivers, not that of unknown senders. */
export const isInService = ({ id, retired_ms }: SourceHealth): boolean =>
  id !== UNKNOWN_SOURCE && retired_ms === null;

const URGENCY: Record<SourceHealth['state'], number> = { silent: 0, degraded: 1, ok: 2, never: 3 };

/** What is wrong comes first. */
export const byUrgency = (sources: readonly SourceHealth[]): SourceHealth[] =>
  [...sources].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
