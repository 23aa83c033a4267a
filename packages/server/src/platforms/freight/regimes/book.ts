import { FIRST_REGIMES, type RegimeBook } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { createReload } from '../../../kit/reload.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import type { RegimesChange, Snapshot } from './model.ts';
import { snapshotOf } from './snapshot.ts';
import type { RegimeStore } from './store.ts';

export interface BookDeps {
  readonly store: RegimeStore;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** The record of regimes as everybody reads it: an immutable snapshot in memory, replaced after each change. */
export class RegimeRecord {
  readonly changes: Topic<RegimesChange>;
  #now: Snapshot = snapshotOf([], [], [], [], []);

  readonly #reread: () => Promise<void>;

  constructor(private readonly deps: BookDeps) {
    this.changes = createTopic(deps.onError);
    this.#reread = createReload(async () => {
      this.#now = await deps.store.read();
    });
  }

  get snapshot(): Snapshot {
    return this.#now;
  }

  /** In force and planned. */
  book = (): RegimeBook => this.#now.book;

  /** Reads the record; on a new database the regimes of every installation are put there first, once. */
  load = async (): Promise<void> => {
    const { store } = this.deps;
    this.#now = await store.read();
    if (this.#now.planned.length > 0) return;
    await store.transaction(async (tx) => {
      const record = store.of(tx);
      await record.hold();
      if ((await record.read()).planned.length > 0) return;
      for (const regime of FIRST_REGIMES.regimes)
        await record.addVersion({
          ...{ code: regime.code, version: regime.version, regime, resumes: false },
          ...{ announced_ms: null, reason: '' },
        });
      for (const state of FIRST_REGIMES.ports)
        await record.addPortState({ state, made_ms: null, made_by: null });
      // What began before this installation settles no trips of it.
      const now_ms = this.deps.clock.now();
      await record.addSwitch(now_ms, now_ms);
      await record.endSwitch(now_ms, now_ms, NOTHING_SETTLED);
    });
    this.#now = await store.read();
  };

  /** Reads the record again, and says to others what changed. */
  async changed(kind?: RegimesChange['kind']): Promise<void> {
    await this.#reread();
    if (kind) this.changes.publish({ kind, book: this.#now.book });
  }
}

export const NOTHING_SETTLED = { unaffected: 0, rejudged: 0, cancelled: 0, finishes: 0, changes: 0 };
