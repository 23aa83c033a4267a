import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { inPages } from '../../../kit/in-pages.ts';
import type { AnsweredVisit } from './model.ts';
import type { Tables } from './tables.ts';

/** Visits that are read at once. */
const AT_ONCE = 2000;

/** Visits that were answered, as figures ask for them. */
export function answeredVisitsOf(of: Db) {
  const db = tables<Tables>(of);
  const answeredAfter = (last: AnsweredVisit | undefined, from_ms: number, to_ms: number) =>
    db
      .selectFrom('visits_visit')
      .select(['id', 'case', 'type', 'field', 'unit', 'at_once', 'state', 'answered_ms'])
      .select(['asks_satisfaction', 'satisfied', 'satisfied_from'])
      .where('answered_ms', '>=', from_ms)
      .where('answered_ms', '<', to_ms)
      .$if(last !== undefined, (query) =>
        query.where(sql<boolean>`(answered_ms, id) > (${last?.answered_ms ?? 0}, ${last?.id ?? 0})`),
      )
      .orderBy('answered_ms')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
  return {
    listAnsweredBetween: (from_ms: number, to_ms: number): Promise<AnsweredVisit[]> =>
      inPages((last: AnsweredVisit | undefined) => answeredAfter(last, from_ms, to_ms), AT_ONCE),
    /** Cases with a visit that somebody answered, of those given. */
    async answeredOf(cases: readonly number[]): Promise<ReadonlySet<number>> {
      const { rows } = await sql<{ case: number }>`
        SELECT "case" FROM visits_visit WHERE state = 'answered' AND "case" = ANY(${[...cases]})`.execute(db);
      return new Set(rows.map((row) => row.case));
    },
  };
}
