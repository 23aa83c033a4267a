import { sql } from 'kysely';
import type { Db } from '../../../kit/db.ts';
import type { Written } from './model.ts';

/** Columns that a change of a trip may set. */
const CHANGED = [
  ...['version', 'truck', 'plate', 'plate_abroad', 'terminal', 'class', 'drivers', 'goods', 'slip', 'trip'],
  ...['state', 'slot', 'slot_key', 'place', 'line', 'standby', 'outcome', 'reasons', 'cause', 'permit'],
  ...['first_ms', 'last_ms', 'closes_ms', 'ended_ms', 'ended_by'],
];

/** Writes what a batch of decisions changed, in the transaction that it is given. */
export async function writeBatch(tx: Db, { added, changed, events, permits }: Written): Promise<void> {
  // Places that move between trips are given back first: no two rows of a statement may meet in the index.
  const ids = changed.map(({ row }) => row.id);
  if (ids.length > 0)
    await sql`UPDATE trips_trip SET place = NULL WHERE id = ANY(${ids}) AND place IS NOT NULL`.execute(tx);
  await writeChanged(tx, changed);
  if (added.length > 0)
    await sql`
      INSERT INTO trips_trip
      SELECT * FROM jsonb_populate_recordset(NULL::trips_trip, ${JSON.stringify(added)}::jsonb)`.execute(tx);
  if (permits.length > 0)
    await sql`
      INSERT INTO trips_permit
      SELECT * FROM jsonb_populate_recordset(NULL::trips_permit, ${JSON.stringify(permits)}::jsonb)
      ON CONFLICT (number) DO UPDATE SET revoked_ms = excluded.revoked_ms, cause = excluded.cause`.execute(
      tx,
    );
  if (events.length > 0)
    await sql`
      INSERT INTO trips_event (trip, at_ms, by, kind, text)
      SELECT trip, at_ms, by, kind, text
      FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        AS r(trip text, at_ms bigint, by text, kind text, text jsonb)`.execute(tx);
}

async function writeChanged(tx: Db, changed: Written['changed']): Promise<void> {
  if (changed.length === 0) return;
  const columns = sql.join(CHANGED.map((name) => sql.ref(name)));
  const values = sql.join(CHANGED.map((name) => sql.ref(`r.${name}`)));
  const bases = changed.map(({ row, base }) => ({ id: row.id, base }));
  const { numAffectedRows } = await sql`
    UPDATE trips_trip SET (${columns}) = ROW(${values})
    FROM jsonb_populate_recordset(NULL::trips_trip, ${JSON.stringify(changed.map(({ row }) => row))}::jsonb) r
    JOIN jsonb_to_recordset(${JSON.stringify(bases)}::jsonb) AS b(id text, base integer) ON b.id = r.id
    WHERE trips_trip.id = r.id AND trips_trip.version = b.base`.execute(tx);
  if (Number(numAffectedRows ?? 0) !== changed.length)
    throw new Error('a trip was changed by somebody else than the one who decides on trips');
}
