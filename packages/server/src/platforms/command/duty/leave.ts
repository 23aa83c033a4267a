import type { DutyLeave, NewDutyLeave } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { dutyErrors } from './errors.ts';
import { openPeople } from './people-book.ts';
import { requireReach, unitsReached } from './reach.ts';
import { FOR_EVER_MS } from './roster-model.ts';
import type { RostersDeps } from './rosters.ts';
import { createRosterStore, type LeaveRow } from './store.ts';

/** Longest leave. Assumed (2026-11-27): maternity leave in Guangdong is 178 days. */
const MOST_DAYS = 200;

/** Leave of people: whoever is on it does not stand, whatever a roster says. */
export function createLeaveDesk({ db, clock, audit, people }: Omit<RostersDeps, 'log'>) {
  const store = createRosterStore(db);
  return {
    /** What is not over, within reach. */
    async list(acting: Acting): Promise<DutyLeave[]> {
      const units = unitsReached(acting, 'duty:read');
      const rows = await store.listLeave({ from_ms: clock.now(), to_ms: FOR_EVER_MS });
      return rows.filter(({ unit }) => units === null || units.includes(unit)).map(shown);
    },
    async add(acting: Acting, leave: NewDutyLeave): Promise<DutyLeave> {
      const { from_ms, to_ms, person } = leave;
      if (!(from_ms < to_ms && to_ms - from_ms <= MOST_DAYS * DAY_MS))
        throw dutyErrors.span({ days: MOST_DAYS });
      const found = (await openPeople(people)).get(person);
      if (!found?.holds) throw dutyErrors.person_unknown({ person });
      requireReach(acting, 'duty:plan', found.unit);
      const row = await store.addLeave({ ...leave, unit: found.unit, author: acting.session.account });
      await audit(acting, 'duty.leave-add', `duty-leave:${row.id}`, {
        person: found.name,
        kind: leave.kind,
        from_ms,
        to_ms,
      });
      return shown(row);
    },
    async withdraw(acting: Acting, id: number): Promise<void> {
      const row = await store.findLeave(id);
      if (!row) throw dutyErrors.leave_unknown();
      requireReach(acting, 'duty:plan', row.unit);
      await store.withdrawLeave(id, clock.now());
      const { person, from_ms, to_ms } = row;
      await audit(acting, 'duty.leave-withdraw', `duty-leave:${id}`, { before: { person, from_ms, to_ms } });
    },
  };
}

const shown = ({ id, person, from_ms, to_ms, kind, author }: LeaveRow): DutyLeave => ({
  ...{ id, person, from_ms, to_ms, kind, by: author },
});
