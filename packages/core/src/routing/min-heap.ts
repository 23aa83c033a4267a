/**
 * Binary min-heap of integers by key in typed arrays, for searches that push a state again when its key falls (stale
 * entries are skipped by the search). Capacity is fixed: a search pushes at most once per edge and seed.
 */
export class MinHeap {
  readonly #key: Float64Array;
  readonly #item: Uint32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#key = new Float64Array(capacity + 1);
    this.#item = new Uint32Array(capacity + 1);
  }

  clear(): void {
    this.#size = 0;
  }

  /** Smallest key; Infinity when empty. */
  get least(): number {
    return this.#size === 0 ? Infinity : this.#key[1];
  }

  push(item: number, key: number): void {
    const keys = this.#key;
    const items = this.#item;
    let at = ++this.#size;
    while (at > 1) {
      const parent = at >> 1;
      if (keys[parent] <= key) break;
      keys[at] = keys[parent];
      items[at] = items[parent];
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Takes the item with the smallest key; the heap must not be empty. */
  pop(): number {
    const keys = this.#key;
    const items = this.#item;
    const top = items[1];
    const key = keys[this.#size];
    const item = items[this.#size];
    const size = --this.#size;
    let at = 1;
    for (let child = 2; child <= size; child = at << 1) {
      if (child < size && keys[child + 1] < keys[child]) child++;
      if (keys[child] >= key) break;
      keys[at] = keys[child];
      items[at] = items[child];
      at = child;
    }
    keys[at] = key;
    items[at] = item;
    return top;
  }
}
