import { findComponents, LINK_FLAG, type RoadNetwork, transpose } from '@opentocc/core/network';
import { createLinkRouter } from '@opentocc/core/routing';
import type { Random } from '../random.ts';
import type { FleetClass } from './roster.ts';

/**
 * The ways to a set of destinations, as one column each: `next[link]` is the link to take after `link`. With such
 * trees a vehicle finds its way in one read, and a new trip costs nothing; 100 trees over 20,000 links are 8 MB and
 * 2 s of searches, where a search for every trip of 10,000 vehicles would take half a minute at the start alone.
 */
export interface Destinations {
  readonly count: number;
  /** Destination link of each. */
  readonly link: Uint32Array;
  readonly next: readonly Uint32Array[];
  /** Destinations that vehicles of the class drive to. */
  readonly of_class: Readonly<Record<FleetClass, Uint32Array>>;
}

/** Destinations beside the named places, spread at random over the network. */
const SPREAD = 44;
/** Kinds of place by class; taxis go everywhere. */
const KINDS: Readonly<Record<FleetClass, readonly string[]>> = {
  taxi: ['crossing', 'rail', 'metro', 'airport', 'bus', 'hospital', 'stadium'],
  bus: ['metro', 'bus', 'rail'],
  freight: ['port', 'airport', 'gate'],
  coach: ['rail', 'airport', 'bus', 'crossing'],
};

/**
 * Grows the trees over the free travel times, each with its own small dislikes, so that ways differ between trips.
 * @throws RangeError when no roads lead into one another, so that nobody could drive for long.
 */
export function growDestinations(network: RoadNetwork, free_kmh: Float32Array, random: Random): Destinations {
  const hasTrips = linksOfTrips(network);
  const spread = Array.from({ length: Math.min(SPREAD, network.link_count) }, () => ({
    link: drawLink(hasTrips, random),
    kind: 'spread',
  }));
  const places = network.meta.places.map(({ lon, lat, kind }) => ({
    link: nearestLink(network, hasTrips, lon, lat),
    kind: kind as string,
  }));
  const ends = [...places, ...spread];
  const router = createLinkRouter(reversed(network));
  const cost_s = new Float32Array(network.link_count);
  const next = ends.map(({ link }) => {
    for (let l = 0; l < network.link_count; l += 1) {
      cost_s[l] = (network.link_length_m[l] / (free_kmh[l] / 3.6)) * (0.85 + 0.5 * random.next()) + 4;
    }
    return nextTowards(network, router.oneToAll(link, cost_s));
  });
  const listOf = (vehicle: FleetClass) =>
    Uint32Array.from(
      ends.flatMap(({ kind }, i) => (kind === 'spread' || KINDS[vehicle].includes(kind) ? [i] : [])),
    );
  return {
    count: ends.length,
    link: Uint32Array.from(ends, ({ link }) => link),
    next,
    of_class: {
      taxi: listOf('taxi'),
      bus: listOf('bus'),
      freight: listOf('freight'),
      coach: listOf('coach'),
    },
  };
}

/** The same roads driven backwards, so that one search from a destination finds the way to it from everywhere. */
function reversed(network: RoadNetwork): RoadNetwork {
  const turns = transpose({ offset: network.turn_offset, items: network.turn_link }, network.link_count);
  return {
    ...network,
    turn_offset: turns.offset,
    turn_link: turns.items,
    ban_offset: new Uint32Array(1),
    ban_link: new Uint32Array(0),
    link_from: network.link_to,
    link_to: network.link_from,
  };
}

function nextTowards(network: RoadNetwork, to_go_s: Float32Array | Float64Array): Uint32Array {
  const next = new Uint32Array(network.link_count);
  for (let l = 0; l < network.link_count; l += 1) {
    let best = l;
    let least = Number.POSITIVE_INFINITY;
    for (let e = network.turn_offset[l]; e < network.turn_offset[l + 1]; e += 1) {
      const candidate = network.turn_link[e];
      if (to_go_s[candidate] >= least) continue;
      least = to_go_s[candidate];
      best = candidate;
    }
    next[l] = best;
  }
  return next;
}

/**
 * 1 for links where trips may begin and end: each is reached from each other and no ramp. What hangs together for all
 * users need not do so for one, so the flag of the main component does not say it.
 */
function linksOfTrips({ link_flags, turn_offset, turn_link }: RoadNetwork): Uint8Array {
  const { part, largest, size } = findComponents({ offset: turn_offset, items: turn_link });
  const hasTrips = Uint8Array.from(part, (p, link) =>
    p === largest && size[p] > 1 && (link_flags[link] & LINK_FLAG.ramp) === 0 ? 1 : 0,
  );
  if (!hasTrips.includes(1)) throw new RangeError('the network has no streets that lead into one another');
  return hasTrips;
}

function drawLink(hasTrips: Uint8Array, random: Random): number {
  for (;;) {
    const link = random.below(hasTrips.length);
    if (hasTrips[link]) return link;
  }
}

function nearestLink(network: RoadNetwork, hasTrips: Uint8Array, lon: number, lat: number): number {
  let best = hasTrips.indexOf(1);
  let least = Number.POSITIVE_INFINITY;
  for (let l = 0; l < network.link_count; l += 1) {
    if (network.link_class[l] < 2 || !hasTrips[l]) continue;
    const node = network.link_to[l];
    const off = (network.node_lon[node] - lon) ** 2 + (network.node_lat[node] - lat) ** 2;
    if (off < least) {
      least = off;
      best = l;
    }
  }
  return best;
}
