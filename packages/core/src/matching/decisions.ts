import type { TravelTeller } from './travel-teller.ts';
import type { Trellis } from './trellis.ts';

/**
 * Decides which path a vehicle took, oldest fix first, and tells it: as soon as all surviving paths agree (the online
 * rule of Goh et al. 2012 for Viterbi), or when a fix has waited for too long. Paths that contradict a decision are
 * dropped, so that nothing told is revised.
 */
export class Decisions {
  readonly #trellis: Trellis;
  readonly #teller: TravelTeller;
  readonly #max_delay_ms: number;
  /** Ancestor of each living candidate of the newest layer, in the layer looked at. */
  readonly #ancestor: Uint8Array;
  /** Those candidates themselves. */
  readonly #living: Uint8Array;

  /** @param max_delay_ms time that a fix may wait for its decision, ms. */
  constructor(trellis: Trellis, teller: TravelTeller, max_delay_ms: number) {
    this.#trellis = trellis;
    this.#teller = teller;
    this.#max_delay_ms = max_delay_ms;
    this.#ancestor = new Uint8Array(trellis.width);
    this.#living = new Uint8Array(trellis.width);
  }

  /** Decides all that waits for a vehicle and forgets where it is. */
  decideAll(slot: number): void {
    const trellis = this.#trellis;
    while (trellis.layers[slot] > 1) this.decideOldest(slot);
    const oldest = trellis.layer(slot, 0);
    this.#teller.stand(slot, oldest, oldest * trellis.width + trellis.decided[slot]);
    trellis.layers[slot] = 0;
  }

  /** Decides every fix on which all surviving paths agree. */
  decideAgreed(slot: number): void {
    const trellis = this.#trellis;
    const layers = trellis.layers[slot];
    let agreed = 0;
    const alive = this.#startAncestors(slot);
    for (let n = layers - 1; n > 0; n--) {
      if (agreed === 0 && this.#sameAncestor(alive)) agreed = n;
      if (agreed > 0) break;
      this.#stepBack(slot, n, alive);
    }
    for (let n = 0; n < agreed; n++) this.decideOldest(slot);
  }

  /** Decides the oldest fixes while they have waited for longer than allowed. */
  decideLate(slot: number, now_ms: number): void {
    const trellis = this.#trellis;
    while (trellis.layers[slot] > 1 && now_ms - trellis.at_ms[trellis.layer(slot, 1)] > this.#max_delay_ms)
      this.decideOldest(slot);
  }

  /**
   * Decides the second oldest fix by the best path, tells the travel up to it, and drops the oldest. Paths through
   * another candidate of that fix are dropped with it.
   */
  decideOldest(slot: number): void {
    const trellis = this.#trellis;
    const newest = trellis.newest(slot);
    const alive = this.#startAncestors(slot);
    const best = trellis.best(newest);
    let best_k = 0;
    for (let k = 0; k < alive; k++) if (this.#ancestor[k] === best) best_k = k;
    for (let k = 0; k < alive; k++) this.#living[k] = this.#ancestor[k];
    for (let n = trellis.layers[slot] - 1; n > 1; n--) this.#stepBack(slot, n, alive);
    const decided = this.#ancestor[best_k];
    for (let k = 0; k < alive; k++)
      if (this.#ancestor[k] !== decided)
        trellis.score[newest * trellis.width + this.#living[k]] = Number.NEGATIVE_INFINITY;
    this.#tell(slot, decided);
    trellis.oldest[slot] = (trellis.oldest[slot] + 1) % trellis.window;
    trellis.layers[slot]--;
    trellis.decided[slot] = decided;
  }

  /** Sets `#ancestor` to the living candidates of the newest layer themselves. @returns how many live. */
  #startAncestors(slot: number): number {
    const trellis = this.#trellis;
    const newest = trellis.newest(slot);
    let alive = 0;
    for (let j = 0; j < trellis.count[newest]; j++)
      if (trellis.score[newest * trellis.width + j] > Number.NEGATIVE_INFINITY) this.#ancestor[alive++] = j;
    return alive;
  }

  #sameAncestor(alive: number): boolean {
    for (let k = 1; k < alive; k++) if (this.#ancestor[k] !== this.#ancestor[0]) return false;
    return true;
  }

  /** Moves ancestors from the `n`-th layer to the one before. */
  #stepBack(slot: number, n: number, alive: number): void {
    const { back, width } = this.#trellis;
    const first = this.#trellis.layer(slot, n) * width;
    for (let k = 0; k < alive; k++) this.#ancestor[k] = back[first + this.#ancestor[k]];
  }

  /** Tells what the vehicle did between the oldest fix and the next, decided, one. */
  #tell(slot: number, next: number): void {
    const trellis = this.#trellis;
    const from = trellis.layer(slot, 0);
    const to = trellis.layer(slot, 1);
    const b = to * trellis.width + next;
    const a = from * trellis.width + trellis.back[b];
    this.#teller.stand(slot, from, a);
    this.#teller.drive(slot, from, a, to, b);
  }
}
