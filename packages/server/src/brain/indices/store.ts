import type {
  IndexMeans,
  IndexPoint,
  IndexRevision,
  IndexScope,
  IndexTypicalPoint,
  IndexValue,
} from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { cityDayStart } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Span } from './periods.ts';

/** A part of each day, minutes after midnight of the city, [from, to). */
export interface DayPart {
  readonly from_min: number;
  readonly to_min: number;
}
export const WHOLE_DAY: DayPart = { from_min: 0, to_min: 1440 };

/** Means as the database gives them; coverage is a sum here, for windows without a value count as 0. */
export interface Means extends Omit<IndexMeans, 'coverage' | 'windows_expected'> {
  readonly coverage_sum: number;
}

/** A stored value of one key. */
export interface IndexSeriesRow {
  readonly key: string;
  /** End of its window. */
  readonly at_ms: number;
  readonly index: number | null;
  readonly speed_kmh: number | null;
}

const MEANS = sql`avg(shenzhen_index) AS index, avg(gb_index) AS gb_index, avg(tti) AS tti, avg(dtp) AS dtp,
  avg(speed_kmh) AS speed_kmh, coalesce(sum(coverage), 0)::double precision AS coverage_sum,
  coalesce(sum(samples), 0)::bigint AS samples, count(shenzhen_index) AS windows,
  count(*) FILTER (WHERE revision > 0) AS restated,
  coalesce(array_agg(DISTINCT formula_version) FILTER (WHERE formula_version IS NOT NULL), '{}') AS formula_versions`;

/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_EPOCH = 4;
/** Rows of one statement: bounds its memory. */
const ROWS = 5_000;

/** The only SQL of the module. */
export function createIndicesStore(db: Db) {
  return {
    /**
     * Stores values. One whose window already has a value that differs (index by 0.1, speed by 1 km/h, formula) becomes its
     * next revision; an equal one is not stored twice. Roads that nobody drove are left out: they would be most of the rows.
     */
    async saveValues(values: readonly IndexValue[], stated_ms: number): Promise<void> {
      const driven = values.filter(({ scope, samples }) => scope !== 'road' || samples > 0);
      for (let i = 0; i < driven.length; i += ROWS) await saveRows(db, driven.slice(i, i + ROWS), stated_ms);
    },
    /** Means of the newest values by step, in [from_ms, to_ms), oldest first; steps without values are left out. */
    async listPoints(
      scope: IndexScope,
      key: string,
      from_ms: number,
      to_ms: number,
      step_ms: number,
    ): Promise<IndexPoint[]> {
      const { rows } = await sql<IndexPoint>`
        SELECT ${from_ms}::bigint + ((window_start_ms - ${from_ms}) / ${step_ms}::bigint) * ${step_ms} AS at_ms,
          avg(shenzhen_index) AS index, avg(gb_index) AS gb_index, avg(tti) AS tti, avg(speed_kmh) AS speed_kmh,
          avg(coverage) AS coverage, sum(samples)::bigint AS samples, count(shenzhen_index) AS windows,
          count(*) FILTER (WHERE revision > 0) AS restated, avg(first_index) AS first_index,
          array_agg(DISTINCT formula_version) AS formula_versions
        FROM (
          SELECT DISTINCT ON (window_start_ms) *,
            first_value(shenzhen_index) OVER (PARTITION BY window_start_ms ORDER BY revision) AS first_index
          FROM indices_value
          WHERE scope = ${scope} AND key = ${key} AND window_start_ms >= ${from_ms} AND window_start_ms < ${to_ms}
          ORDER BY window_start_ms, revision DESC
        ) newest
        GROUP BY 1 ORDER BY 1`.execute(db);
      return rows;
    },
    /** Newest values of several keys whose window ended in (from_ms, to_ms], by that time. */
    async listSeries(
      scope: IndexScope,
      keys: readonly string[],
      from_ms: number,
      to_ms: number,
    ): Promise<IndexSeriesRow[]> {
      const { rows } = await sql<IndexSeriesRow>`
        SELECT key, window_end_ms AS at_ms, index, speed_kmh FROM (
          SELECT DISTINCT ON (key, window_start_ms) key, window_end_ms, shenzhen_index AS index, speed_kmh
          FROM indices_value
          WHERE scope = ${scope} AND key = ANY(${[...keys]}::text[])
            AND window_start_ms >= ${from_ms - 3_600_000} AND window_start_ms < ${to_ms}
          ORDER BY key, window_start_ms, revision DESC
        ) newest
        WHERE window_end_ms > ${from_ms} AND window_end_ms <= ${to_ms}
        ORDER BY window_end_ms`.execute(db);
      return rows;
    },
    /** Means of the newest values of a key in each span, in the order of the spans. */
    async listMeans(scope: IndexScope, key: string, spans: readonly Span[]): Promise<Means[]> {
      const { rows } = await sql<Means>`
        SELECT means.*
        FROM unnest(${spans.map(({ from_ms }) => from_ms)}::bigint[], ${spans.map(({ to_ms }) => to_ms)}::bigint[])
          WITH ORDINALITY AS span (from_ms, to_ms, place)
        CROSS JOIN LATERAL (
          SELECT ${MEANS}
          FROM (
            SELECT DISTINCT ON (window_start_ms) * FROM indices_value
            WHERE scope = ${scope} AND key = ${key}
              AND window_start_ms >= span.from_ms AND window_start_ms < span.to_ms
            ORDER BY window_start_ms, revision DESC
          ) newest
        ) means
        ORDER BY place`.execute(db);
      return rows;
    },
    /** Means of the newest values of all keys of a scope in a span, each day of it only within `of_day`. */
    async listMeansByKey(
      scope: IndexScope,
      { from_ms, to_ms }: Span,
      of_day: DayPart = WHOLE_DAY,
    ): Promise<(Means & { key: string })[]> {
      const { rows } = await sql<Means & { key: string }>`
        SELECT key, ${MEANS}
        FROM (
          SELECT DISTINCT ON (key, window_start_ms) * FROM indices_value
          WHERE scope = ${scope} AND window_start_ms >= ${from_ms} AND window_start_ms < ${to_ms}
            AND (window_start_ms - ${cityDayStart(0)}::bigint) % 86400000 >= ${of_day.from_min * MINUTE_MS}
            AND (window_start_ms - ${cityDayStart(0)}::bigint) % 86400000 < ${of_day.to_min * MINUTE_MS}
          ORDER BY key, window_start_ms, revision DESC
        ) newest
        GROUP BY key ORDER BY key`.execute(db);
      return rows;
    },
    /** Means by weekday and step of the city's day, over the newest values in a span; steps without values are left out. */
    async listTypical(
      scope: IndexScope,
      key: string,
      { from_ms, to_ms }: Span,
      step_ms: number,
    ): Promise<IndexTypicalPoint[]> {
      const { rows } = await sql<IndexTypicalPoint>`
        SELECT ((city_ms / 86400000 + ${WEEKDAY_OF_EPOCH - 1}) % 7 + 1)::int AS weekday,
          (city_ms % 86400000 / ${step_ms}::bigint * ${step_ms} / 60000)::int AS minute,
          avg(shenzhen_index) AS index, avg(gb_index) AS gb_index, avg(speed_kmh) AS speed_kmh,
          percentile_cont(0.1) WITHIN GROUP (ORDER BY shenzhen_index) AS index_low,
          percentile_cont(0.9) WITHIN GROUP (ORDER BY shenzhen_index) AS index_high,
          percentile_cont(0.1) WITHIN GROUP (ORDER BY speed_kmh) AS speed_low_kmh,
          percentile_cont(0.9) WITHIN GROUP (ORDER BY speed_kmh) AS speed_high_kmh,
          avg(coverage) AS coverage, count(*) AS windows, count(DISTINCT city_ms / 86400000) AS days
        FROM (
          SELECT DISTINCT ON (window_start_ms) *, window_start_ms - ${cityDayStart(0)}::bigint AS city_ms
          FROM indices_value
          WHERE scope = ${scope} AND key = ${key} AND window_start_ms >= ${from_ms} AND window_start_ms < ${to_ms}
          ORDER BY window_start_ms, revision DESC
        ) newest
        WHERE shenzhen_index IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2`.execute(db);
      return rows;
    },
    /** Forgets values of some scopes. */
    async dropBefore(before_ms: number, scopes: readonly IndexScope[]): Promise<void> {
      await sql`DELETE FROM indices_value
        WHERE scope = ANY(${[...scopes]}::text[]) AND window_start_ms < ${before_ms}`.execute(db);
    },
    /** Everything that was stated of one window, the first value first. */
    async listRevisions(scope: IndexScope, key: string, window_start_ms: number): Promise<IndexRevision[]> {
      const { rows } = await sql<IndexRevision>`
        SELECT revision, stated_ms, shenzhen_index AS index, gb_index, tti, dtp, speed_kmh, coverage, samples,
          standard, formula_version, assumed
        FROM indices_value
        WHERE scope = ${scope} AND key = ${key} AND window_start_ms = ${window_start_ms}
        ORDER BY revision`.execute(db);
      return rows;
    },
  };
}

