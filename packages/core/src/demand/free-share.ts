/** Speeds are bytes of half km/h, as slots store them; 0 without a value. */
const BYTES = 256;
const STEPS_OF_KMH = 2;

export interface FreeShareRule {
  /** Quarter-hours of the night, [from, to). */
  readonly from_quarter: number;
  readonly to_quarter: number;
  /** Quantile of a link's quarter-hours that counts as free. */
  readonly quantile: number;
  /** Quarter-hours of a link, and links of a class, without which nothing is measured. */
  readonly least_quarters: number;
  readonly least_links: number;
}

/** Assumed, 2026-11-27: the 85th percentile is that of speed studies (85th-percentile speed); the night's 1 to 5 o'clock. */
export const FREE_SHARE_RULE: FreeShareRule = {
  ...{ from_quarter: 4, to_quarter: 20, quantile: 0.85, least_quarters: 8, least_links: 20 },
};

/** Free speed of a class of roads as a share of the limit. */
export interface FreeShare {
  /** Median of its links. */
  readonly share: number;
  readonly links: number;
  /** Quarter-hours that it rests on. */
  readonly quarters: number;
}

/** Gathers the speeds of nights and takes free speeds from them. */
export class FreeShareBuilder {
  readonly #rule: FreeShareRule;
  /** Quarter-hours by link and byte. */
  readonly #histogram: Uint16Array;
  readonly #links: number;

  constructor(link_count: number, rule: FreeShareRule = FREE_SHARE_RULE) {
    this.#rule = rule;
    this.#links = link_count;
    this.#histogram = new Uint16Array(link_count * BYTES);
  }

  /** One quarter-hour of one day. @param speeds a byte for each link */
  add(quarter: number, speeds: Uint8Array): void {
    if (quarter < this.#rule.from_quarter || quarter >= this.#rule.to_quarter) return;
    for (let link = 0; link < this.#links; link++)
      if (speeds[link] > 0) this.#histogram[link * BYTES + speeds[link]]++;
  }

  /** By class; undefined for those of which too little was seen. */
  measure(link_class: Uint8Array, link_limit_kmh: Uint8Array, classes: number): (FreeShare | undefined)[] {
    const shares: number[][] = Array.from({ length: classes }, () => []);
    const quarters = new Float64Array(classes);
    for (let link = 0; link < this.#links; link++) {
      const own = this.#histogram.subarray(link * BYTES, (link + 1) * BYTES);
      const count = own.reduce((a, b) => a + b, 0);
      if (count < this.#rule.least_quarters || link_limit_kmh[link] === 0) continue;
      shares[link_class[link]].push(
        quantileByte(own, this.#rule.quantile * count) / STEPS_OF_KMH / link_limit_kmh[link],
      );
      quarters[link_class[link]] += count;
    }
    return shares.map((own, i) =>
      own.length < this.#rule.least_links
        ? undefined
        : { share: own.sort((a, b) => a - b)[own.length >> 1], links: own.length, quarters: quarters[i] },
    );
  }
}

/** Least byte up to which at least `rank` values lie. */
function quantileByte(histogram: Uint16Array, rank: number): number {
  let sum = 0;
  for (let byte = 1; byte < BYTES; byte++) {
    sum += histogram[byte];
    if (sum >= rank) return byte;
  }
  return BYTES - 1;
}
