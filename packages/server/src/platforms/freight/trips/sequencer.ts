import type { Clock } from '../../../kit/clock.ts';
import type { TripChange } from './door.ts';
import { Draft } from './draft.ts';
import { tripErrors } from './errors.ts';
import type { TripRoll } from './roll.ts';
import type { TripStore } from './store.ts';

/** As many decisions as are written at once at most: a commit takes some milliseconds, whatever it holds. */
const MOST = 500;

interface Waiting {
  readonly decide: (draft: Draft) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface SequencerDeps {
  readonly roll: TripRoll;
  readonly store: TripStore;
  readonly clock: Clock;
  /** Of what is written; in the order of decisions. */
  readonly committed: (changes: readonly TripChange[]) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The one who decides on trips: requests one after the other, in the order of their arrival, in memory; those that came
 * while a batch was being written are the next batch. A request is answered once its batch is durable. A batch that cannot be
 * written is forgotten as a whole, and the roll read again.
 *
 * A lock on the row of a slot instead lets whoever the database wakes first go first: under 500 requests a second that was
 * neither in the order of arrival, nor as fast, since each waits for the commit of the one before.
 */
export class Sequencer {
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  /** Memory may differ from the database: nothing is decided before it is read again. */
  #isStale = false;

  constructor(private readonly deps: SequencerDeps) {}

  /** @throws whatever `decide` throws; AppError `trips.not_saved` when it could not be written */
  submit<T>(decide: (draft: Draft) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ decide, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is being decided. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whoever asks in the same turn of the event loop is in the first batch.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#batch(this.#queue.splice(0, MOST));
    this.#running = null;
  }

  async #batch(all: readonly Waiting[]): Promise<void> {
    const { roll, store, clock, committed, onError } = this.deps;
    if (!(await this.#isFresh())) {
      for (const { reject } of all) reject(tripErrors.not_saved());
      return;
    }
    const draft = new Draft(roll, clock.now());
    const decided = all.flatMap(({ decide, resolve, reject }) => {
      try {
        const value = decide(draft) as never;
        return [{ reject, answer: () => resolve(value) }];
      } catch (error) {
        reject(error);
        return [];
      }
    });
    try {
      if (!draft.isEmpty) await store.write(draft.written());
    } catch (error) {
      onError(error);
      this.#isStale = true;
      for (const { reject } of decided) reject(tripErrors.not_saved());
      return;
    }
    committed(draft.changes());
    for (const { answer } of decided) answer();
  }

  /** Reads the roll again where it may differ. @returns whether it is as the database has it */
  async #isFresh(): Promise<boolean> {
    const { roll, store, clock, onError } = this.deps;
    if (!this.#isStale) return true;
    try {
      await roll.load(store, clock.now());
      this.#isStale = false;
    } catch (error) {
      onError(error);
    }
    return !this.#isStale;
  }
}
