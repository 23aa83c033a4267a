import type { Csr } from '../network/index.ts';
import type { LinkEvidence } from './link-evidence.ts';

export interface CrowdingOptions {
  /** Mean deviation of the roads of a hub, ln of speed over the usual, from which on it is crowded, and up to which it stays so. */
  readonly begins: number;
  readonly ends: number;
  /** Minutes in a row for both. */
  readonly minutes: number;
  /** Links that must have been driven, and the share of them that must be slow themselves. */
  readonly least_links: number;
  readonly slow_share: number;
}

/** Assumed, 2026-11-27: no published measure of crowding round a hub by speeds was found. */
export const DEFAULT_CROWDING: CrowdingOptions = {
  ...{ begins: -0.35, ends: -0.2, minutes: 3, least_links: 10, slow_share: 0.3 },
};

export interface HubCrowding {
  readonly hub: number;
  /** Mean deviation, ln. */
  readonly deviation: number;
  readonly links: number;
}

/** A vehicle on a link counts up to this many times: a motorway past a hub is not the hub. */
const MOST_WEIGHT = 5;

/** Hubs on whose roads it is slower, all together, than it is at this time of the week. */
export class CrowdedHubs {
  readonly #hubs: Csr;
  readonly #options: CrowdingOptions;
  readonly #minutes: Int16Array;
  readonly #crowded: Uint8Array;

  constructor(hubs: Csr, options: CrowdingOptions = DEFAULT_CROWDING) {
    this.#hubs = hubs;
    this.#options = options;
    this.#minutes = new Int16Array(hubs.offset.length - 1);
    this.#crowded = new Uint8Array(hubs.offset.length - 1);
  }

  advance(evidence: LinkEvidence, samples: ArrayLike<number>): HubCrowding[] {
    const { begins, ends, minutes } = this.#options;
    const found: HubCrowding[] = [];
    for (let hub = 0; hub < this.#minutes.length; hub++) {
      const now = this.#look(hub, evidence, samples);
      const is_other =
        this.#crowded[hub] === 1 ? !(now.deviation <= ends) : now.is_slow && now.deviation <= begins;
      this.#minutes[hub] = is_other ? this.#minutes[hub] + 1 : 0;
      if (this.#minutes[hub] >= minutes) {
        this.#crowded[hub] = 1 - this.#crowded[hub];
        this.#minutes[hub] = 0;
      }
      if (this.#crowded[hub] === 1) found.push({ hub, deviation: now.deviation, links: now.links });
    }
    return found;
  }

  #look(hub: number, { deviation }: LinkEvidence, samples: ArrayLike<number>) {
    const { offset, items } = this.#hubs;
    let [sum, weight, links, slow] = [0, 0, 0, 0];
    for (let i = offset[hub]; i < offset[hub + 1]; i++) {
      const off = deviation[items[i]];
      if (Number.isNaN(off)) continue;
      const w = Math.min(MOST_WEIGHT, samples[items[i]]);
      sum += w * Math.max(-2, Math.min(1, off));
      weight += w;
      links++;
      if (off <= this.#options.begins) slow++;
    }
    const { least_links, slow_share } = this.#options;
    const is_slow = links >= least_links && slow >= slow_share * links;
    return { deviation: weight > 0 ? sum / weight : Number.NaN, links, is_slow };
  }
}
