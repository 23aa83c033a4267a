import { sql } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { CaseFact } from './case-fact.ts';

const PAGE = 20_000;

/** Cases as figures see them, read for many at once. */
export function createFactStore(db: Db) {
  const select = (where: ReturnType<typeof sql>) => sql<CaseFact>`
    SELECT c.id, c.number, c.version, c.state, c.type, c.field, c.category, c.channel, c.title, c.district,
      coalesce(c.unit, answers.unit) AS unit, c.received_ms, first.at_ms AS first_answered_ms, c.closed_ms,
      coalesce(first.at_once, false) AS at_once, c.dispatches, c.returns, c.reworks, c.round, c.merged_into,
      c.answer_by, (a.phone_sealed IS NOT NULL OR a.email_sealed IS NOT NULL) AS reachable,
      a.phone_index AS person,
      CASE WHEN received.principal LIKE 'account:%' THEN received.actor ELSE '' END AS taken_by, first.author AS answered_by
    FROM cases_case c
    LEFT JOIN cases_asker a ON a."case" = c.id
    LEFT JOIN LATERAL (SELECT unit FROM cases_answer WHERE "case" = c.id ORDER BY id DESC LIMIT 1) answers ON true
    LEFT JOIN LATERAL (SELECT at_ms, at_once, author FROM cases_answer WHERE "case" = c.id ORDER BY id LIMIT 1) first ON true
    LEFT JOIN LATERAL (SELECT actor, principal FROM cases_entry WHERE "case" = c.id ORDER BY id LIMIT 1) received ON true
    WHERE ${where} ORDER BY c.id`;
  return {
    closedBetween: async (from_ms: number, to_ms: number): Promise<CaseFact[]> =>
      (await select(sql`c.closed_ms >= ${from_ms} AND c.closed_ms < ${to_ms}`).execute(db)).rows,
    answeredBetween: async (from_ms: number, to_ms: number): Promise<CaseFact[]> =>
      (
        await select(sql`first.at_ms >= ${from_ms} AND first.at_ms < ${to_ms} AND c.id IN (
          SELECT "case" FROM cases_answer WHERE at_ms >= ${from_ms} AND at_ms < ${to_ms})`).execute(db)
      ).rows,
    async of(ids: readonly number[]): Promise<CaseFact[]> {
      const found: CaseFact[] = [];
      for (let from = 0; from < ids.length; from += PAGE)
        found.push(...(await select(sql`c.id = ANY(${ids.slice(from, from + PAGE)})`).execute(db)).rows);
      return found;
    },
    /** Events of the clocks of the first round, by "12/answer". */
    async clocksOf(ids: readonly number[]): Promise<ReadonlyMap<string, ClockEvent[]>> {
      const found = new Map<string, ClockEvent[]>();
      const { rows } = await sql<{ case: number; clock: string; event: ClockEvent }>`
        SELECT "case", clock, event FROM cases_clock_event
        WHERE "case" = ANY(${[...ids]}) AND clock IN ('answer', 'closing') ORDER BY "case", clock, seq`.execute(
        db,
      );
      for (const { case: id, clock, event } of rows) {
        const known = found.get(`${id}/${clock}`);
        if (known) known.push(event);
        else found.set(`${id}/${clock}`, [event]);
      }
      return found;
    },
  };
}
