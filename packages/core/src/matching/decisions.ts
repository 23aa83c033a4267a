import type { TravelEmitter } from './travel-emitter.ts';
import type { Trellis } from './trellis.ts';

/** It is looked whether paths agree when this share of the waiting fixes is new: each look goes through all of them. */
const LOOK_SHIFT = 3;

/**
 * Decides which path a vehicle took, oldest fix first, and emits it: as soon as all surviving paths agree (the online
 * rule of Goh et al. 2012 for Viterbi), or when a fix has waited for too long. Paths that contradict a decision are
 * dropped, so that nothing emitted is revised. The best path is that of the newest layer's first candidate.
 */
export class Decisions {
  readonly #trellis: Trellis;
  readonly #emitter: TravelEmitter;
  readonly #max_delay_ms: number;
  /** Living candidates of the newest layer, and the ancestor of each in the layer looked at. */
  readonly #living: Uint8Array;
  readonly #ancestor: Uint8Array;
  /** Candidate of the best path by layer. */
  readonly #path: Uint8Array;

  /** @param max_delay_ms time that a fix may wait for its decision, ms. */
  constructor(trellis: Trellis, emitter: TravelEmitter, max_delay_ms: number) {
    this.#trellis = trellis;
    this.#emitter = emitter;
    this.#max_delay_ms = max_delay_ms;
    this.#living = new Uint8Array(trellis.width);
    this.#ancestor = new Uint8Array(trellis.width);
    this.#path = new Uint8Array(trellis.window);
  }

  /** Decides every fix on which all surviving paths agree. */
  decideAgreed(slot: number): void {
    const { layers, look_at } = this.#trellis;
    if (layers[slot] < look_at[slot]) return;
    const alive = this.#startAncestors(slot);
    let agreed = layers[slot] - 1;
    while (agreed > 0 && !this.#sameAncestor(alive)) this.#stepBack(slot, agreed--, alive);
    if (agreed > 0) this.#decide(slot, agreed);
    look_at[slot] = layers[slot] + (layers[slot] >> LOOK_SHIFT) + 1;
  }

  /** Decides the oldest fixes while they have waited for longer than allowed. */
  decideLate(slot: number, now_ms: number): void {
    const trellis = this.#trellis;
    let late = 0;
    while (
      late + 1 < trellis.layers[slot] &&
      now_ms - trellis.at_ms[trellis.layer(slot, late + 1)] > this.#max_delay_ms
    )
      late++;
    if (late > 0) this.#force(slot, late);
  }

  /** Decides some of the oldest fixes of a slot whose layers are all in use. */
  makeRoom(slot: number): void {
    this.#force(slot, Math.max(1, this.#trellis.window >> LOOK_SHIFT));
  }

  /** Decides all that waits for a vehicle and forgets where it is. */
  decideAll(slot: number): void {
    const trellis = this.#trellis;
    const last = this.#decide(slot, trellis.layers[slot] - 1);
    const oldest = trellis.layer(slot, 0);
    this.#emitter.stand(slot, oldest, oldest * trellis.width + last);
    trellis.layers[slot] = 0;
    trellis.look_at[slot] = 0;
  }

  /** Decides the oldest `count` steps by the best path; paths that differ from it there are dropped. */
  #force(slot: number, count: number): void {
    const { layers, score, width, look_at } = this.#trellis;
    const alive = this.#startAncestors(slot);
    for (let k = 0; k < alive; k++) this.#living[k] = this.#ancestor[k];
    for (let n = layers[slot] - 1; n > count; n--) this.#stepBack(slot, n, alive);
    for (let k = 1; k < alive; k++)
      if (this.#ancestor[k] !== this.#ancestor[0])
        score[slot * width + this.#living[k]] = Number.NEGATIVE_INFINITY;
    this.#decide(slot, count);
    look_at[slot] = 0;
  }

  /**
   * Tells the oldest `count` steps of the best path and drops their layers.
   * @returns the path's candidate of the layer that is the oldest then.
   */
  #decide(slot: number, count: number): number {
    const trellis = this.#trellis;
    const { layers, back, width, window, oldest } = trellis;
    const path = this.#path;
    path[layers[slot] - 1] = 0;
    for (let n = layers[slot] - 1; n > 0; n--) path[n - 1] = back[trellis.layer(slot, n) * width + path[n]];
    for (let n = 0; n < count; n++) this.#emit(slot, n, path[n], path[n + 1]);
    oldest[slot] = (oldest[slot] + count) % window;
    layers[slot] -= count;
    return path[count];
  }

  /** Sets `#ancestor` to the living candidates of the newest layer themselves, the best first. @returns how many live. */
  #startAncestors(slot: number): number {
    const { score, width, count } = this.#trellis;
    const end = count[this.#trellis.newest(slot)];
    let alive = 0;
    for (let j = 0; j < end; j++)
      if (score[slot * width + j] > Number.NEGATIVE_INFINITY) this.#ancestor[alive++] = j;
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

  /** Tells what the vehicle did between the `n`-th fix and the next, by the candidates of the two. */
  #emit(slot: number, n: number, candidate: number, next: number): void {
    const { width } = this.#trellis;
    const from = this.#trellis.layer(slot, n);
    const to = this.#trellis.layer(slot, n + 1);
    this.#emitter.stand(slot, from, from * width + candidate);
    if (this.#trellis.broken[to * width + next] === 1) this.#emitter.breakOff(slot);
    else this.#emitter.drive(slot, from, from * width + candidate, to, to * width + next);
  }
}
