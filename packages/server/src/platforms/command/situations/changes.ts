import type { ClockRule } from '@opentocc/contract';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import {
  type ChangeOf,
  type ChangingDeps,
  createChanging,
  DraftOf,
  type Seen,
} from '../../../kit/changing.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { situationsErrors } from './errors.ts';
import type { NewEntry, SituationRow } from './model.ts';
import { type ClockMoment, SituationClocks } from './situation-clocks.ts';
import type { Author, SituationQueries, SituationStore } from './store.ts';

/** A situation while it is changed. */
export class Draft extends DraftOf<SituationRow, NewEntry, SituationClocks> {
  get moment(): ClockMoment {
    const { received_ms, level, state } = this.row;
    return { at_ms: this.by.at_ms, by: this.by.actor, received_ms, level, state };
  }
}

export type Change = ChangeOf<NewEntry>;

export interface ChangerDeps
  extends Pick<ChangingDeps<SituationRow, NewEntry, Draft, SituationQueries>, 'within' | 'committed'> {
  readonly store: SituationStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  /** By which clocks begin. */
  readonly rules: () => readonly ClockRule[];
}

/** The one way in which a situation is changed. */
export function createChanger({ calendar, rules, ...deps }: ChangerDeps) {
  const { authorOf, change } = createChanging<SituationRow, NewEntry, Draft, SituationQueries>({
    ...deps,
    draft: (row, known, by) => new Draft(row, new SituationClocks(known, calendar, rules()), by),
    written: ({ row }) => row,
    refusals: {
      unknown: (id) => situationsErrors.unknown({ id }),
      fixed: ({ id, merged_into: into }) =>
        into === null ? undefined : situationsErrors.merged({ id, into }),
      changed: ({ id, version }, seen) => situationsErrors.changed({ id, now: version, seen }),
    },
  });
  return {
    authorOf,
    /** @throws AppError when one of them is unknown, out of the area, merged away or was changed meanwhile */
    change: <T>(
      seen: readonly Seen[],
      area: Area,
      by: Author,
      work: (drafts: readonly Draft[], queries: SituationQueries, tx: Db) => Promise<T>,
    ): Promise<T> => change(seen, ({ district }) => isWithin(area, district), by, work),
  };
}

export type Changer = ReturnType<typeof createChanger>;
