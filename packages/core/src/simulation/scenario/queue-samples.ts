import type { LinkCurves } from '../link-curves.ts';
import type { Simulation } from '../simulation.ts';
import { TrafficField } from '../traffic-field.ts';

/** Places of the field that are looked at for the tail of a queue, along each link. */
const PLACES = 50;
/** Field of the shortest step between two places, m. */
const SHORTEST_STEP_M = 2;

/** Queue of one link at one instant. */
export interface LinkQueue {
  /** Vehicles that would have left the link by now without those before them. */
  readonly vehicles: number;
  /** From the stop line to the tail, m. */
  readonly length_m: number;
}

/** Measures queues on links while a simulation runs. */
export class QueueSamples {
  readonly #simulation: Simulation;
  readonly #curves: LinkCurves;
  readonly longest: LinkQueue[];

  constructor(simulation: Simulation, curves: LinkCurves, link_count: number) {
    this.#simulation = simulation;
    this.#curves = curves;
    this.longest = Array.from({ length: link_count }, () => ({ vehicles: 0, length_m: 0 }));
  }

  /** Queues of all links now; the longest of each are remembered. */
  take(): LinkQueue[] {
    return this.longest.map((longest, link) => {
      const queue = this.#queueOf(link);
      this.longest[link] = {
        vehicles: Math.max(longest.vehicles, queue.vehicles),
        length_m: Math.max(longest.length_m, queue.length_m),
      };
      return queue;
    });
  }

  #queueOf(link: number): LinkQueue {
    const { network } = this.#simulation;
    const first = network.link_section[link];
    const end = network.link_section[link + 1];
    let vehicles = 0;
    for (let section = first; section < end; section++) vehicles += this.#delayedIn(section);
    if (vehicles === 0) return { vehicles, length_m: 0 };
    return { vehicles, length_m: end - first === 1 ? this.#tail(link) : this.#tailOfGroups(link) };
  }

  #delayedIn(section: number): number {
    const { head, next, ready_s, now_s } = this.#simulation.state.columns;
    let delayed = 0;
    for (let v = head[section]; v >= 0 && ready_s[v] < now_s[0] - 1e-9; v = next[v]) delayed++;
    return delayed;
  }

  /** Newell's tail, from the curves of the link. */
  #tail(link: number): number {
    const { network, now_s } = this.#simulation;
    const section = network.link_section[link];
    const length_m = network.link_length_m[link];
    const field = new TrafficField(
      {
        length_m,
        speed_mps: network.link_speed_mps[link],
        wave_mps: length_m / network.section_wave_s[section],
        jam_density_vpm: network.section_storage_pcu[section] / length_m,
      },
      this.#curves.entries(link),
      this.#curves.exits(link),
    );
    return field.queueLength(now_s, Math.max(SHORTEST_STEP_M, length_m / PLACES));
  }

  /** Where lanes are apart: the storage in use by who is delayed, and beyond the lane groups that of the approach. */
  #tailOfGroups(link: number): number {
    const { network } = this.#simulation;
    const first = network.link_section[link] + network.link_has_approach[link];
    let length_m = 0;
    for (let section = first; section < network.link_section[link + 1]; section++)
      length_m = Math.max(length_m, this.#share(section) * network.section_length_m[section]);
    if (network.link_has_approach[link] === 0) return length_m;
    const behind_m = this.#share(first - 1) * network.section_length_m[first - 1];
    return behind_m > 0 ? behind_m + network.section_length_m[first] : length_m;
  }

  #share(section: number): number {
    return Math.min(1, this.#delayedIn(section) / this.#simulation.network.section_storage_pcu[section]);
  }
}
