import type { TripQuery } from '@opentocc/contract';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { type Db, tables } from '../../../kit/db.ts';
import type { TripRow } from './model.ts';
import type { Tables } from './tables.ts';

export type TripSearch = z.output<typeof TripQuery> & {
  /** Firms within reach; null is all. */
  readonly firms: readonly string[] | null;
  readonly place?: string;
};

/** Trips as lists ask for them. */
export function searchOf(root: Db) {
  const db = tables<Tables>(root);
  const found = (search: TripSearch) =>
    conditionsOf(search).reduce((query, one) => query.where(one), db.selectFrom('trips_trip'));
  return {
    /** The latest first. */
    async list(search: TripSearch): Promise<TripRow[]> {
      const rows = await found(search)
        .selectAll()
        .orderBy('first_ms', 'desc')
        .orderBy('id', 'desc')
        .offset(search.offset)
        .limit(search.limit)
        .execute();
      return rows as TripRow[];
    },
    async count(search: TripSearch): Promise<number> {
      const { n } = await found(search)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    },
  };
}

type Condition = RawBuilder<boolean>;

/** What each part of a question asks of a row. */
const CONDITIONS: { readonly [K in keyof TripSearch]?: (value: NonNullable<TripSearch[K]>) => Condition } = {
  firms: (firms) => sql`firm = any(${[...firms]}::text[])`,
  state: (state) => sql`state = ${state}`,
  firm: (firm) => sql`firm = ${firm}`,
  truck: (truck) => sql`truck = ${truck}`,
  class: (of) => sql`class = ${of}`,
  driver: (driver) => sql`drivers @> ${JSON.stringify([driver])}::jsonb`,
  port: (port) => sql`trip->'declared'->'crossings'->0->>'port' = ${port}`,
  direction: (direction) => sql`trip->>'direction' = ${direction}`,
  from_ms: (from_ms) => sql`first_ms >= ${from_ms}`,
  to_ms: (to_ms) => sql`first_ms < ${to_ms}`,
  place: (place) => {
    const stop = JSON.stringify({ declared: { stops: [{ code: place }] } });
    const port = JSON.stringify({ declared: { crossings: [{ port: place }] } });
    return sql`(trip @> ${stop}::jsonb OR trip @> ${port}::jsonb)`;
  },
  q: (q) => {
    const begin = `${q.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(id LIKE ${begin} OR plate LIKE ${begin} OR plate_abroad LIKE ${begin})`;
  },
};

const conditionsOf = (search: TripSearch): Condition[] =>
  Object.entries(CONDITIONS).flatMap(([name, make]) => {
    const value = search[name as keyof TripSearch];
    return value === undefined || value === null || value === ''
      ? []
      : [(make as (of: unknown) => Condition)(value)];
  });
