import type { RoadProfile } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { LINK_CLASSES, LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';

type Mark = RoadProfile['marks'][number];

/** A place is named where a corridor passes it within this, m. */
const PLACE_REACH_M = 600;
/** Classes of roads that are named where they meet a corridor. */
const LEAST_CLASS = LINK_CLASSES.indexOf('collector');
const PLACE_RANK = LINK_CLASSES.length + 1;
/** More than the reach spans in latitude, degrees: spares most distances. */
const FAR_DEG = 0.01;

/** What lies along a corridor: where each named road first meets it, and the places by it. @param links in driving order */
export function marksAlong(network: RoadNetwork, links: Uint32Array): Mark[] {
  return [...crossings(network, links), ...places(network, links)].sort((a, b) => a.at_m - b.at_m);
}

function crossings(network: RoadNetwork, links: Uint32Array): Mark[] {
  const { link_from, link_to, link_name, link_class, link_flags, link_length_m, strings, link_count } =
    network;
  const at_node = new Map<number, number>();
  let at_m = 0;
  for (const link of links) {
    if (!at_node.has(link_from[link])) at_node.set(link_from[link], at_m);
    at_m += link_length_m[link];
    if (!at_node.has(link_to[link])) at_node.set(link_to[link], at_m);
  }
  const own = links.length > 0 ? link_name[links[0]] : 0;
  const first = new Map<number, Mark>();
  for (let link = 0; link < link_count; link++) {
    const name = link_name[link];
    if (name === 0 || name === own || link_class[link] > LEAST_CLASS) continue;
    if (link_flags[link] & LINK_FLAG.ramp) continue;
    const met_m = at_node.get(link_from[link]) ?? at_node.get(link_to[link]);
    if (met_m === undefined) continue;
    const known = first.get(name);
    const rank = LINK_CLASSES.length - link_class[link];
    if (known && known.at_m <= met_m) continue;
    first.set(name, { at_m: met_m, kind: 'crossing', name: { zh: strings[name], en: strings[name] }, rank });
  }
  return [...first.values()];
}

function places(network: RoadNetwork, links: Uint32Array): Mark[] {
  const { meta, link_from, link_length_m, node_lon, node_lat } = network;
  return meta.places.flatMap(({ name_zh, name_en, lon, lat }): Mark[] => {
    let [best_m, best_at_m, at_m] = [PLACE_REACH_M, Number.NaN, 0];
    for (const link of links) {
      const node = link_from[link];
      if (Math.abs(node_lat[node] - lat) < FAR_DEG) {
        const away_m = distance_m(lon, lat, node_lon[node], node_lat[node]);
        if (away_m < best_m) [best_m, best_at_m] = [away_m, at_m];
      }
      at_m += link_length_m[link];
    }
    if (Number.isNaN(best_at_m)) return [];
    return [{ at_m: best_at_m, kind: 'place', name: { zh: name_zh, en: name_en }, rank: PLACE_RANK }];
  });
}
