/**
 * When a vehicle that covers a distance between two fixes was where: the monotone cubic of Fritsch and Carlson (1980)
 * through both fixes with the speeds that they report as slopes, so that a vehicle that brakes to a stop before a signal
 * spends its time near the end, not evenly. Slopes are cut to three times the mean speed, which keeps it monotone; a
 * speed that is not known is taken as the mean.
 */
export class TimeProfile {
  #distance_m = 0;
  #start_ms = 0;
  #span_ms = 0;
  /** Slopes at both ends, in metres over the whole span. */
  #slope_0 = 0;
  #slope_1 = 0;
  /** No speed is known: the cubic is a line. */
  #is_even = false;

  /** @param speed_0_kmh reported speed at the start, NaN when not known; likewise at the end. */
  set(distance_m: number, start_ms: number, end_ms: number, speed_0_kmh: number, speed_1_kmh: number): void {
    this.#distance_m = distance_m;
    this.#start_ms = start_ms;
    this.#span_ms = end_ms - start_ms;
    this.#slope_0 = this.#slope(speed_0_kmh);
    this.#slope_1 = this.#slope(speed_1_kmh);
    this.#is_even = Number.isNaN(speed_0_kmh) && Number.isNaN(speed_1_kmh);
  }

  /** Time at which the vehicle had covered `along_m`, UTC ms; 0 ≤ along_m ≤ distance. */
  timeAt(along_m: number): number {
    if (along_m <= 0) return this.#start_ms;
    if (along_m >= this.#distance_m) return this.#start_ms + this.#span_ms;
    if (this.#is_even) return this.#start_ms + (along_m / this.#distance_m) * this.#span_ms;
    let low = 0;
    let high = 1;
    for (let i = 0; i < BISECTIONS; i++) {
      const middle = (low + high) / 2;
      if (this.#covered(middle) < along_m) low = middle;
      else high = middle;
    }
    return this.#start_ms + ((low + high) / 2) * this.#span_ms;
  }

  #slope(speed_kmh: number): number {
    const slope = Number.isNaN(speed_kmh) ? this.#distance_m : (speed_kmh / 3600) * this.#span_ms;
    return Math.min(3 * this.#distance_m, Math.max(0, slope));
  }

  /** Hermite form: metres covered after the share `t` of the span. */
  #covered(t: number): number {
    const rest = 1 - t;
    return (
      t * rest * rest * this.#slope_0 + t * t * (3 - 2 * t) * this.#distance_m - t * t * rest * this.#slope_1
    );
  }
}

/** Twelve halvings: within 0.025 % of the span. */
const BISECTIONS = 12;
