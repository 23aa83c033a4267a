/** How free-flow speed is measured: GB/T 33171-2016, the mean of the top ninth of the slots of a day. */
export interface FreeFlowRule {
  /** Hours of the day that are cut into slots, minutes after midnight in the city's time zone, [from, to). */
  readonly from_min: number;
  readonly to_min: number;
  readonly slot_min: number;
  /** Days that must be known before anything is measured. */
  readonly least_days: number;
  /** Days back that are looked at. */
  readonly look_back_days: number;
  /** Share of the slots that is averaged, the fastest first. */
  readonly top_share: number;
  /** A slot counts on a link when it has a speed on this many days at least, */
  readonly least_days_of_slot: number;
  /** and a link is measured when so many of its slots count. */
  readonly least_slots: number;
}

/** Number of slots of a day. */
export function slotsOfDay({ from_min, to_min, slot_min }: FreeFlowRule): number {
  return Math.floor((to_min - from_min) / slot_min);
}

/** Free-flow speeds of all links. */
export interface FreeFlow {
  /** km/h. */
  readonly speed_kmh: Float32Array;
  /** 1 where measured, 0 where assumed. */
  readonly measured: Uint8Array;
}

/** Speeds of one slot are stored as a byte a link: half km/h, up to 127 km/h, 0 without a value. */
const STEPS_OF_KMH = 2;
const MOST_STEPS = 254;
const MOST_PASSES = 255;

/** A speed as the byte of a slot. @param speed_kmh NaN without a value */
export function slotByte(speed_kmh: number): number {
  if (Number.isNaN(speed_kmh)) return 0;
  return Math.min(MOST_STEPS, Math.max(1, Math.round(speed_kmh * STEPS_OF_KMH)));
}

/** The speed that a byte of a slot says, km/h; null without a value. */
export function slotSpeed_kmh(byte: number): number | null {
  return byte === 0 ? null : byte / STEPS_OF_KMH;
}

/** Passes of a slot as a byte, beside its speed: at most 255. */
export function passesByte(passes: number): number {
  return Math.min(MOST_PASSES, passes);
}

/**
 * The mean speed of each link in each slot over many days, three bytes a link and slot (22 MB for 100,000 links), from
 * which free-flow speeds are taken once a day. Keeping every day's speeds instead to sort them would take 30 times that
 * and say no more: the standard averages each slot before it sorts. Columns lie slot by slot: 45 days of 100,000 links
 * take 1.2 s of CPU, where columns by link took 5.5 s.
 */
export class FreeFlowProfile {
  readonly #links: number;
  readonly #slots: number;
  readonly #sum: Uint16Array;
  readonly #days: Uint8Array;
  readonly #rule: FreeFlowRule;

  constructor(link_count: number, rule: FreeFlowRule) {
    this.#rule = rule;
    this.#links = link_count;
    this.#slots = slotsOfDay(rule);
    this.#sum = new Uint16Array(this.#slots * link_count);
    this.#days = new Uint8Array(this.#slots * link_count);
  }

  /**
   * Adds one slot of one day; at most 255 days of a slot. @param slot counted from the first of the day
   * @param speeds a byte a link, see {@link slotByte}
   */
  add(slot: number, speeds: Uint8Array): void {
    const from = slot * this.#links;
    const sum = this.#sum.subarray(from, from + this.#links);
    const days = this.#days.subarray(from, from + this.#links);
    for (let link = 0; link < this.#links; link++) {
      const speed = speeds[link];
      sum[link] += speed;
      days[link] += speed === 0 ? 0 : 1;
    }
  }

  /** Mean of the top share of each link's slots, at most its limit; `assumed_kmh` where too little is known. */
  measure(limit_kmh: Uint8Array, assumed_kmh: Float32Array): FreeFlow {
    const speed_kmh = assumed_kmh.slice();
    const measured = new Uint8Array(assumed_kmh.length);
    const means = new Float64Array(this.#slots);
    for (let link = 0; link < assumed_kmh.length; link++) {
      const known = this.#meansOf(link, means);
      if (known < this.#rule.least_slots) continue;
      const fastest = means.subarray(0, known).sort();
      const top = Math.max(1, Math.round(known * this.#rule.top_share));
      let sum = 0;
      for (let i = known - top; i < known; i++) sum += fastest[i];
      speed_kmh[link] = Math.min(limit_kmh[link], sum / top);
      measured[link] = 1;
    }
    return { speed_kmh, measured };
  }

  /** Writes the means of the slots of a link that count, km/h. @returns how many there are */
  #meansOf(link: number, means: Float64Array): number {
    let known = 0;
    for (let at = link; at < this.#slots * this.#links; at += this.#links) {
      const days = this.#days[at];
      if (days >= this.#rule.least_days_of_slot) means[known++] = this.#sum[at] / days / STEPS_OF_KMH;
    }
    return known;
  }
}
