import { HOUR_MS } from '../../time/index.ts';
import type { LanePlan } from './queue-line.ts';

const HOURS = 24;
/** The city is eight hours ahead of UTC. */
const CITY_HOURS = 8;

/** Lanes that are staffed at an instant. */
export const staffedAt = (by_hour: LanePlan['by_hour'], at_ms: number): number =>
  by_hour[(Math.floor(at_ms / HOUR_MS) + CITY_HOURS) % HOURS];

/** The lanes of a line in one simulated day: which is free when, and who is staffed. */
export class Lanes {
  readonly #free_ms: Float64Array;

  constructor(
    private readonly by_hour: LanePlan['by_hour'],
    from_ms: number,
  ) {
    this.#free_ms = new Float64Array(Math.max(0, ...by_hour)).fill(from_ms);
  }

  /** The lane that can begin first with who is there at an instant, and when; infinite where none is ever staffed. */
  first(at_ms: number): { readonly lane: number; readonly at_ms: number } {
    let [lane, best] = [-1, Number.POSITIVE_INFINITY];
    for (let i = 0; i < this.#free_ms.length; i++) {
      const free_ms = Math.max(at_ms, this.#free_ms[i]);
      if (free_ms >= best) continue;
      const staffed_ms = this.#staffed(i, free_ms);
      if (staffed_ms < best) [lane, best] = [i, staffed_ms];
    }
    return { lane, at_ms: best };
  }

  occupy(lane: number, until_ms: number): void {
    this.#free_ms[lane] = until_ms;
  }

  #staffed(lane: number, at_ms: number): number {
    const hour = Math.floor(at_ms / HOUR_MS);
    for (let ahead = 0; ahead < HOURS; ahead++)
      if (this.by_hour[(hour + ahead + CITY_HOURS) % HOURS] > lane)
        return ahead === 0 ? at_ms : (hour + ahead) * HOUR_MS;
    return Number.POSITIVE_INFINITY;
  }
}
