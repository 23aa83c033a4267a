import { LINK_CLASSES } from '../network/index.ts';
import { RETAINED_PER_STEP } from './window-steps.ts';

/**
 * Bounds of the scale, what it is before anything is seen, and the links this is worth. Assumed: vehicles that pass a link
 * now were near it before, so a forecast looks surer than it is; it is never trusted beyond `least`.
 */
const SCALE = { least: 1.5, most: 40, assumed: 2, worth: 10 };
/** 95 % point of the normal distribution: nine tenths lie within it to both sides. */
const Z95 = 1.6449;
const HELD = 0.9;
/** The scales that single links would need are counted in so many bins, the first for those that need the least. */
const BINS = 40;
const BIN = Math.log(SCALE.most / SCALE.least) / (BINS - 1);
/** An older forecast is held against nothing, ms. */
const FORECAST_HOLDS_MS = 600_000;

/**
 * How far what others say of a link is to be trusted, by class of road, those closed to cars apart: the factor on its variance by which the passes of
 * nine links in ten lie within the interval of the one-step-ahead forecast (prequential, Dawid 1984; the
 * quantile of conformal prediction, Vovk et al. 2005, over the last hour). O(links).
 */
export class FusionTrust {
  readonly #class: Uint8Array;
  readonly #counts = Array.from({ length: 2 * LINK_CLASSES.length }, () =>
    addAssumed(new Float64Array(BINS), SCALE.worth),
  );
  readonly #scale = Float64Array.from(this.#counts, quantileOf);
  readonly #forecast: Float32Array;
  readonly #forecast_var: Float32Array;
  #forecast_at_ms = Number.NEGATIVE_INFINITY;

  /** @param link_class class of each link; those closed to cars are counted on after the last one. */
  constructor(link_class: Uint8Array) {
    this.#class = link_class;
    this.#forecast = new Float32Array(link_class.length);
    this.#forecast_var = new Float32Array(link_class.length);
  }

  /** Factor on the variance of what others say of a link. */
  scaleOf(link: number): number {
    return this.#scale[this.#class[link]];
  }

  /** Holds the passes of a window against the forecast. @param spread_2 passes that say less than that teach nothing */
  learn(
    window_start_ms: number,
    observation: Float32Array,
    observation_var: Float32Array,
    spread_2: Float32Array,
  ): void {
    if (this.#forecast_at_ms > window_start_ms || this.#forecast_at_ms < window_start_ms - FORECAST_HOLDS_MS)
      return;
    for (const counts of this.#counts) {
      for (let bin = 0; bin < BINS; bin++) counts[bin] *= RETAINED_PER_STEP;
      addAssumed(counts, (1 - RETAINED_PER_STEP) * SCALE.worth);
    }
    for (let link = 0; link < observation.length; link++) {
      if (!(observation_var[link] < spread_2[link])) continue;
      const off = (observation[link] - this.#forecast[link]) / Z95;
      this.#counts[this.#class[link]][
        binOf((off * off - observation_var[link]) / this.#forecast_var[link])
      ]++;
    }
    for (let c = 0; c < this.#scale.length; c++) this.#scale[c] = quantileOf(this.#counts[c]);
  }

  /** Keeps what others say at the end of a window, to hold the next one against it. */
  forecast(window_end_ms: number, forecast: Float32Array, forecast_var: Float32Array): void {
    this.#forecast.set(forecast);
    this.#forecast_var.set(forecast_var);
    this.#forecast_at_ms = window_end_ms;
  }
}

function addAssumed(counts: Float64Array, worth: number): Float64Array {
  // The quantile lies in the middle of the bin.
  counts[0] += (2 * HELD - 1) * worth;
  counts[binOf(SCALE.assumed)] += 2 * (1 - HELD) * worth;
  return counts;
}

function binOf(scale: number): number {
  if (scale <= SCALE.least) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(Math.log(scale / SCALE.least) / BIN));
}

/** The scale that suffices for nine tenths. */
function quantileOf(counts: Float64Array): number {
  let left = (1 - HELD) * counts.reduce((sum, n) => sum + n, 0);
  let bin = BINS - 1;
  while (bin > 0 && left >= counts[bin]) left -= counts[bin--];
  return bin === 0 ? SCALE.least : SCALE.least * Math.exp((bin - left / counts[bin]) * BIN);
}
