import { LINK_CLASSES, type RoadNetwork, transpose } from '@opentocc/core/network';
import { createLinkHierarchy, type LinkHierarchy } from '@opentocc/core/routing';
import { hash01 } from '../random.ts';
import type { Destinations } from './destinations.ts';

/** Trees are renewed in turns, so that drivers know the traffic of different instants and do not all move at once. */
export const TREE_GROUPS = 3;
/** Spread of what drivers think of a link, against its time. */
const OPINION = 0.24;
/** Dislike of small streets on the way, against their time. */
const DISLIKE = [1, 1, 1, 1.1, 1.35];

/**
 * The ways to all destinations, as one column each: which of its turns who drives there takes at the end of each link. A
 * new trip then costs a read for each link, where a search for each of 2 million trips would take longer than their
 * simulation.
 */
export class RouteTrees {
  readonly #network: RoadNetwork;
  readonly #destinations: Destinations;
  readonly #hierarchy: LinkHierarchy;
  readonly #slots: readonly Uint8Array[];
  readonly #seed: number;
  readonly #cost_s: Float32Array;
  readonly #to_go_s: Float32Array;

  constructor(network: RoadNetwork, destinations: Destinations, seed: number) {
    this.#network = network;
    this.#destinations = destinations;
    this.#seed = seed;
    this.#hierarchy = createLinkHierarchy(reversed(network));
    this.#slots = Array.from({ length: destinations.count }, () => new Uint8Array(network.link_count));
    this.#cost_s = new Float32Array(network.link_count);
    this.#to_go_s = new Float32Array(network.link_count);
  }

  /** Place in `turn_link` of the turn that leads from a link towards a destination. */
  turnTowards(destination: number, link: number): number {
    return this.#network.turn_offset[link] + this.#slots[destination][link];
  }

  /** Grows the trees of one group again. @param time_s over each link as drivers know it now */
  renew(group: number, time_s: Float32Array): void {
    const { link_class } = this.#network;
    for (let link = 0; link < time_s.length; link++) {
      const opinion = 1 + OPINION * (hash01(this.#seed + group, link, 72) - 0.5);
      this.#cost_s[link] =
        time_s[link] * opinion * (DISLIKE[link_class[link]] ?? DISLIKE[LINK_CLASSES.length - 1]);
    }
    this.#hierarchy.customize(this.#cost_s);
    for (let d = group; d < this.#destinations.count; d += TREE_GROUPS) this.#grow(d);
  }

  #grow(destination: number): void {
    const { turn_offset, turn_link, link_count } = this.#network;
    const to_go_s = this.#hierarchy.oneToAll(this.#destinations.link[destination], this.#to_go_s);
    const slots = this.#slots[destination];
    for (let link = 0; link < link_count; link++) {
      const first = turn_offset[link];
      let best = first;
      for (let e = first + 1; e < turn_offset[link + 1]; e++)
        if (to_go_s[turn_link[e]] < to_go_s[turn_link[best]]) best = e;
      slots[link] = best - first;
    }
  }
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
