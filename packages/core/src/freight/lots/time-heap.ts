/** An entry of a {@link TimeHeap}. */
export interface Due {
  readonly key: number;
  readonly node: number;
  readonly steps: number;
}

/** A binary heap of nodes by when they are due, the earliest first; of the same instant, that with fewer steps. */
export class TimeHeap {
  readonly #items: Due[] = [];

  push(key: number, node: number, steps: number): void {
    const items = this.#items;
    const item = { key, node, steps };
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(item, items[parent])) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  pop(): Due | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isBefore(items[child + 1], items[child])) child++;
      if (!isBefore(items[child], last)) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return top;
  }
}

const isBefore = (one: Due, other: Due): boolean =>
  one.key < other.key || (one.key === other.key && one.steps < other.steps);
