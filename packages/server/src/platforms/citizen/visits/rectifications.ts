import type { Rectification } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { act, type ClockEvent, readClock } from '../../../kit/clocks/index.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { visitsErrors } from './errors.ts';
import {
  type Author,
  authorOf,
  type RectificationEntry,
  type RectificationRow,
  type VisitRow,
} from './model.ts';
import type { Units } from './rectification-store.ts';
import { RECTIFICATION_RULE } from './rules.ts';
import type { VisitQueries, VisitStore } from './store.ts';
import { RECTIFICATION_WORDS } from './words.ts';

export interface RectificationsDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
}

interface Changing {
  readonly row: RectificationRow;
  readonly by: Author;
  set(part: Partial<RectificationRow>): void;
  note(kind: RectificationEntry['kind'], text: string): void;
  tick(event: ClockEvent): void;
}

/** What is put right after a bad answer, from its beginning to where a supervisor is content with what was done. */
export function createRectifications({ store, clock, calendar }: RectificationsDeps) {
  /** In the transaction of the answer. */
  async function begin(queries: VisitQueries, visit: VisitRow, by: Author): Promise<void> {
    const event: ClockEvent = {
      kind: 'started',
      at_ms: by.at_ms,
      rule: RECTIFICATION_RULE,
      why: '差评 bad answer',
    };
    const { due_ms } = readClock([event], calendar, by.at_ms);
    const { id } = await queries.addRectification({
      ...{ version: 1, visit: visit.id, case: visit.case, state: 'open', unit: visit.unit, owner: null },
      ...{ began_ms: by.at_ms, due_ms, done: null, closed_ms: null },
    });
    await queries.addClockEvent(id, 0, event);
    await queries.addRectificationEntry({ rectification: id, ...by, kind: 'began', text: visit.comment });
  }

  /** The one way in which a rectification is changed. */
  async function change(
    acting: Acting,
    units: Units,
    { id, version, from }: { id: number; version: number; from: readonly RectificationRow['state'][] },
    work: (changing: Changing) => void,
  ): Promise<void> {
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const found = checked(await queries.holdRectification(id), units, { id, version, from });
      const by = authorOf(acting, clock.now());
      let row = found;
      const [notes, ticks]: [RectificationEntry[], ClockEvent[]] = [[], []];
      work({
        ...{ row: found, by },
        set: (part) => {
          row = { ...row, ...part };
        },
        note: (kind, text) => void notes.push({ rectification: id, ...by, kind, text }),
        tick: (event) => void ticks.push(event),
      });
      const known = (await queries.clockEventsOf([id])).get(id) ?? [];
      const events = ticks.reduce<readonly ClockEvent[]>((all, event) => act(all, event, calendar), known);
      const { due_ms } = readClock(events, calendar, by.at_ms);
      await queries.saveRectification({ ...row, due_ms });
      for (const [i, event] of ticks.entries()) await queries.addClockEvent(id, known.length + i, event);
      for (const note of notes) await queries.addRectificationEntry(note);
    });
  }

  return {
    begin,
    own: (acting: Acting, units: Units, id: number, version: number) =>
      change(acting, units, { id, version, from: ['open'] }, ({ by, set, note }) => {
        set({ owner: by.actor });
        note('owned', '');
      }),
    /** The clock ends where the unit says what it did, and goes on where the supervisor is not content. */
    finish: (
      acting: Acting,
      units: Units,
      id: number,
      { version, done }: { version: number; done: string },
    ) =>
      change(acting, units, { id, version, from: ['open'] }, ({ row, by, set, note, tick }) => {
        set({ state: 'done', done, owner: row.owner ?? by.actor });
        note('done', done);
        tick({ kind: 'finished', at_ms: by.at_ms, by: by.actor });
      }),
    judge: (
      acting: Acting,
      id: number,
      { version, closed, reason }: { version: number; closed: boolean; reason: string },
    ) =>
      change(acting, null, { id, version, from: ['done'] }, ({ by, set, note, tick }) => {
        if (!closed) tick({ kind: 'reopened', at_ms: by.at_ms, reason });
        set(closed ? { state: 'closed', closed_ms: by.at_ms } : { state: 'open' });
        note(closed ? 'closed' : 'back', reason);
      }),
    async read(units: Units, rows: readonly RectificationRow[], names: Names): Promise<Rectification[]> {
      const ids = rows.map(({ id }) => id);
      const [visits, entries, clocks] = await Promise.all([
        store.visitsOfRectifications(rows.map(({ visit }) => visit)),
        store.entriesOf(ids).then((all) => groupBy(all, ({ rectification }) => rectification)),
        store.clockEventsOf(ids),
      ]);
      return rows
        .filter((row) => reaches(units, row))
        .flatMap((row) => {
          const visit = visits.get(row.visit);
          return visit
            ? [
                shown(
                  row,
                  visit,
                  entries.get(row.id) ?? [],
                  readClock(clocks.get(row.id) ?? [], calendar, clock.now()),
                  names,
                ),
              ]
            : [];
        });
    },
  };
}

export type Rectifications = ReturnType<typeof createRectifications>;
type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

/** @throws AppError when it is unknown or out of reach, was changed meanwhile, or cannot be treated so in its state */
function checked(
  found: RectificationRow | undefined,
  units: Units,
  { id, version, from }: { id: number; version: number; from: readonly RectificationRow['state'][] },
): RectificationRow {
  if (!found || !reaches(units, found)) throw visitsErrors.unknown_rectification({ id });
  if (found.version !== version) throw visitsErrors.rectification_changed({ id });
  if (!from.includes(found.state))
    throw visitsErrors.rectification_state({ id, state: RECTIFICATION_WORDS[found.state] });
  return found;
}

/** Of a unit, or of all; what no unit has is of those who reach all. */
const reaches = (units: Units, { unit }: Pick<RectificationRow, 'unit'>): boolean =>
  units === null || (unit !== null && units.includes(unit));

function shown(
  row: RectificationRow,
  visit: VisitRow,
  timeline: readonly RectificationEntry[],
  clock: Rectification['clock'],
  names: Names,
): Rectification {
  const { unit } = row;
  return {
    ...{ ...row, number: visit.number, title: visit.title, clock },
    unit_name: unit === null ? null : (names.get(unit) ?? { zh: unit, en: unit }),
    answers: {
      ...{ answered: visit.answered ?? false, handled: visit.handled ?? 'no' },
      ...{ satisfied: visit.satisfied, comment: visit.comment },
    },
    timeline: timeline.map(({ at_ms, actor, kind, text }) => ({ at_ms, by: actor, kind, text })),
  };
}
