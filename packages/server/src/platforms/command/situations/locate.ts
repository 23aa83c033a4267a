import { createAreaFinder } from '@opentocc/core/geo';
import { planeOf, SegmentGrid } from '@opentocc/core/matching';
import type { RoadNetwork } from '@opentocc/core/network';
import { districtOfLink } from '../../../kit/area.ts';

/** Where something is: the nearest link for cars and its road, or the district alone where no road is near. */
export interface FoundPlace {
  readonly link: number | null;
  /** Chinese; empty where no road is near or it has no name. */
  readonly road: string;
  readonly district: string | null;
}

/** Places that callers state are off by less than this, m; assumed, 2026-11-27. */
const RADIUS_M = 150;

/** Finds where a report is. @param network as cars find it */
export function createLocator(network: RoadNetwork) {
  const plane = planeOf(network.meta.bbox);
  const grid = new SegmentGrid(network, plane);
  const { districts } = network.meta;
  const findDistrict = createAreaFinder(districts.map(({ coordinates }) => coordinates));

  function nearest(lon: number, lat: number): number | null {
    const found = grid.search((lon - plane.lon0) * plane.lon_m, (lat - plane.lat0) * plane.lat_m, RADIUS_M);
    let best: number | null = null;
    for (let row = 0; row < found; row++)
      if (best === null || grid.found_distance_m[row] < grid.found_distance_m[best]) best = row;
    return best === null ? null : grid.found_link[best];
  }

  return (lon: number, lat: number, stated: number | null): FoundPlace => {
    const link = stated !== null && stated < network.link_count ? stated : nearest(lon, lat);
    const road = link === null ? '' : network.strings[network.link_name[link]];
    const district = link === null ? null : districtOfLink(network, link);
    const within = district ?? districts[findDistrict(lon, lat)]?.code ?? null;
    return { link, road, district: within };
  };
}

export type Locator = ReturnType<typeof createLocator>;
