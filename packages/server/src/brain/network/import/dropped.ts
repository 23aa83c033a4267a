/** Counts what of a source is left out, by reason: nothing is dropped silently. */
export class Dropped {
  readonly #counts = new Map<string, number>();

  add(reason: string, n = 1): void {
    if (n === 0) return;
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + n);
  }

  toRecord(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([, a], [, b]) => b - a));
  }
}
