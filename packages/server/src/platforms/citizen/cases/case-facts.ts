import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { type ClockEvents, readClock } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { CaseFacts, ClockFact } from './case-fact.ts';
import { createFactStore } from './fact-store.ts';
import type { CaseUnits } from './units.ts';

export function createCaseFacts(
  db: Db,
  calendar: WorkingCalendar,
  units: Pick<CaseUnits, 'names'>,
  now: () => number,
): CaseFacts {
  const store = createFactStore(db);
  return {
    closedBetween: store.closedBetween,
    answeredBetween: store.answeredBetween,
    of: store.of,
    unitNames: units.names,
    async clocksOf(ids) {
      const clocks = await store.clocksOf(ids);
      const read = (events: ClockEvents | undefined) => (events ? factOf(events, calendar, now()) : null);
      return new Map(
        ids.map((id) => [
          id,
          { answer: read(clocks.get(`${id}/answer`)), closing: read(clocks.get(`${id}/closing`)) },
        ]),
      );
    },
  };
}

function factOf(events: ClockEvents, calendar: WorkingCalendar, now_ms: number): ClockFact {
  const { due_ms, finished_ms, state } = readClock(events, calendar, now_ms);
  return { due_ms, finished_ms, withdrawn: state === 'withdrawn' };
}
