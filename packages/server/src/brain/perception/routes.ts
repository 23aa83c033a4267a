import { type LinkDetail, linkRoutes } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import {
  LINK_CLASSES,
  LINK_FLAG,
  NONE_U16,
  NONE_U32,
  type RoadNetwork,
  shapeOf,
} from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import { districtOfLink, requireWithin } from '../../kit/area.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { stretchOf } from '../network/index.ts';
import { perceptionErrors } from './errors.ts';
import { linkStateNow } from './link-state-now.ts';

interface LinkReader {
  readonly network: RoadNetwork;
  readonly current: () => LinkStates | null;
}

export function serveLinks({ network, current }: LinkReader): Served {
  return serve(linkRoutes, {
    getLink: async (request) => {
      const { id } = request.params;
      if (id >= network.link_count) throw perceptionErrors.link_unknown({ link: id });
      requireWithin(request, districtOfLink(network, id));
      return detailOf(network, id, current());
    },
  });
}

function detailOf(network: RoadNetwork, id: number, states: LinkStates | null): LinkDetail {
  const { link_reverse, link_district, link_flags } = network;
  return {
    id,
    name: bilingualRoadName(network.strings[network.link_name[id]]),
    stretch: stretchOf(network, id),
    class: LINK_CLASSES[network.link_class[id]],
    lanes: network.link_lanes[id],
    limit_kmh: network.link_limit_kmh[id],
    limit_origin: network.link_limit_tagged[id] === 1 ? 'tagged' : 'assumed',
    length_m: network.link_length_m[id],
    district: link_district[id] === NONE_U16 ? null : link_district[id],
    reverse: link_reverse[id] === NONE_U32 ? null : link_reverse[id],
    synthetic: (link_flags[id] & LINK_FLAG.synthetic) !== 0,
    coordinates: shapeOf(network, id),
    now: states && linkStateNow(network, id, states),
  };
}
