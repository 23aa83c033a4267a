import type { Signal } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { type Area, isWithin } from '../../kit/area.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import { type OpenSignal, type Present, reconcile, type SignalChange } from './model.ts';
import type { DetectionStore } from './store.ts';

/** What was open before a restart is waited for so long. */
const PATIENCE_MS = 20 * MINUTE_MS;

export interface SignalBookDeps {
  readonly store: DetectionStore;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A look at everything of some kinds. */
export interface Looked {
  readonly present: readonly Present[];
  /** Keys that went up in another. */
  readonly merged?: ReadonlySet<string>;
  /** Which signals were looked for. */
  readonly of: (signal: Signal) => boolean;
}

/** The open signals as the database has them: looks are compared with them one after the other, and what changed is published once it is stored. */
export class SignalBook {
  readonly changes: Topic<SignalChange>;
  readonly #deps: SignalBookDeps;
  readonly #started_ms: number;
  #open: readonly OpenSignal[] = [];
  #working: Promise<void> = Promise.resolve();

  constructor(deps: SignalBookDeps) {
    this.#deps = deps;
    this.#started_ms = deps.clock.now();
    this.changes = createTopic((err) => deps.log.error({ err }, 'a listener of signals failed'));
  }

  /** Takes up what stands open in the store. */
  async recall(): Promise<void> {
    const { store, clock } = this.#deps;
    await store.endOthers(clock.now());
    this.#open = (await store.listOpen()).map((signal) => ({ signal, key: null }));
  }

  /** As an area sees them. */
  listOpen(area: Area): Signal[] {
    return this.#open.map(({ signal }) => signal).filter(({ place }) => isWithin(area, place.district));
  }

  /** Stores a look in its turn; one that fails is said, and the next one finds the same again. @param then hears what changed */
  take(look: Looked, then: (told: readonly SignalChange[]) => Promise<void> = async () => undefined): void {
    this.#working = this.#working
      .then(async () => then(await this.#settle(look)))
      .catch((err) => this.#deps.log.error({ err }, 'signals could not be stored; trying again in a minute'));
  }

  /** A signal that a person said something of. */
  note(signal: Signal): void {
    this.#open = this.#open.map((one) => (one.signal.id === signal.id ? { ...one, signal } : one));
    this.changes.publish({ what: 'changed', signal });
  }

  /** Resolves when all that was taken is stored. */
  flush(): Promise<void> {
    return this.#working;
  }

  async #settle({ present, merged = new Set(), of }: Looked): Promise<readonly SignalChange[]> {
    const { store, clock } = this.#deps;
    const now_ms = clock.now();
    const patience = now_ms - this.#started_ms < PATIENCE_MS;
    const found = reconcile(this.#open, { present, merged, patience, of });
    const done = await store.apply(found, now_ms);
    const touched = new Set([...found.change, ...found.end].map(({ open }) => open));
    this.#open = [...this.#open.filter((one) => !touched.has(one)), ...done.open];
    for (const change of done.changes) this.changes.publish(change);
    return done.changes;
  }
}
