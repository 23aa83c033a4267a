import { sql } from 'kysely';
import { type Db, type Migrations, tables } from '../../kit/db.ts';
import type { Counts } from './model.ts';

interface Tables {
  quality_hour: {
    source: number;
    hour_ms: number;
    received: number;
    accepted: number;
    expected: number;
    rejected: string;
    delays: string;
  };
}

/** One hour of one source. */
export interface SourceHour {
  readonly source: number;
  /** Start of the hour, UTC ms. */
  readonly hour_ms: number;
  readonly counts: Counts;
}

export const migrations: Migrations = {
  quality_001_hour: {
    async up(db) {
      await sql`
        CREATE TABLE quality_hour (
          source integer NOT NULL,
          hour_ms bigint NOT NULL,
          received bigint NOT NULL,
          accepted bigint NOT NULL,
          expected double precision NOT NULL,
          rejected jsonb NOT NULL,
          delays jsonb NOT NULL,
          PRIMARY KEY (source, hour_ms)
        )`.execute(db);
    },
  },
};

/** The only SQL of the module. */
export function createQualityStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** Writes hours as they stand now, over what was written of them before. */
    async saveHours(hours: readonly SourceHour[]): Promise<void> {
      if (hours.length === 0) return;
      await db
        .insertInto('quality_hour')
        .values(
          hours.map(({ source, hour_ms, counts: { received, accepted, expected, rejected, delays } }) => ({
            source,
            hour_ms,
            received,
            accepted,
            expected,
            rejected: JSON.stringify(rejected),
            delays: JSON.stringify(delays),
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['source', 'hour_ms']).doUpdateSet((excluded) => ({
            received: excluded.ref('excluded.received'),
            accepted: excluded.ref('excluded.accepted'),
            expected: excluded.ref('excluded.expected'),
            rejected: excluded.ref('excluded.rejected'),
            delays: excluded.ref('excluded.delays'),
          })),
        )
        .execute();
    },
    /** Hours that start in [from_ms, to_ms), of one source or of all, oldest first. */
    async listHours(from_ms: number, to_ms: number, source?: number): Promise<SourceHour[]> {
      const rows = await db
        .selectFrom('quality_hour')
        .selectAll()
        .where('hour_ms', '>=', from_ms)
        .where('hour_ms', '<', to_ms)
        .$if(source !== undefined, (query) => query.where('source', '=', source!))
        .orderBy('hour_ms')
        .execute();
      return rows.map(({ source, hour_ms, rejected, delays, ...numbers }) => ({
        source,
        hour_ms,
        // jsonb comes back parsed.
        counts: {
          ...numbers,
          rejected: rejected as unknown as Counts['rejected'],
          delays: delays as unknown as number[],
        },
      }));
    },
  };
}

export type QualityStore = ReturnType<typeof createQualityStore>;
