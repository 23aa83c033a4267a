import type { RejectReason } from '@opentocc/contract';
import { DELAY_BOUNDS_S, emptyClasses } from '@opentocc/core/quality';
import type { Kysely } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import { createFindingStore } from './finding-store.ts';
import { createHandlingStore } from './handling-store.ts';
import { type Counts, emptyCounts } from './model.ts';
import type { StoredReject } from './reject-samples.ts';

/** What of an hour has no column of its own. */
type Rest = Pick<Counts, 'last_ms' | 'on_time' | 'road' | 'shift' | 'clocks'>;

interface Tables {
  quality_hour: {
    source: number;
    hour_ms: number;
    received: number;
    accepted: number;
    expected: number;
    /** jsonb: they come back parsed. */
    rejected: string;
    delays: string;
    rest: string;
  };
  quality_reject: {
    source: number;
    hour_ms: number;
    reason: RejectReason;
    received_ms: number;
    sample: string;
  };
}

/** One hour of one source. */
export interface SourceHour {
  readonly source: number;
  /** Start of the hour, UTC ms. */
  readonly hour_ms: number;
  readonly counts: Counts;
}

/** All samples of one source, reason and hour. */
export interface RejectDrawer {
  readonly source: number;
  readonly reason: RejectReason;
  readonly hour_ms: number;
  readonly rejects: readonly StoredReject[];
}

export interface RejectQuery {
  readonly source: number;
  readonly reason?: RejectReason;
  readonly from_ms: number;
  readonly to_ms: number;
}

/** SQL of what became of the fixes of each source, by the hour. */
function createHourRows(db: Kysely<Tables>) {
  return {
    /** Writes hours as they stand now, over what was written of them before. */
    async saveHours(hours: readonly SourceHour[]): Promise<void> {
      if (hours.length === 0) return;
      await db
        .insertInto('quality_hour')
        .values(hours.map(rowOf))
        .onConflict((conflict) =>
          conflict.columns(['source', 'hour_ms']).doUpdateSet((excluded) => ({
            received: excluded.ref('excluded.received'),
            accepted: excluded.ref('excluded.accepted'),
            expected: excluded.ref('excluded.expected'),
            rejected: excluded.ref('excluded.rejected'),
            delays: excluded.ref('excluded.delays'),
            rest: excluded.ref('excluded.rest'),
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
      return rows.map(hourOfRow);
    },
    /** The last hour of each source in which fixes came, however long ago. */
    async listLastHours(): Promise<SourceHour[]> {
      const rows = await db
        .selectFrom('quality_hour')
        .selectAll()
        .distinctOn('source')
        .where('received', '>', 0)
        .orderBy('source')
        .orderBy('hour_ms', 'desc')
        .execute();
      return rows.map(hourOfRow);
    },
  };
}

/** SQL of samples of rejected records. */
function createRejectRows(db: Kysely<Tables>) {
  return {
    /** Writes samples of rejected records, in place of those stored of the same hours and reasons. */
    async saveRejects(drawers: readonly RejectDrawer[]): Promise<void> {
      if (drawers.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        for (const { source, hour_ms, reason, rejects } of drawers) {
          await transaction
            .deleteFrom('quality_reject')
            .where('source', '=', source)
            .where('hour_ms', '=', hour_ms)
            .where('reason', '=', reason)
            .execute();
          await transaction
            .insertInto('quality_reject')
            .values(
              rejects.map((one) => ({
                source,
                hour_ms,
                reason,
                received_ms: one.received_ms,
                sample: JSON.stringify(one),
              })),
            )
            .execute();
        }
      });
    },
    /** Samples of the hours that start in [from_ms, to_ms), the newest first. */
    async listRejects({ source, reason, from_ms, to_ms }: RejectQuery): Promise<StoredReject[]> {
      const rows = await db
        .selectFrom('quality_reject')
        .select('sample')
        .where('source', '=', source)
        .where('hour_ms', '>=', from_ms)
        .where('hour_ms', '<', to_ms)
        .$if(reason !== undefined, (query) => query.where('reason', '=', reason!))
        .orderBy('received_ms', 'desc')
        .limit(1000)
        .execute();
      return rows.map(({ sample }) => sample as unknown as StoredReject);
    },
    /** All samples of one hour. */
    async listRejectsOf(hour_ms: number): Promise<StoredReject[]> {
      const rows = await db
        .selectFrom('quality_reject')
        .select('sample')
        .where('hour_ms', '=', hour_ms)
        .execute();
      return rows.map(({ sample }) => sample as unknown as StoredReject);
    },
    /** Deletes samples of hours before `before_ms`. */
    async forgetRejects(before_ms: number): Promise<void> {
      await db.deleteFrom('quality_reject').where('hour_ms', '<', before_ms).execute();
    },
  };
}

/** The only SQL of the module, findings apart. */
export function createQualityStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    findings: createFindingStore(root),
    handling: createHandlingStore(root),
    ...createHourRows(db),
    ...createRejectRows(db),
  };
}

export type QualityStore = ReturnType<typeof createQualityStore>;

function hourOfRow({
  source,
  hour_ms,
  rejected,
  delays,
  rest,
  ...numbers
}: Tables['quality_hour']): SourceHour {
  return {
    source,
    hour_ms,
    counts: {
      ...emptyCounts(),
      ...numbers,
      rejected: rejected as unknown as Counts['rejected'],
      delays: (delays as unknown as number[]) ?? emptyClasses(DELAY_BOUNDS_S),
      ...(rest as unknown as Partial<Rest>),
    },
  };
}

function rowOf({ source, hour_ms, counts }: SourceHour): Tables['quality_hour'] {
  const { received, accepted, expected, rejected, delays, ...rest } = counts;
  return {
    source,
    hour_ms,
    received,
    accepted,
    expected,
    rejected: JSON.stringify(rejected),
    delays: JSON.stringify(delays),
    rest: JSON.stringify(rest),
  };
}
