import type { LinkClass } from './road-network.ts';

/**
 * Speed limits where a source states none, km/h. The design speeds of CJJ 37-2012 (城市道路工程设计规范, table 3.2.1)
 * and GB 50220 are ranges; which value of a range a road carries is assumed. A link shows `limit_origin: assumed`.
 */
export const ASSUMED_LIMITS = {
  valid_from: '2012-05-01',
  source: 'CJJ 37-2012 table 3.2.1',
  assumed: true,
  limit_kmh: { motorway: 100, expressway: 80, arterial: 60, collector: 40, local: 30 } satisfies Record<
    LinkClass,
    number
  >,
  /** On slip roads the limit is at most this, CJJ 152-2010 table 5.3.1 (ramp design speeds 20–50). */
  ramp_kmh: 40,
} as const;

/** The limit to assume for a link, km/h. */
export function assumedLimit_kmh(linkClass: LinkClass, ramp: boolean): number {
  const limit_kmh = ASSUMED_LIMITS.limit_kmh[linkClass];
  return ramp ? Math.min(limit_kmh, ASSUMED_LIMITS.ramp_kmh) : limit_kmh;
}
