import { Turns } from '../../../kit/turns.ts';

/** Work done one piece after the other, in turns with whatever else waits in the process. */
export class WorkQueue {
  readonly #waiting: ((turns: Turns) => Promise<void> | void)[] = [];
  #running: Promise<void> | null = null;
  readonly #turns = new Turns();

  constructor(private readonly onError: (error: unknown) => void) {}

  get length(): number {
    return this.#waiting.length;
  }

  push(work: (turns: Turns) => Promise<void> | void): void {
    this.#waiting.push(work);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Not in the turn of whoever hands something over.
    await Promise.resolve();
    const turns = this.#turns;
    // Work that is handed over again and again, each piece short, is one long piece to whatever else waits.
    if (turns.isOver) await turns.pause();
    for (let work = this.#waiting.shift(); work; work = this.#waiting.shift()) {
      try {
        await work(turns);
      } catch (error) {
        this.onError(error);
      }
      if (turns.isOver) await turns.pause();
    }
    this.#running = null;
  }
}
