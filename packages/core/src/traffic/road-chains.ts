import { latDegree_m, lonDegree_m } from '../geo/index.ts';
import { LINK_FLAG, NONE_U32, type RoadNetwork, USER_BIT } from '../network/index.ts';

/** Links in the order in which they are driven along a road; every link is in exactly one chain. */
export interface RoadChains {
  /** Links, chain by chain, upstream first. */
  readonly order: Uint32Array;
  /** First position of each chain in `order`, and the end. */
  readonly offset: Uint32Array;
}

/** A road does not go on in a link that turns away by more than this. */
const STRAIGHT_DEG = 50;
/** A bend of this is as bad a sign as another name. */
const OTHER_NAME_DEG = 25;

/**
 * Cuts the network into roads: each link goes on in the one of the same class that bends least, if that one has no
 * better link before it. A ring begins at its lowest link. O(turns).
 */
export function roadChains(network: RoadNetwork): RoadChains {
  const next = continuations(network);
  const before = new Uint32Array(network.link_count).fill(NONE_U32);
  for (let link = 0; link < next.length; link++) if (next[link] !== NONE_U32) before[next[link]] = link;
  const order = new Uint32Array(network.link_count);
  const starts: number[] = [];
  const seen = new Uint8Array(network.link_count);
  let length = 0;
  const walk = (head: number): void => {
    starts.push(length);
    for (let link = head; link !== NONE_U32 && seen[link] === 0; link = next[link]) {
      seen[link] = 1;
      order[length++] = link;
    }
  };
  for (let link = 0; link < before.length; link++) if (before[link] === NONE_U32) walk(link);
  for (let link = 0; link < before.length; link++) if (seen[link] === 0) walk(link);
  return { order, offset: Uint32Array.from([...starts, length]) };
}

/** The link that each link goes on in, each at most once, or {@link NONE_U32}. */
function continuations(network: RoadNetwork): Uint32Array {
  const { link_count, turn_offset, turn_link } = network;
  const [out_deg, in_deg] = coursesOf(network);
  const next = new Uint32Array(link_count).fill(NONE_U32);
  const taken_by = new Uint32Array(link_count).fill(NONE_U32);
  const cost = new Float32Array(link_count);
  for (let link = 0; link < link_count; link++) {
    let [best, best_cost] = [NONE_U32, Number.POSITIVE_INFINITY];
    for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++) {
      const turn_cost = bend(network, link, turn_link[i], out_deg[link], in_deg[turn_link[i]]);
      if (turn_cost < best_cost) [best, best_cost] = [turn_link[i], turn_cost];
    }
    if (best === NONE_U32 || (taken_by[best] !== NONE_U32 && cost[best] <= best_cost)) continue;
    if (taken_by[best] !== NONE_U32) next[taken_by[best]] = NONE_U32;
    next[link] = best;
    taken_by[best] = link;
    cost[best] = best_cost;
  }
  return next;
}

function bend(network: RoadNetwork, a: number, b: number, out_deg: number, in_deg: number): number {
  const { link_class, link_flags, link_name, link_reverse, link_users } = network;
  const alike =
    link_class[a] === link_class[b] &&
    ((link_flags[a] ^ link_flags[b]) & LINK_FLAG.ramp) === 0 &&
    // Traffic on a road of buses says nothing of the road of cars that it leads into.
    ((link_users[a] ^ link_users[b]) & USER_BIT.car) === 0;
  if (!alike || link_reverse[a] === b) return Number.POSITIVE_INFINITY;
  const turn_deg = Math.abs(((in_deg - out_deg + 540) % 360) - 180);
  if (turn_deg > STRAIGHT_DEG) return Number.POSITIVE_INFINITY;
  return turn_deg + (link_name[a] === link_name[b] ? 0 : OTHER_NAME_DEG);
}

/** Course of each link where it ends and where it begins, degrees. */
function coursesOf({ link_count, shape_offset, shape_lon, shape_lat }: RoadNetwork) {
  const course = (p: number): number => {
    const dx = (shape_lon[p + 1] - shape_lon[p]) * lonDegree_m(shape_lat[p]);
    const dy = (shape_lat[p + 1] - shape_lat[p]) * latDegree_m(shape_lat[p]);
    return (Math.atan2(dx, dy) * 180) / Math.PI;
  };
  const ends = Float32Array.from({ length: link_count }, (_, link) => course(shape_offset[link + 1] - 2));
  const begins = Float32Array.from({ length: link_count }, (_, link) => course(shape_offset[link]));
  return [ends, begins] as const;
}
