import { sql } from 'kysely';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { CaseFact } from '../cases/index.ts';
import type { VisitedCases } from './model.ts';
import { createRuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createVisits } from './service.ts';
import { createVisitStore } from './store.ts';

const NOW_MS = Date.parse('2026-11-24T09:00:00+08:00');

export const supervisor: Acting = {
  address: '127.0.0.1',
  session: { principal: 'account:7', account: 'supervisor', permissions: [], reach: {} },
} as unknown as Acting;

/** What visits do to cases, on record in a table of the same database, so that it can be counted over all processes. */
export async function makeCases(db: Db): Promise<void> {
  await sql`CREATE TABLE opened_again (id integer NOT NULL)`.execute(db);
}

const fact = (id: number): CaseFact => ({
  ...{ id, number: `N${String(id).padStart(4, '0')}`, version: 3, state: 'closed', type: 'complaint' },
  ...{
    field: 'highway',
    category: 'toll',
    channel: 'phone',
    title: '收费有误',
    district: null,
    unit: 'toll',
  },
  ...{ received_ms: NOW_MS - 9e7, first_answered_ms: NOW_MS - 8e7, closed_ms: NOW_MS - 7e7, at_once: false },
  ...{ dispatches: 1, returns: 0, reworks: 0, round: 1, merged_into: null, answer_by: 'phone' },
  ...{ reachable: true, person: `person-${id}`, taken_by: 'agent', answered_by: 'unit' },
});

/** Cases as a process has them; a case that was opened again is not opened a second time. */
function casesOf(db: Db, ids: readonly number[]): VisitedCases {
  return {
    facts: {
      closedBetween: async () => ids.map(fact),
      answeredBetween: async () => [],
      of: async (some) => some.map(fact),
      clocksOf: async () => new Map(),
      unitNames: async () => new Map(),
    },
    async reopen(id) {
      await sql`INSERT INTO opened_again SELECT ${id}::int
        WHERE NOT EXISTS (SELECT 1 FROM opened_again WHERE id = ${id})`.execute(db);
    },
    note: async () => undefined,
    reveal: async () => ({ name: '', phone: null, email: null }),
    tell: async () => true,
  };
}

export function openVisits(db: Db, day: number) {
  const clock = { now: () => NOW_MS };
  const audit = { record: async () => undefined };
  const ruleBook = createRuleBook({ store: createRuleStore(db), clock, audit });
  return createVisits({
    ...{ store: createVisitStore(db), clock, audit, ruleBook, keys: testKeys },
    ...{ calendar: createWorkingCalendar(), random: (bytes) => new Uint8Array(bytes).fill(day + 1) },
    ...{ cases: casesOf(db, [day * 10 + 1, day * 10 + 2, day * 10 + 3]), addressOf: (token) => token },
    onError: (error) => {
      throw error;
    },
  });
}
