import { setTimeout as sleep } from 'node:timers/promises';

/** Messages that are being taken in. After `close` nothing is acknowledged any more, so that its sender sends it again. */
export class InFlight {
  readonly #taken = new Set<Promise<void>>();
  #isClosed = false;

  /** @param done called once the message may be acknowledged, or with what went wrong; never after a close */
  add(taken: Promise<void>, done: (error: Error | null) => void): void {
    const settled: Promise<void> = taken.then(
      () => this.#settle(settled, done, null),
      (error: Error) => this.#settle(settled, done, error),
    );
    this.#taken.add(settled);
  }

  /** Waits for what is under way, so long at most. */
  async close(most_ms: number): Promise<void> {
    await Promise.race([Promise.all(this.#taken), sleep(most_ms, undefined, { ref: false })]);
    this.#isClosed = true;
  }

  #settle(settled: Promise<void>, done: (error: Error | null) => void, error: Error | null): void {
    this.#taken.delete(settled);
    if (!this.#isClosed) done(error);
  }
}
