import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Obligations } from '../../kit/obligations.ts';
import { migrations } from './migrations/index.ts';
import { serveObligations } from './routes.ts';
import { createNoteStore } from './store.ts';

/** Age at which marks are deleted. Assumed (2026-11-27): nothing waits for half a year. */
const KEEP_MS = 180 * DAY_MS;

export const declaration: ModuleDeclaration = { name: 'obligations', migrations };

export interface ObligationsDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** What waits in each module. */
  readonly modules: readonly Obligations[];
}

export function obligationsModule({ db, clock, modules }: ObligationsDeps): Module {
  const notes = createNoteStore(db);
  return {
    name: 'obligations',
    routes: [serveObligations({ notes, clock, modules })],
    jobs: [
      {
        name: 'forget old marks of what waited',
        every_ms: 3_600_000,
        run: () => notes.forget(clock.now() - KEEP_MS),
      },
    ],
  };
}
