import type { SimNetwork } from './sim-network.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/** How far a sum of car units may be off. */
const PCU_TOLERANCE = 1e-6;

/**
 * The queues of sections: who stands where in which order, how much storage is in use, and when the next vehicle may
 * enter. Newell's link in event form: a vehicle that leaves opens a gap, which reaches the upstream end one wave time
 * later; until then its storage is in use.
 */
export class Sections {
  readonly #columns: SimColumns;
  readonly #gapRow: Int32Array;
  readonly #lanes: Float64Array;

  constructor(network: SimNetwork, { columns, gap_row }: SimState) {
    this.#columns = columns;
    this.#gapRow = gap_row;
    this.#lanes = network.section_lanes;
  }

  /**
   * Earliest time at which a vehicle may enter as far as the section is concerned: `now_s` or before when it may now,
   * Infinity when that depends on a vehicle leaving it first, or on its opening.
   */
  entryTime(section: number, now_s: number, pcu: number): number {
    const c = this.#columns;
    if (c.closed[section] === 1) return Infinity;
    // What is larger than a car enters as soon as a car would, so that no link is too short for it.
    const most_pcu = c.storage_pcu[section] + PCU_TOLERANCE - Math.min(pcu, 1);
    if (c.occupied_pcu[section] > most_pcu) {
      this.#takeGaps(section, now_s);
      if (c.occupied_pcu[section] > most_pcu)
        return c.gap_count[section] > 0
          ? c.gap_time_s[this.#gapRow[section] + c.gap_first[section]]
          : Infinity;
    }
    return c.next_entry_s[section];
  }

  /** Whether it is full and nothing that is under way will change that. */
  isStuckFull(section: number, now_s: number): boolean {
    const c = this.#columns;
    this.#takeGaps(section, now_s);
    return (
      c.closed[section] === 0 &&
      c.gap_count[section] === 0 &&
      c.occupied_pcu[section] + PCU_TOLERANCE > c.storage_pcu[section] - 1 &&
      c.count[section] > 0
    );
  }

  /** Gaps that have reached the upstream end by now give their storage back; done when somebody needs the room. */
  #takeGaps(section: number, now_s: number): void {
    const c = this.#columns;
    const row = this.#gapRow[section];
    const rows = this.#gapRow[section + 1] - row;
    let first = c.gap_first[section];
    let count = c.gap_count[section];
    let occupied = c.occupied_pcu[section];
    while (count > 0 && c.gap_time_s[row + first] <= now_s) {
      occupied -= c.gap_pcu[row + first];
      first = first + 1 === rows ? 0 : first + 1;
      count--;
    }
    c.gap_first[section] = first;
    c.gap_count[section] = count;
    c.occupied_pcu[section] = count === 0 && c.count[section] === 0 ? 0 : occupied;
  }

  /** A vehicle has left: its gap is under way until `arrives_s`. */
  openGap(section: number, arrives_s: number, pcu: number): void {
    const c = this.#columns;
    const row = this.#gapRow[section];
    const rows = this.#gapRow[section + 1] - row;
    let place = c.gap_first[section] + c.gap_count[section];
    if (place >= rows) place -= rows;
    c.gap_time_s[row + place] = arrives_s;
    c.gap_pcu[row + place] = pcu;
    c.gap_count[section]++;
  }

  /**
   * Puts a vehicle at its place: behind all on one lane; on several lanes, and past who stands in a bay, before those who
   * will be ready later than it.
   * @param isPassable of a vehicle that all pass
   * @returns whether it is the first now.
   */
  place(section: number, vehicle: number, isPassable: (vehicle: number) => boolean): boolean {
    const { tail, ready_s, previous } = this.#columns;
    const ready = ready_s[vehicle];
    let before = tail[section];
    if (before >= 0 && ready_s[before] > ready) {
      const passes = this.#lanes[section] >= 2;
      while (before >= 0 && ready_s[before] > ready && (passes || isPassable(before)))
        before = previous[before];
    }
    return this.#insertAfter(section, before, vehicle);
  }

  /** Puts a vehicle behind all others. @returns whether it is the first. */
  append(section: number, vehicle: number): boolean {
    return this.#insertAfter(section, this.#columns.tail[section], vehicle);
  }

  #insertAfter(section: number, before: number, vehicle: number): boolean {
    const { head, tail, next, previous, count } = this.#columns;
    const after = before < 0 ? head[section] : next[before];
    previous[vehicle] = before;
    next[vehicle] = after;
    if (before < 0) head[section] = vehicle;
    else next[before] = vehicle;
    if (after < 0) tail[section] = vehicle;
    else previous[after] = vehicle;
    count[section]++;
    return before < 0;
  }

  /** Takes the first vehicle out. */
  removeFirst(section: number): number {
    const { head, tail, next, previous, count } = this.#columns;
    const vehicle = head[section];
    const second = next[vehicle];
    head[section] = second;
    if (second < 0) tail[section] = -1;
    else previous[second] = -1;
    next[vehicle] = -1;
    count[section]--;
    return vehicle;
  }
}
