import type { FeedStatus } from './live/city-feed.ts';

/** Vehicles report each second and windows end each minute: older than this is late. */
const VEHICLES_LATE_MS = 15_000;
const LINKS_LATE_MS = 150_000;

export interface FeedAge {
  /** What a duty officer must know first. */
  readonly verdict: 'live' | 'connecting' | 'lost' | 'stale' | 'waiting';
  /** Age of the newest data, ms; null before any. */
  readonly links_ms: number | null;
  readonly vehicles_ms: number | null;
}

/** Judges how fresh a screen is. @param now_ms by the platform's clock: a wrong clock of the screen does no harm */
export function feedAge(status: FeedStatus, now_ms: number): FeedAge {
  const links_ms = status.links_at_ms > 0 ? now_ms - status.links_at_ms : null;
  const vehicles_ms = status.vehicles_at_ms > 0 ? now_ms - status.vehicles_at_ms : null;
  return { links_ms, vehicles_ms, verdict: verdictOf(status, links_ms, vehicles_ms) };
}

function verdictOf(
  { phase }: FeedStatus,
  links_ms: number | null,
  vehicles_ms: number | null,
): FeedAge['verdict'] {
  if (phase !== 'live') return phase;
  if (links_ms !== null && links_ms > LINKS_LATE_MS) return 'stale';
  if (vehicles_ms !== null && vehicles_ms > VEHICLES_LATE_MS) return 'stale';
  return links_ms === null ? 'waiting' : 'live';
}

/**
 * The verdict on a whole screen: that data comes in does not help where its other answers cannot be had.
 * @param failing answers on it that could not be had
 */
export const screenVerdict = (verdict: FeedAge['verdict'], failing: number): FeedAge['verdict'] | 'partly' =>
  verdict === 'live' && failing > 0 ? 'partly' : verdict;
