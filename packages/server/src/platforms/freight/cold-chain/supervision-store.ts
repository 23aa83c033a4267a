import type { SupervisionState } from '@opentocc/core/freight';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { ReadingRow, RefusalRow, Tables } from './model.ts';

/** Readings and what they set off. */
export function supervisionOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async saveSupervision(id: string, supervision: SupervisionState): Promise<void> {
      await db
        .updateTable('cold_chain_consignment')
        .set({ supervision: JSON.stringify(supervision) as never })
        .where('id', '=', id)
        .execute();
    },
    async addReadings(rows: readonly ReadingRow[]): Promise<void> {
      if (rows.length === 0) return;
      await db
        .insertInto('cold_chain_reading')
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async hasReading(consignment: string, at_ms: number): Promise<boolean> {
      const row = await db
        .selectFrom('cold_chain_reading')
        .select('at_ms')
        .where('consignment', '=', consignment)
        .where('at_ms', '=', at_ms)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** The place of the log of fixes up to which holds are judged; null before the first time. */
    async heard(): Promise<number | null> {
      const row = await db.selectFrom('cold_chain_heard').select('seq').executeTakeFirst();
      return row?.seq ?? null;
    },
    async saveHeard(seq: number): Promise<void> {
      await db
        .insertInto('cold_chain_heard')
        .values({ id: 1, seq })
        .onConflict((on) => on.column('id').doUpdateSet({ seq }))
        .execute();
    },
    readingsOf: (consignment: string, most: number): Promise<ReadingRow[]> =>
      db
        .selectFrom('cold_chain_reading')
        .selectAll()
        .where('consignment', '=', consignment)
        .orderBy('at_ms', 'desc')
        .limit(most)
        .execute(),
    async countRefusal({ day, sensor, reason, n, last_ms, example }: RefusalRow): Promise<void> {
      await sql`
        INSERT INTO cold_chain_refusal (day, sensor, reason, n, last_ms, example)
        VALUES (${day}, ${sensor}, ${reason}, ${n}, ${last_ms}, ${example})
        ON CONFLICT (day, sensor, reason) DO UPDATE SET
          n = cold_chain_refusal.n + excluded.n, last_ms = excluded.last_ms, example = excluded.example`.execute(
        of,
      );
    },
    listRefusals: (since_day: string): Promise<RefusalRow[]> =>
      db
        .selectFrom('cold_chain_refusal')
        .selectAll()
        .where('day', '>=', since_day)
        .orderBy('last_ms', 'desc')
        .limit(200)
        .execute(),
  };
}
