import { estimatePositionError_m } from '@opentocc/core/quality';
import type { Counts } from './model.ts';

/** What a plain receiver shows, half the width of the road in it, m: the matcher's default options allow for it. */
const USUAL_M = 5;
/** Another estimate must differ by so much to be followed, m: matching starts new paths for all its vehicles. */
const CHANGE_M = 5;

/** By how much the positions of each source are off beyond a plain receiver's, learnt from where they lie. */
export class PositionErrors {
  readonly #errors = new Map<number, number>();

  /** Takes what was counted of a source lately; of too little nothing is learnt. */
  learn(source: number, { road }: Pick<Counts, 'road'>): void {
    const error_m = estimatePositionError_m(road);
    if (error_m === null) return;
    const beyond_m = Math.sqrt(Math.max(0, error_m ** 2 - USUAL_M ** 2));
    if (Math.abs(beyond_m - this.of(source)) >= CHANGE_M) this.#errors.set(source, beyond_m);
  }

  /** Standard deviation on each axis beyond the usual, m; 0 while nothing else is known. */
  of(source: number): number {
    return this.#errors.get(source) ?? 0;
  }
}
