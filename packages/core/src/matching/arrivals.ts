import type { Candidates } from './candidates.ts';
import type { MatcherOptions } from './matcher-options.ts';
import type { Trellis } from './trellis.ts';
import type { Way } from './way.ts';

/** In place of a candidate: the path breaks off after the best one. */
export const BROKEN = 0xff;

/** What a search for ways holds to. */
interface Search {
  readonly options: MatcherOptions;
  /** How much the emission of the fix in hand counts: errors of a receiver repeat. */
  readonly weight: number;
}

/**
 * The best paths of a vehicle to the candidates of its next fix: one step of Viterbi's algorithm. O(candidates²) look-ups
 * of ways. The result stands in the columns until the next step: no allocation.
 */
export class Arrivals {
  /** Candidates that a path arrives at and that are not hopeless, best first. */
  readonly survivors: Uint16Array;
  /** Best score and the candidate before (or {@link BROKEN}) of each candidate. */
  readonly score: Float64Array;
  readonly by: Uint8Array;
  readonly #trellis: Trellis;
  readonly #candidates: Candidates;
  readonly #way: Way;

  constructor(trellis: Trellis, candidates: Candidates, way: Way) {
    this.#trellis = trellis;
    this.#candidates = candidates;
    this.#way = way;
    this.survivors = new Uint16Array(trellis.width);
    this.score = new Float64Array(candidates.order.length);
    this.by = new Uint8Array(candidates.order.length);
  }

  /** Finds the best paths of a slot to the first `count` candidates. @returns how many survive. */
  find(slot: number, count: number, options: MatcherOptions): number {
    const weight = Math.min(1, Math.max(this.#way.elapsed_s, 1) / options.memory_s);
    const search = { options, weight };
    const is_reached = this.#findWays(slot, count, search);
    return this.#keepBest(count, is_reached, search);
  }

  /**
   * Finds the best way from the candidates of a slot's newest layer to each of `count` others. No way is looked for that
   * cannot matter, for even the likeliest there is leads to a hopeless candidate.
   * @returns whether one leads to any.
   */
  #findWays(slot: number, count: number, { options, weight }: Search): boolean {
    const layer = this.#trellis.newest(slot);
    const { score, link, at_m, count: counts, width } = this.#trellis;
    const { order, emission, link: to_link, chain: to_chain, at_m: to_m } = this.#candidates;
    const { hopeless } = options;
    const way = this.#way;
    const arrived = this.score;
    arrived.fill(Number.NEGATIVE_INFINITY, 0, count);
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < counts[layer]; i++) {
      const a = layer * width + i;
      const before = score[slot * width + i];
      if (before === Number.NEGATIVE_INFINITY) continue;
      way.leave(link[a], at_m[a]);
      for (let j = 0; j < count; j++) {
        const row = order[j];
        if (before <= arrived[j] || before + emission[row] * weight - best < hopeless) continue;
        const after = before + way.arrive(to_link[row], to_chain[row], to_m[row]);
        if (after <= arrived[j]) continue;
        arrived[j] = after;
        this.by[j] = i;
        best = Math.max(best, after + emission[row] * weight);
      }
    }
    return best > Number.NEGATIVE_INFINITY;
  }

  /**
   * Adds the emission to what arrived and retains the best that are not hopeless, in order.
   * @param may_break whether the best path may also begin again at places near the fix, where that is likelier than any way.
   * @returns how many survive.
   */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop of the matcher's hot path, over columns
  #keepBest(count: number, may_break: boolean, { options, weight }: Search): number {
    const { width } = this.#trellis;
    const { broken, radius_m, hopeless } = options;
    const { order, emission, off_m } = this.#candidates;
    const { score, survivors } = this;
    let size = 0;
    for (let j = 0; j < count; j++) {
      const row = order[j];
      if (may_break && score[j] < broken && off_m[row] <= radius_m) {
        score[j] = broken;
        this.by[j] = BROKEN;
      }
      if (score[j] === Number.NEGATIVE_INFINITY) continue;
      score[j] += emission[row] * weight;
      if (size > 0 && score[j] - score[survivors[0]] < hopeless) continue;
      if (size === width && score[j] <= score[survivors[size - 1]]) continue;
      let at = size < width ? size++ : size - 1;
      for (; at > 0 && score[survivors[at - 1]] < score[j]; at--) survivors[at] = survivors[at - 1];
      survivors[at] = j;
    }
    while (size > 0 && score[survivors[size - 1]] - score[survivors[0]] < hopeless) size--;
    return size;
  }
}
