import type { SimNetwork } from './sim-network.ts';
import type { LinkChange } from './sim-options.ts';
import type { EventNumbers, SimColumns, SimState } from './sim-state.ts';

/** What links are like at the moment: open lanes, capacities, speeds, closures; and what a change does to who is on them. */
export class Conditions {
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;
  readonly #events: SimState['events'];
  readonly #numbers: EventNumbers;

  constructor(network: SimNetwork, state: SimState, numbers: EventNumbers) {
    this.#network = network;
    this.#columns = state.columns;
    this.#events = state.events;
    this.#numbers = numbers;
  }

  /** All links as they are built. */
  start(): void {
    const { section_count, section_link, section_length_m, link_speed_mps, link_count } = this.#network;
    const c = this.#columns;
    for (let s = 0; s < section_count; s++) {
      c.free_s[s] = section_length_m[s] / link_speed_mps[section_link[s]];
      this.#setLanes(s, 1);
      c.seen_headway_s[s] = 1 / this.#network.section_exit_vps[s];
    }
    for (let link = 0; link < link_count; link++) c.storage_pcu[section_count + link] = Infinity;
  }

  apply(change: LinkChange, now_s: number): void {
    const { link_section } = this.#network;
    for (let s = link_section[change.link]; s < link_section[change.link + 1]; s++) {
      this.#columns.closed[s] = change.closed ? 1 : 0;
      this.#setLanes(s, change.lane_share);
      this.#setPace(s, 1 / (change.lane_share * this.#exitShare(s, change)), now_s);
      this.#setSpeed(s, change.speed_mps, now_s);
      this.#wake(s, now_s);
    }
  }

  /** The downstream end is that of the lane groups, not of the approach before them. */
  #exitShare(section: number, { link, exit_share }: LinkChange): number {
    const { link_has_approach, link_section } = this.#network;
    return link_has_approach[link] === 1 && link_section[link] === section ? 1 : exit_share;
  }

  #setLanes(section: number, share: number): void {
    const { section_capacity_vps, section_storage_pcu } = this.#network;
    const c = this.#columns;
    c.entry_headway_s[section] = 1 / (section_capacity_vps[section] * share);
    c.storage_pcu[section] = share === 0 ? 0 : Math.max(1, section_storage_pcu[section] * share);
  }

  /** What is left of the time to the next departure passes at the new pace. */
  #setPace(section: number, pace: number, now_s: number): void {
    const c = this.#columns;
    const left_s = c.next_exit_s[section] - now_s;
    if (pace === Infinity) c.next_exit_s[section] = Infinity;
    else if (left_s === Infinity) c.next_exit_s[section] = now_s;
    else if (left_s > 0) c.next_exit_s[section] = now_s + (left_s * pace) / c.exit_pace[section];
    c.exit_pace[section] = pace;
  }

  /** Vehicles under way drive the distance that is left at the new speed. */
  #setSpeed(section: number, speed_mps: number, now_s: number): void {
    const c = this.#columns;
    const free_s = this.#network.section_length_m[section] / speed_mps;
    const factor = free_s / c.free_s[section];
    c.free_s[section] = free_s;
    if (factor === 1) return;
    for (let vehicle = c.head[section]; vehicle >= 0; vehicle = c.next[vehicle]) {
      const left_s = c.ready_s[vehicle] - now_s;
      if (left_s > 0) c.ready_s[vehicle] = now_s + left_s * factor;
    }
  }

  /** Whoever waits on this section or in it looks again. */
  #wake(section: number, now_s: number): void {
    const c = this.#columns;
    if (c.waiters[section] >= 0) this.#events.scheduleBy(this.#numbers.entry + section, now_s);
    if (c.head[section] >= 0 && c.waiting_on[section] < 0)
      this.#events.scheduleBy(this.#numbers.head + section, now_s);
  }
}
