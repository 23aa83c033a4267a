import type { RoadNetwork } from '../network/index.ts';

/**
 * Beyond which speed a pass is a fault of the receiver, of the matching or of the map rather than a fast driver. Not from a
 * standard: assumed on 2026-11-27. Half as fast again as the limit is the heaviest offence of the road traffic law
 * (道路交通安全法 art. 99), so a share of drivers does it; what is beyond this is left.
 */
const TOP = {
  /** Times the limit, and at least so much above it, km/h: a limit of 30 is easily doubled. */
  limit_times: 1.6,
  limit_above_kmh: 40,
  /** Where the limit is only assumed by class, the road may be of a faster kind: by class, motorway first, km/h. */
  untagged_kmh: [180, 150, 120, 100, 90],
  /** No road, km/h. */
  most_kmh: 180,
} as const;

/** The highest plausible speed of a pass over a link, km/h. */
export function topSpeed_kmh(
  { link_limit_kmh, link_limit_tagged, link_class }: RoadNetwork,
  link: number,
): number {
  const limit_kmh = link_limit_kmh[link];
  const by_limit_kmh = Math.max(limit_kmh * TOP.limit_times, limit_kmh + TOP.limit_above_kmh);
  const by_class_kmh = link_limit_tagged[link] === 1 ? 0 : TOP.untagged_kmh[link_class[link]];
  return Math.min(TOP.most_kmh, Math.max(by_limit_kmh, by_class_kmh));
}
