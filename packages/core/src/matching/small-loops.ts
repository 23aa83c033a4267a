import { NONE_U32 } from '../network/index.ts';
import type { Chains } from './chains.ts';

/** A loop of up to this length leads back, m: round a roundabout of 24 m, or a traffic island. Assumed, 2026-11-27. */
export const SMALL_LOOP_M = 150;
/** Chains looked at for one loop; where more lie so near together, drivers may turn as they like. */
const MOST_CHAINS = 64;

const [UNKNOWN, NONE, SOME] = [0, 1, 2];

/**
 * Chains from whose end a small loop leads back onto the opposite direction, as at a roundabout: there nobody turns round
 * on the spot, however short that would be. Looked for once for a chain, when first asked.
 */
export class SmallLoops {
  readonly #chains: Chains;
  readonly #known: Uint8Array;
  readonly #reached = new Uint32Array(MOST_CHAINS);
  /** From the end of the chain asked for to the start of each that was reached, m. */
  readonly #from_m = new Float64Array(MOST_CHAINS);

  constructor(chains: Chains) {
    this.#chains = chains;
    this.#known = new Uint8Array(chains.count);
  }

  /** Whether a small loop leads from the end of a chain back to the start of its opposite. */
  leadsBack(chain: number): boolean {
    if (this.#known[chain] === UNKNOWN) this.#known[chain] = this.#find(chain) ? SOME : NONE;
    return this.#known[chain] === SOME;
  }

  /** Breadth first by number of chains: a loop is missed where a way of fewer chains but more metres comes first. */
  #find(from: number): boolean {
    const back = this.#chains.reverse[from];
    if (back === NONE_U32) return false;
    let count = this.#follow(from, 0, 0);
    for (let i = 0; i < count; i++) {
      const chain = this.#reached[i];
      if (chain === back) return true;
      count = this.#follow(chain, this.#from_m[i] + this.#chains.length_m[chain], count);
    }
    return false;
  }

  /** Adds the chains that follow one, unless reached before. @returns how many are reached. */
  #follow(chain: number, at_m: number, count: number): number {
    const { next } = this.#chains;
    if (at_m > SMALL_LOOP_M) return count;
    for (let i = next.offset[chain]; i < next.offset[chain + 1] && count < MOST_CHAINS; i++) {
      const after = next.items[i];
      if (this.#reached.subarray(0, count).includes(after)) continue;
      this.#reached[count] = after;
      this.#from_m[count++] = at_m;
    }
    return count;
  }
}
