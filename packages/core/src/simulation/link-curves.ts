import type { SimObserver } from './sim-options.ts';

/** Instants at which vehicles entered and left some links: the cumulative curves A(t) and D(t) of each. */
export class LinkCurves implements SimObserver {
  readonly #entered = new Map<number, number[]>();
  readonly #left = new Map<number, number[]>();

  constructor(links: readonly number[]) {
    for (const link of links) {
      this.#entered.set(link, []);
      this.#left.set(link, []);
    }
  }

  enter(link: number, _vehicle: number, at_s: number): void {
    this.#entered.get(link)?.push(at_s);
  }

  leave(link: number, _vehicle: number, at_s: number): void {
    this.#left.get(link)?.push(at_s);
  }

  /** Times of entry in order, s; empty for a link that is not observed. */
  entries(link: number): readonly number[] {
    return this.#entered.get(link) ?? [];
  }

  exits(link: number): readonly number[] {
    return this.#left.get(link) ?? [];
  }
}

/** How many of sorted instants are at or before `at_s`. */
export function countUntil(instants: readonly number[], at_s: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle] <= at_s) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As {@link countUntil}, but a vehicle counts by and by over the headway before it: the curve through whole vehicles. */
export function smoothCount(instants: readonly number[], at_s: number): number {
  const n = countUntil(instants, at_s);
  if (n === 0 || n === instants.length) return n;
  const gap_s = instants[n] - instants[n - 1];
  return gap_s > 0 ? n + (at_s - instants[n - 1]) / gap_s : n;
}
