import type { Csr } from '../network/index.ts';

/** Parts no larger than this are not divided further. */
const LEAF_SIZE = 8;
/** Directions along which a part may be cut, as the weights of x and y. */
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;
/** Shares of a part before the cut that are tried. */
const CUTS = [0.35, 0.42, 0.5, 0.58, 0.65] as const;

/**
 * Order of elimination by nested dissection: a part of the map is cut where few connections cross, along one of four directions
 * (Schild and Sommer 2015 cut so, and then by flows); those at the cut come after both halves. The order depends on the map
 * alone, not on costs, so that a hierarchy over it stays good when speeds change.
 *
 * @param neighbours both ways
 * @returns states in the order in which they are eliminated
 */
export function dissectionOrder(neighbours: Csr, x: Float64Array, y: Float64Array): Uint32Array {
  return new Dissection(neighbours, x, y).order();
}

interface Cut {
  readonly near: number[];
  readonly far: number[];
  readonly between: number[];
}

class Dissection {
  readonly #neighbours: Csr;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** Side of each state in the cut that is tried: 0 when it is in no part of it. */
  readonly #side: Uint8Array;

  constructor(neighbours: Csr, x: Float64Array, y: Float64Array) {
    this.#neighbours = neighbours;
    this.#x = x;
    this.#y = y;
    this.#side = new Uint8Array(x.length);
  }

  order(): Uint32Array {
    const order = new Uint32Array(this.#x.length);
    // Filled from the end: what is cut last is eliminated first.
    let end = order.length;
    const parts: number[][] = [Array.from(order.keys())];
    for (let part = parts.pop(); part; part = parts.pop()) {
      const { near, far, between } =
        part.length <= LEAF_SIZE ? { near: [], far: [], between: part } : this.#cut(part);
      for (const state of between) order[--end] = state;
      if (near.length > 0) parts.push(near);
      if (far.length > 0) parts.push(far);
    }
    return order;
  }

  #cut(part: readonly number[]): Cut {
    let best: { sorted: readonly number[]; at: number; size: number } | undefined;
    for (const [wx, wy] of DIRECTIONS) {
      const key = (state: number) => wx * this.#x[state] + wy * this.#y[state];
      const sorted = [...part].sort((a, b) => key(a) - key(b) || a - b);
      for (const share of CUTS) {
        const at = Math.max(1, Math.floor(sorted.length * share));
        this.#mark(sorted, at);
        const size = Math.min(
          this.#border(sorted, 0, at, 2).length,
          this.#border(sorted, at, sorted.length, 1).length,
        );
        if (!best || size < best.size) best = { sorted, at, size };
      }
    }
    const cut = this.#divide(best?.sorted ?? part, best?.at ?? 1);
    for (const state of part) this.#side[state] = 0;
    return cut;
  }

  #divide(sorted: readonly number[], at: number): Cut {
    this.#mark(sorted, at);
    const ofNear = this.#border(sorted, 0, at, 2);
    const ofFar = this.#border(sorted, at, sorted.length, 1);
    const between = ofNear.length <= ofFar.length ? ofNear : ofFar;
    const isBetween = new Set(between);
    const rest = (states: readonly number[]) => states.filter((state) => !isBetween.has(state));
    return { near: rest(sorted.slice(0, at)), far: rest(sorted.slice(at)), between };
  }

  #mark(sorted: readonly number[], at: number): void {
    for (let i = 0; i < sorted.length; i++) this.#side[sorted[i]] = i < at ? 1 : 2;
  }

  /** States of a range with a neighbour on the other side. */
  #border(sorted: readonly number[], from: number, to: number, other: number): number[] {
    const { offset, items } = this.#neighbours;
    const border: number[] = [];
    for (let i = from; i < to; i++)
      for (let e = offset[sorted[i]]; e < offset[sorted[i] + 1]; e++)
        if (this.#side[items[e]] === other) {
          border.push(sorted[i]);
          break;
        }
    return border;
  }
}
