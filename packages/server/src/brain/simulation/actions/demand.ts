import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import { simulationErrors } from '../errors.ts';
import { type ActionKind, spanOf } from './action-kind.ts';

type Demand = StudyActionOf<'demand'>;

/** 需求变化: more or fewer trips; a concert that ends, a holiday, a typhoon that stops work, an area that is evacuated. */
export const demand: ActionKind<Demand> = {
  links: ({ link, other_link }) => [link, other_link].filter((one) => one !== null),
  places: () => [],
  check(_, { link, other_link, factor, added_vph }) {
    if (factor === 1 && added_vph === 0) return [simulationErrors.no_trips({})];
    if (link === null && added_vph > 0) return [simulationErrors.trips_nowhere({})];
    return link !== null && link === other_link ? [simulationErrors.same_ends({ link })] : [];
  },
  apply(action, { around }, { demand: changes }) {
    const { link, radius_m, end, factor, added_vph, other_link } = action;
    const links = link === null ? null : new Set(around.get(aroundKey(link, radius_m)));
    changes.push({ ...spanOf(action), links, end, factor, added_vps: added_vph / 3600, other_link });
  },
};

export const aroundKey = (link: number, radius_m: number): string => `${link} ${radius_m}`;

/** Links of an area that begin within a radius of where one of them begins. */
export function linksAround(
  { link_from, node_lon, node_lat }: RoadNetwork,
  links: Uint32Array,
  centre: number,
  radius_m: number,
): number[] {
  const at = link_from[centre];
  const [lon_m, lat_m] = [lonDegree_m(node_lat[at]), latDegree_m(node_lat[at])];
  return [...links].filter((link) => {
    const node = link_from[link];
    const [east, north] = [node_lon[node] - node_lon[at], node_lat[node] - node_lat[at]];
    return Math.hypot(east * lon_m, north * lat_m) <= radius_m;
  });
}
