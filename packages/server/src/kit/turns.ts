import { performance } from 'node:perf_hooks';
import { setImmediate as breathe } from 'node:timers/promises';

/** How long a piece of work has the event loop to itself: live traffic of the city goes over the same one. */
const TURN_MS = 8;

/** Long work in turns with whatever else waits in the process: it pauses where its turn is over. */
export class Turns {
  #since_ms = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#since_ms >= TURN_MS;
  }

  async pause(): Promise<void> {
    await breathe();
    this.#since_ms = performance.now();
  }
}
