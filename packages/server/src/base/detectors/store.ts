import type { DetectorKind } from '@opentocc/contract';
import { type Kysely, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { DetectorEntry, RegisteredDetector, StoredReport } from './model.ts';

interface DetectorRow extends Omit<RegisteredDetector, 'id' | 'kind'> {
  id: number;
  kind: DetectorKind;
}

interface Tables {
  detectors_detector: DetectorRow;
  detectors_secret: { source: number; secret_hash: Buffer; renewed_ms: number };
  detectors_report: Omit<StoredReport, 'lanes'> & { lanes: string | null };
}

/** What reports of a stretch of time come to, by detector; sums over reports that are used. */
export interface CountRow {
  readonly detector: number;
  readonly at_ms: number;
  readonly vehicles: number;
  readonly covered_s: number;
  /** Vehicles with a speed, and those over their speed, km/h. */
  readonly timed: number;
  readonly timed_h_per_km: number;
  /** Occupancy by seconds, and seconds with one. */
  readonly occupied: number;
  readonly occupied_s: number;
  readonly rejected: number;
}

/** Bounds of a question: reports that begin in [from_ms, to_ms), by stretches of a length, ms. */
export interface CountQuery {
  readonly detectors: readonly number[];
  readonly from_ms: number;
  readonly to_ms: number;
  readonly step_ms: number;
}

/** Of a list: PostgreSQL takes 65,535 parameters, a detector has 14. */
const ROWS_A_STATEMENT = 2000;
const PLACED = ['link', 'along_m', 'off_m', 'network_version'] as const;
const LISTED = ['name', 'kind', 'lon', 'lat', 'heading_deg', 'lanes', 'period_s', ...PLACED] as const;

/** The only SQL of detectors, their secrets and their reports. */
export function createDetectorStore(root: Db) {
  const db = tables<Tables>(root);
  return { ...createRegistryRows(db), ...createSecretRows(db), ...createReportRows(db) };
}

function createRegistryRows(db: Kysely<Tables>) {
  return {
    listDetectors: (): Promise<RegisteredDetector[]> =>
      db.selectFrom('detectors_detector').selectAll().orderBy('id').execute(),
    /** Adds detectors, or brings those of these codes up to date and back into service; all or none. */
    async saveDetectors(entries: readonly DetectorEntry[]): Promise<RegisteredDetector[]> {
      return db.transaction().execute(async (transaction) => {
        const saved: RegisteredDetector[] = [];
        for (let at = 0; at < entries.length; at += ROWS_A_STATEMENT)
          saved.push(
            ...(await transaction
              .insertInto('detectors_detector')
              .values(entries.slice(at, at + ROWS_A_STATEMENT) as never)
              .onConflict((conflict) =>
                conflict.columns(['source', 'code']).doUpdateSet((excluded) => ({
                  ...Object.fromEntries(LISTED.map((name) => [name, excluded.ref(`excluded.${name}`)])),
                  retired_ms: null,
                })),
              )
              .returningAll()
              .execute()),
          );
        return saved;
      });
    },
    async replaceDetector(detector: RegisteredDetector): Promise<void> {
      const { id, ...values } = detector;
      await db.updateTable('detectors_detector').set(values).where('id', '=', id).execute();
    },
  };
}

function createSecretRows(db: Kysely<Tables>) {
  return {
    listSecrets: () => db.selectFrom('detectors_secret').select(['source', 'secret_hash']).execute(),
    async saveSecret(source: number, secret_hash: Buffer, renewed_ms: number): Promise<void> {
      await db
        .insertInto('detectors_secret')
        .values({ source, secret_hash, renewed_ms })
        .onConflict((conflict) => conflict.column('source').doUpdateSet({ secret_hash, renewed_ms }))
        .execute();
    },
  };
}

function createReportRows(db: Kysely<Tables>) {
  return {
    /** One statement, one commit. @returns those that were not there yet, as "detector/begin_ms". */
    async addReports(reports: readonly StoredReport[]): Promise<Set<string>> {
      const rows = reports.map(({ lanes, ...row }) => ({ ...row, lanes: lanes && JSON.stringify(lanes) }));
      const added = await db
        .insertInto('detectors_report')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['detector', 'begin_ms']).doNothing())
        .returning(['detector', 'begin_ms'])
        .execute();
      return new Set(added.map(reportKey));
    },
    /** Reports that began since, oldest first. */
    async listReportsSince(from_ms: number): Promise<StoredReport[]> {
      const rows = await db
        .selectFrom('detectors_report')
        .selectAll()
        .where('begin_ms', '>=', from_ms)
        .orderBy('begin_ms')
        .execute();
      return rows.map((row) => ({ ...row, lanes: row.lanes as unknown as StoredReport['lanes'] }));
    },
    /** The newest report of each detector. */
    async listNewest(): Promise<{ detector: number; end_ms: number }[]> {
      const { rows } = await sql<{ detector: number; end_ms: number }>`
        SELECT d.id AS detector, r.begin_ms + 1000 * r.period_s AS end_ms
        FROM detectors_detector d CROSS JOIN LATERAL (
          SELECT begin_ms, period_s FROM detectors_report
          WHERE detector = d.id ORDER BY begin_ms DESC LIMIT 1) r`.execute(db);
      return rows;
    },
    /** Sums by detector and stretch of time, oldest first. */
    async count({ detectors, from_ms, to_ms, step_ms }: CountQuery): Promise<CountRow[]> {
      if (detectors.length === 0) return [];
      const { rows } = await sql<CountRow>`
        SELECT detector, (begin_ms / ${step_ms}::bigint) * ${step_ms}::bigint AS at_ms,
          coalesce(sum(vehicles) FILTER (WHERE refused IS NULL), 0)::integer AS vehicles,
          coalesce(sum(period_s) FILTER (WHERE refused IS NULL), 0)::integer AS covered_s,
          coalesce(sum(vehicles) FILTER (WHERE refused IS NULL AND speed_kmh > 0), 0)::integer AS timed,
          coalesce(sum(vehicles / speed_kmh) FILTER (WHERE refused IS NULL AND speed_kmh > 0), 0)::float8
            AS timed_h_per_km,
          coalesce(sum(occupancy_pct * period_s) FILTER (WHERE refused IS NULL), 0)::float8 AS occupied,
          coalesce(sum(period_s) FILTER (WHERE refused IS NULL AND occupancy_pct IS NOT NULL), 0)::integer
            AS occupied_s,
          (count(*) FILTER (WHERE refused IS NOT NULL))::integer AS rejected
        FROM detectors_report
        WHERE detector = ANY(${sql.val([...detectors])}::integer[]) AND begin_ms >= ${from_ms} AND begin_ms < ${to_ms}
        GROUP BY 1, 2 ORDER BY 2, 1`.execute(db);
      return rows;
    },
    /** Deletes reports that began before. */
    async forgetReports(before_ms: number): Promise<void> {
      await db.deleteFrom('detectors_report').where('begin_ms', '<', before_ms).execute();
    },
  };
}

export const reportKey = ({ detector, begin_ms }: Pick<StoredReport, 'detector' | 'begin_ms'>): string =>
  `${detector}/${begin_ms}`;

export type DetectorStore = ReturnType<typeof createDetectorStore>;
