/** Buckets grow by 2 %: a percentile is right to 1 %. */
const PER_E = 50;
const BUCKETS = 600;

/** A histogram of times in logarithmic buckets, 0 … 160 s. */
export class Latency {
  readonly #buckets = new Uint32Array(BUCKETS);
  count = 0;

  add(ms: number): void {
    const bucket = Math.floor(Math.log1p(Math.max(0, ms)) * PER_E);
    this.#buckets[Math.min(bucket, BUCKETS - 1)] += 1;
    this.count += 1;
  }

  /** The time that `share` of all stay under, ms; NaN when there are none. */
  percentile(share: number): number {
    let left = this.count * share;
    for (let b = 0; b < BUCKETS; b += 1) {
      left -= this.#buckets[b];
      if (left <= 0 && this.count > 0) return Math.expm1((b + 0.5) / PER_E);
    }
    return Number.NaN;
  }
}
