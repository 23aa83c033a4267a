interface Due {
  readonly id: number;
  readonly due_ms: number;
}

/** Cases by when they are due, what is due first, first; a change moves one. */
export class DueOrder {
  readonly #due = new Map<number, number>();
  readonly #order: Due[] = [];

  /** @param due_ms null takes it out */
  set(id: number, due_ms: number | null): void {
    const before = this.#due.get(id) ?? null;
    if (before === due_ms) return;
    if (before !== null) this.#order.splice(this.#placeOf({ id, due_ms: before }), 1);
    if (due_ms === null) this.#due.delete(id);
    else {
      this.#order.splice(this.#placeOf({ id, due_ms }), 0, { id, due_ms });
      this.#due.set(id, due_ms);
    }
  }

  *ids(): Generator<number, undefined> {
    for (const { id } of this.#order) yield id;
  }

  /** Where one stands, or would. */
  #placeOf(one: Due): number {
    let [from, to] = [0, this.#order.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isBefore(this.#order[middle], one)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

const isBefore = (a: Due, b: Due): boolean => a.due_ms < b.due_ms || (a.due_ms === b.due_ms && a.id < b.id);
