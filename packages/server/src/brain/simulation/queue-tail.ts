import type { SimArea } from '@opentocc/core/demand';
import type { Simulation } from '@opentocc/core/simulation';

/** Share of a link from which on its queue counts as reaching its beginning. */
const FULL = 0.85;
/** Below this share a link that was filled has discharged. */
const STILL_QUEUED = 0.5;
/** Share of the storage of a link that its queue takes at least when it fills it. */
const LEAST_STANDING = 0.15;

/** A queue that grows upstream from one link. */
export interface Queue {
  /** From the downstream end of that link to the tail, m. */
  readonly tail_m: number;
  /** Simulated links that it fills whole. */
  readonly full: readonly number[];
}

/**
 * Follows the queue before an incident upstream, link by link, along whichever arm it is longest on. Once the road is open
 * again the queue dissolves from its head: links that it filled belong to it until they have discharged.
 */
export class QueueTail {
  readonly #simulation: Simulation;
  readonly #before: readonly (readonly number[])[];
  readonly #from: number;
  /** Links that the queue has filled and that have not discharged, and how far their downstream ends are from its head, m. */
  readonly #filled = new Map<number, number>();

  constructor(simulation: Simulation, from: number) {
    this.#simulation = simulation;
    this.#before = linksBefore(simulation);
    this.#from = from;
  }

  /** The queue as it stands now; to be looked at from time to time while the simulation runs. */
  look(): Queue {
    const seen = new Set<number>();
    let tail_m = this.#follow(this.#from, 0, seen);
    for (const [link, ahead_m] of [...this.#filled]) {
      if (seen.has(link)) continue;
      if (this.#queuedShare(link) < STILL_QUEUED) this.#filled.delete(link);
      else tail_m = Math.max(tail_m, this.#follow(link, ahead_m, seen));
    }
    return { tail_m, full: [...this.#filled.keys()] };
  }

  /** @returns distance from the head of the queue to the tail on this link or behind it, m */
  #follow(link: number, ahead_m: number, seen: Set<number>): number {
    seen.add(link);
    const length_m = this.#simulation.network.link_length_m[link];
    const share = this.#queuedShare(link);
    if (share < FULL) {
      if (share < STILL_QUEUED) this.#filled.delete(link);
      return share > 0 ? ahead_m + share * length_m : 0;
    }
    this.#filled.set(link, Math.min(ahead_m, this.#filled.get(link) ?? Infinity));
    let tail_m = ahead_m + length_m;
    for (const before of this.#before[link])
      if (!seen.has(before)) tail_m = Math.max(tail_m, this.#follow(before, ahead_m + length_m, seen));
    return tail_m;
  }

  /** Share of a link that its queue takes, 0–1. */
  #queuedShare(link: number): number {
    const { network } = this.#simulation;
    let [queued_m, whole_m] = [0, 0];
    const first = network.link_section[link];
    const apart = first + network.link_has_approach[link];
    for (let section = apart; section < network.link_section[link + 1]; section++) {
      queued_m = Math.max(queued_m, this.#share(section) * network.section_length_m[section]);
      whole_m = Math.max(whole_m, network.section_length_m[section]);
    }
    if (apart === first) return queued_m / whole_m;
    const behind_m = this.#share(first) * network.section_length_m[first];
    return (behind_m > 0 ? whole_m + behind_m : queued_m) / (whole_m + network.section_length_m[first]);
  }

  /**
   * A queue that moves is not as dense as one that stands: at a discharge of q it has jam density − q / wave speed, and who
   * joined it within the free time is not late yet. Full is therefore storage − q · (wave time + free time).
   */
  #share(section: number): number {
    const { network, state } = this.#simulation;
    const { storage_pcu, free_s, seen_headway_s, exit_pace } = state.columns;
    const delayed = this.#delayed(section);
    if (delayed === 0) return 0;
    const headway_s = Math.max(
      seen_headway_s[section],
      exit_pace[section] / network.section_exit_vps[section],
    );
    const moving = (network.section_wave_s[section] + free_s[section]) / headway_s;
    return Math.min(
      1,
      delayed / Math.max(1, LEAST_STANDING * storage_pcu[section], storage_pcu[section] - moving),
    );
  }

  #delayed(section: number): number {
    const { head, next, ready_s, now_s } = this.#simulation.state.columns;
    let delayed = 0;
    for (let v = head[section]; v >= 0 && ready_s[v] < now_s[0] - 1e-9; v = next[v]) delayed++;
    return delayed;
  }
}

function linksBefore({ network }: Simulation): number[][] {
  const before: number[][] = Array.from({ length: network.link_count }, () => []);
  for (let turn = 0; turn < network.turn_count; turn++)
    before[network.turn_to[turn]].push(network.turn_from[turn]);
  return before;
}

/** Nodes of the city at the upstream ends of links that a queue fills; places that only divide a link are none. */
export function nodesReached({ network }: SimArea, { full }: Queue): number[] {
  const nodes = full.map((link) => Number(network.node_id[network.link_from[link]]));
  return [...new Set(nodes.filter(Number.isInteger))];
}
