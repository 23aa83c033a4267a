import type {
  CalibrationOverride,
  DayClass,
  FleetScaleSummary,
  NewOverride,
  TypicalDaySummary,
} from '@opentocc/contract';
import type { FreeShare } from '@opentocc/core/demand';
import { sql } from 'kysely';
import type { Db } from '../../kit/db.ts';

/** What is known of an estimate without its columns. */
export interface EstimateSummary {
  readonly typical_days: readonly TypicalDaySummary[];
  /** By class of roads; null where too little was seen. */
  readonly free_share: readonly (FreeShare | null)[];
  /** Vehicles that a pass stands for, by district and then outside all; null with too few detectors. */
  readonly scale: (FleetScaleSummary & { readonly by_zone: readonly number[] }) | null;
  readonly from_day: string;
  readonly to_day: string;
}

export interface StoredEstimate {
  readonly version: string;
  readonly made_ms: number;
  readonly summary: EstimateSummary;
}

/** A typical day as it is stored: gzipped columns. */
export type StoredDays = readonly { readonly day_class: DayClass; readonly passes: Uint8Array }[];

interface OverrideRow extends Omit<CalibrationOverride, 'withdrawn'> {
  readonly withdrawn_by: string | null;
  readonly withdrawn_ms: number | null;
  readonly withdrawn_reason: string | null;
}

/** Estimates beside the newest that stay, to look back at. */
const MOST_ESTIMATES = 14;
const MOST_WITHDRAWN = 50;

/** The only SQL of the module. */
export function createCalibrationStore(db: Db, network_version: string) {
  return {
    async findNewest(): Promise<StoredEstimate | undefined> {
      const { rows } = await sql<StoredEstimate>`SELECT version, made_ms, summary FROM calibration_estimate
        WHERE network_version = ${network_version} ORDER BY made_ms DESC, version DESC LIMIT 1`.execute(db);
      return rows[0];
    },
    async findDay(version: string, day_class: DayClass): Promise<Uint8Array | undefined> {
      const { rows } = await sql<{ passes: Uint8Array }>`SELECT passes FROM calibration_typical_day
        WHERE version = ${version} AND day_class = ${day_class}`.execute(db);
      return rows[0]?.passes;
    },
    /** Whole or not at all; forgets the oldest. */
    async add({ version, made_ms, summary }: StoredEstimate, days: StoredDays): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await sql`INSERT INTO calibration_estimate (version, network_version, made_ms, summary)
          VALUES (${version}, ${network_version}, ${made_ms}, ${JSON.stringify(summary)}::jsonb)`.execute(
          trx,
        );
        for (const { day_class, passes } of days)
          await sql`INSERT INTO calibration_typical_day (version, day_class, passes)
            VALUES (${version}, ${day_class}, ${Buffer.from(passes)})`.execute(trx);
        await sql`DELETE FROM calibration_estimate WHERE version NOT IN (
          SELECT version FROM calibration_estimate ORDER BY made_ms DESC LIMIT ${MOST_ESTIMATES})`.execute(
          trx,
        );
      });
    },
    /** Those in force, and the newest of those taken back. */
    async listOverrides(): Promise<CalibrationOverride[]> {
      const { rows } = await sql<OverrideRow>`
        (SELECT * FROM calibration_override WHERE withdrawn_ms IS NULL)
        UNION ALL
        (SELECT * FROM calibration_override WHERE withdrawn_ms IS NOT NULL
          ORDER BY withdrawn_ms DESC, id DESC LIMIT ${MOST_WITHDRAWN})`.execute(db);
      return rows.map(overrideOf);
    },
    /** @returns false when the figure is set by hand already */
    async addOverride(
      { parameter, link_class, value, reason }: NewOverride,
      set: Pick<CalibrationOverride, 'instead_of' | 'set_by' | 'set_ms'>,
    ): Promise<boolean> {
      const { numAffectedRows } = await sql`
        INSERT INTO calibration_override (parameter, link_class, value, instead_of, reason, set_by, set_ms)
        VALUES (${parameter}, ${link_class}, ${value}, ${set.instead_of}, ${reason}, ${set.set_by}, ${set.set_ms})
        ON CONFLICT DO NOTHING`.execute(db);
      return numAffectedRows === 1n;
    },
    /** @returns false when it is not in force */
    async withdrawOverride(id: number, by: string, at_ms: number, reason: string): Promise<boolean> {
      const { numAffectedRows } = await sql`UPDATE calibration_override
        SET withdrawn_by = ${by}, withdrawn_ms = ${at_ms}, withdrawn_reason = ${reason}
        WHERE id = ${id} AND withdrawn_ms IS NULL`.execute(db);
      return numAffectedRows === 1n;
    },
  };
}

export type CalibrationStore = ReturnType<typeof createCalibrationStore>;

function overrideOf({
  withdrawn_by,
  withdrawn_ms,
  withdrawn_reason,
  ...row
}: OverrideRow): CalibrationOverride {
  const withdrawn =
    withdrawn_by !== null && withdrawn_ms !== null
      ? { by: withdrawn_by, at_ms: withdrawn_ms, reason: withdrawn_reason ?? '' }
      : null;
  return { ...row, withdrawn };
}
