/** Something that waits its turn, and whose it is. */
export interface Queued {
  readonly study: number;
  readonly principal: string;
}

/**
 * Whose turn it is: the account whose last turn is longest ago, and of its own studies the one that was asked first, so that who
 * asks for many does not hold up who asks for one.
 */
export class StudyQueue<T extends Queued> {
  readonly #waiting: T[] = [];
  /** Number of the turn that each account had last. */
  readonly #lastTurn = new Map<string, number>();
  #turn = 0;

  get length(): number {
    return this.#waiting.length;
  }

  add(item: T): void {
    this.#waiting.push(item);
  }

  /** @returns whether it was waiting */
  remove(study: number): boolean {
    const at = this.#waiting.findIndex((item) => item.study === study);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  /** How many studies come before one at most; 0 for one that does not wait. */
  ahead(study: number): number {
    return Math.max(
      0,
      this.#waiting.findIndex((item) => item.study === study),
    );
  }

  next(): T | undefined {
    const lastOf = ({ principal }: T) => this.#lastTurn.get(principal) ?? 0;
    const [first, ...others] = this.#waiting;
    if (!first) return undefined;
    const chosen = others.reduce((best, item) => (lastOf(item) < lastOf(best) ? item : best), first);
    this.remove(chosen.study);
    this.#lastTurn.set(chosen.principal, ++this.#turn);
    return chosen;
  }
}
