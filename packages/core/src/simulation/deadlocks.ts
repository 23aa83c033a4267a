import type { Sections } from './sections.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/**
 * Circles in the waits-for graph: full sections whose first vehicles wait for each other, so that none of them will ever
 * move. Each section waits for at most one other, so that a walk along `waiting_on` finds the circle.
 */
export class Deadlocks {
  readonly #columns: SimColumns;
  readonly #sections: Sections;

  constructor({ columns }: SimState, sections: Sections) {
    this.#columns = columns;
    this.#sections = sections;
  }

  /**
   * Sections of the circle that the waiting of a section leads to, in the order in which they wait; undefined when there is
   * none, or when it has been found before. Brent's method, for the circle need not lead back to the section itself.
   */
  findCircle(section: number, now_s: number): number[] | undefined {
    const { waiting_on, in_circle } = this.#columns;
    let marker = section;
    let at = section;
    for (let steps = 1, until = 2; ; steps++) {
      if (in_circle[at] === 1 || !this.#sections.isStuckFull(at, now_s)) return undefined;
      at = waiting_on[at];
      if (at < 0) return undefined;
      if (at === marker) return this.#circleThrough(at);
      if (steps === until) {
        marker = at;
        until *= 2;
      }
    }
  }

  #circleThrough(section: number): number[] {
    const circle = [section];
    for (let at = this.#columns.waiting_on[section]; at !== section; at = this.#columns.waiting_on[at])
      circle.push(at);
    return circle;
  }

  /** A section of a circle goes on after all, for its conditions have changed: nothing holds the others any more. */
  dissolve(section: number): void {
    const { waiting_on, in_circle } = this.#columns;
    for (let at = section; at >= 0 && in_circle[at] === 1; at = waiting_on[at]) in_circle[at] = 0;
  }

  mark(circle: readonly number[], value: 0 | 1): void {
    for (const section of circle) this.#columns.in_circle[section] = value;
  }
}
