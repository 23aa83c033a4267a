import { distance_m } from '../../geo/index.ts';
import { LINK_FLAG, type RoadNetwork } from '../../network/index.ts';
import { TUNNEL_BEND, type Tunnel } from './freight-map.ts';

/**
 * Tunnels of a road network: links under ground that hang together by their nodes, each carriageway by itself where they are
 * apart. O(links), and of each tunnel the square of its nodes.
 */
export function tunnelsOf(network: RoadNetwork): Tunnel[] {
  const root = new Map<number, number>();
  const find = (node: number): number => {
    let top = node;
    while ((root.get(top) ?? top) !== top) top = root.get(top) ?? top;
    root.set(node, top);
    return top;
  };
  const links = [...network.link_flags.keys()].filter((link) => network.link_flags[link] & LINK_FLAG.tunnel);
  for (const link of links) root.set(find(network.link_from[link]), find(network.link_to[link]));
  const byRoot = new Map<number, number[]>();
  for (const link of links) {
    const top = find(network.link_from[link]);
    byRoot.set(top, [...(byRoot.get(top) ?? []), link]);
  }
  return [...byRoot.values()].map((own) => tunnelOf(network, own));
}

/** Its length is that of the straight line with a bend: joined carriageways would count several times by their links. */
function tunnelOf({ link_from, link_to, node_lon, node_lat }: RoadNetwork, links: readonly number[]): Tunnel {
  const nodes = [...new Set(links.flatMap((link) => [link_from[link], link_to[link]]))];
  const away_m = (a: number, b: number) => distance_m(node_lon[a], node_lat[a], node_lon[b], node_lat[b]);
  const span_m = Math.max(...nodes.map((a) => Math.max(...nodes.map((b) => away_m(a, b)))));
  return { points: nodes.map((node) => [node_lon[node], node_lat[node]]), length_m: span_m * TUNNEL_BEND };
}
