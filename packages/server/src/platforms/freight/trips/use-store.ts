import type { FreightTrip } from '@opentocc/core/freight';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { DoubleUseRow, PermitRow, UseRow } from './model.ts';
import type { Tables } from './tables.ts';

/** A permit with the trip that it was given for. */
export type IssuedPermit = Pick<PermitRow, 'number' | 'trip' | 'content' | 'revoked_ms' | 'cause'> & {
  readonly declared_trip: FreightTrip;
};

/** Uses of permits, in the transaction of whoever lets a truck through. */
export function usesOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    /** Two gates that are shown the permits of one trip go one after the other, until the transaction ends. */
    hold: (trip: string) =>
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`trips:use:${trip}`}, 0))`.execute(db),
    async listIssued(numbers: readonly string[]): Promise<IssuedPermit[]> {
      if (numbers.length === 0) return [];
      const rows = await db
        .selectFrom('trips_permit as p')
        .innerJoin('trips_trip as t', 't.id', 'p.trip')
        .select(['p.number', 'p.trip', 'p.content', 'p.revoked_ms', 'p.cause', 't.trip as declared_trip'])
        .where('p.number', 'in', numbers)
        .execute();
      return rows as IssuedPermit[];
    },
    /** Of every permit of these trips, in order of time. */
    async listUses(trips: readonly string[]): Promise<(UseRow & { readonly trip: string })[]> {
      if (trips.length === 0) return [];
      return db
        .selectFrom('trips_permit_use as u')
        .innerJoin('trips_permit as p', 'p.number', 'u.permit')
        .selectAll('u')
        .select('p.trip')
        .where('p.trip', 'in', trips)
        .orderBy('u.at_ms')
        .execute();
    },
    /** Of these trips those of which a gate counted a use. */
    async listUsed(trips: readonly string[]): Promise<string[]> {
      if (trips.length === 0) return [];
      const rows = await db
        .selectFrom('trips_permit_use as u')
        .innerJoin('trips_permit as p', 'p.number', 'u.permit')
        .select('p.trip')
        .distinct()
        .where('p.trip', 'in', trips)
        .execute();
      return rows.map(({ trip }) => trip);
    },
    async addUse(row: UseRow): Promise<void> {
      await db.insertInto('trips_permit_use').values(row).execute();
    },
    async addDouble({ text, ...row }: Omit<DoubleUseRow, 'id'>): Promise<void> {
      await db
        .insertInto('trips_double_use')
        .values({ ...row, text: JSON.stringify(text) })
        .execute();
    },
    async listDoubles(trip: string): Promise<DoubleUseRow[]> {
      const rows = await db
        .selectFrom('trips_double_use as d')
        .innerJoin('trips_permit as p', 'p.number', 'd.permit')
        .selectAll('d')
        .where('p.trip', '=', trip)
        .orderBy('d.at_ms')
        .execute();
      return rows as DoubleUseRow[];
    },
    /** Those that nobody took yet; taken once the transaction is committed. */
    async takeUntold(now_ms: number, limit: number): Promise<(DoubleUseRow & { readonly trip: string })[]> {
      const { rows } = await sql<DoubleUseRow & { readonly trip: string }>`
        UPDATE trips_double_use d SET told_ms = ${now_ms} FROM trips_permit p
        WHERE p.number = d.permit AND d.id IN (
          SELECT id FROM trips_double_use WHERE told_ms IS NULL ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING d.*, p.trip`.execute(db);
      return rows.sort((a, b) => a.id - b.id);
    },
  };
}