export type IndicesStore = ReturnType<typeof createIndicesStore>;

async function saveRows(db: Db, values: readonly IndexValue[], stated_ms: number): Promise<void> {
  const rows = values.map(({ name: _, band: __, index, ...row }) => ({ ...row, shenzhen_index: index }));
  await sql`
    INSERT INTO indices_value (scope, key, window_start_ms, revision, window_end_ms, stated_ms, shenzhen_index, gb_index, tti,
      dtp, speed_kmh, mileage_share, length_km, coverage, samples, standard, formula_version, assumed)
    SELECT new.scope, new.key, new.window_start_ms, coalesce(old.revision + 1, 0), new.window_end_ms,
      ${stated_ms}::bigint, new.shenzhen_index, new.gb_index, new.tti, new.dtp, new.speed_kmh, new.mileage_share, new.length_km,
      new.coverage, new.samples, new.standard, new.formula_version, new.assumed
    FROM jsonb_populate_recordset(NULL::indices_value, ${JSON.stringify(rows)}::jsonb) AS new
    LEFT JOIN LATERAL (
      SELECT * FROM indices_value
      WHERE scope = new.scope AND key = new.key AND window_start_ms = new.window_start_ms
      ORDER BY revision DESC LIMIT 1
    ) AS old ON true
    WHERE old.revision IS NULL
      OR (round(old.shenzhen_index::numeric, 1), round(old.gb_index::numeric, 1), round(old.speed_kmh::numeric),
          old.formula_version)
        IS DISTINCT FROM
          (round(new.shenzhen_index::numeric, 1), round(new.gb_index::numeric, 1), round(new.speed_kmh::numeric),
          new.formula_version)
    ON CONFLICT DO NOTHING`.execute(db);
}
